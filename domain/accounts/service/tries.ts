import { createHash } from 'node:crypto'
import { FailedTryModel } from '../../../models/failed-try.ts'
import { TooManyTries } from '../../errors.ts'

// An address may stand for a whole office or village, so it may fail more often than an account.
const free = { account: 5, address: 40 }
const firstLockMs = 30_000
const longestLockMs = 3600_000
const forgetAfterMs = 3600_000

type Kind = keyof typeof free

/** What is counted: tries on one account name, and from one address. Names are kept hashed only. */
export interface Tries {
  account: string
  address: string
}

/**
 * Lets a try go on, unless the account or the address is locked after too many failures.
 * @throws {TooManyTries} with the seconds to wait
 */
export async function mayTry(tries: Tries): Promise<void> {
  const keys = (['account', 'address'] as const).map((kind) => keyOf(kind, tries[kind]))
  const found = await FailedTryModel.find({ _id: { $in: keys } }).lean()
  const until = Math.max(0, ...found.map((entry) => entry.lockedUntil.getTime()))
  // locks keep machine time, whatever CLOCK says
  const waitMs = until - Date.now()
  if (waitMs > 0) throw new TooManyTries(Math.ceil(waitMs / 1000))
}

/** Counts a failure; the fifth on an account (the 40th from an address) locks it, and each one more doubles the wait. */
export async function countFailure(tries: Tries): Promise<void> {
  for (const kind of ['account', 'address'] as const) {
    const _id = keyOf(kind, tries[kind])
    const now = Date.now()
    const entry = await FailedTryModel.findOneAndUpdate(
      { _id },
      {
        $inc: { count: 1 },
        $setOnInsert: { lockedUntil: new Date(0) },
        $set: { expiresAt: new Date(now + forgetAfterMs) },
      },
      { upsert: true, returnDocument: 'after', lean: true },
    )
    const over = entry!.count - free[kind]
    if (over < 0) continue
    const lockMs = Math.min(firstLockMs * 2 ** over, longestLockMs)
    await FailedTryModel.updateOne(
      { _id },
      {
        $set: {
          lockedUntil: new Date(now + lockMs),
          expiresAt: new Date(now + lockMs + forgetAfterMs),
        },
      },
    )
  }
}

/** A success clears the account's count; the address keeps its own, successes do not count. */
export async function clearFailures(account: string): Promise<void> {
  await FailedTryModel.deleteOne({ _id: keyOf('account', account) })
}

function keyOf(kind: Kind, name: string): string {
  return `${kind}:${createHash('sha256').update(name.toLowerCase()).digest('base64url')}`
}
