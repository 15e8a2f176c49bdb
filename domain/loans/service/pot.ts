import { Types } from 'mongoose'
import { inTransaction } from '../../../database/transaction.ts'
import { LoanSchemeModel } from '../../../models/loan-scheme.ts'
import { PotEntryModel, type PotEntryKind } from '../../../models/pot-entry.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import type { Rupiah } from '../../money.ts'

type Person = Pick<Actor, 'fullName'> | null

/**
 * Holds money of the scheme's pot for a loan. What is left is taken by one conditional update, so
 * that however many approve at once nobody can overdraw it.
 * @throws {RuleBroken} at `amountRupiah` when the pot holds less than that
 */
export async function reservePot(
  actor: Person,
  schemeCode: string,
  amountRupiah: Rupiah,
  loanId: Types.ObjectId | string,
): Promise<void> {
  assertAmount(amountRupiah)
  await inTransaction(async () => {
    const scheme = await LoanSchemeModel.findOneAndUpdate(
      { code: schemeCode, potLeftRupiah: { $gte: amountRupiah } },
      { $inc: { potLeftRupiah: -amountRupiah } },
      { returnDocument: 'after', timestamps: false },
    ).lean()
    if (!scheme) throw await tooLittle(schemeCode)
    await write(actor, schemeCode, 'approved', -amountRupiah, scheme.potLeftRupiah, loanId)
  })
}

/**
 * Gives back what the pot still holds for a loan: nothing when it was given back before. Answers how
 * much that was. `part` gives back only so much, such as what an offer was lowered by.
 */
export async function releasePot(
  actor: Person,
  schemeCode: string,
  loanId: Types.ObjectId | string,
  part: Rupiah | null = null,
): Promise<Rupiah> {
  return inTransaction(async () => {
    const held = await heldFor(schemeCode, loanId)
    const amount = part === null ? held : Math.min(part, held)
    if (amount <= 0) return 0
    const scheme = await LoanSchemeModel.findOneAndUpdate(
      { code: schemeCode },
      { $inc: { potLeftRupiah: amount } },
      { returnDocument: 'after', timestamps: false },
    ).lean()
    await write(actor, schemeCode, 'released', amount, scheme!.potLeftRupiah, loanId)
    return amount
  })
}

/** What the pot holds for a loan now. */
export async function heldFor(
  schemeCode: string,
  loanId: Types.ObjectId | string,
): Promise<Rupiah> {
  const entries = await PotEntryModel.find({ loanId, schemeCode }).lean()
  return -entries.reduce((sum, entry) => sum + entry.amountRupiah, 0)
}

/** Pots whose figure is not what their entries add up to; empty when all is well. */
export async function potsThatDiffer(): Promise<
  { code: string; potLeftRupiah: Rupiah; entriesRupiah: Rupiah }[]
> {
  const sums = await PotEntryModel.aggregate<{ _id: string; sum: number }>([
    { $group: { _id: '$schemeCode', sum: { $sum: '$amountRupiah' } } },
  ])
  const sumOf = new Map(sums.map(({ _id, sum }) => [_id, sum]))
  const schemes = await LoanSchemeModel.find({}, { code: 1, potLeftRupiah: 1 }).lean()
  return schemes
    .map(({ code, potLeftRupiah }) => ({
      code,
      potLeftRupiah,
      entriesRupiah: sumOf.get(code) ?? 0,
    }))
    .filter(({ potLeftRupiah, entriesRupiah }) => potLeftRupiah !== entriesRupiah)
}

/** Writes an entry beside the movement of the pot that it tells of. */
export async function write(
  actor: Person,
  schemeCode: string,
  kind: PotEntryKind,
  amountRupiah: Rupiah,
  leftRupiah: Rupiah,
  loanId: Types.ObjectId | string | null,
): Promise<void> {
  await PotEntryModel.create([
    {
      schemeCode,
      kind,
      amountRupiah,
      leftRupiah,
      loanId: loanId === null ? null : new Types.ObjectId(loanId),
      at: now(),
      byName: actor?.fullName ?? 'system',
    },
  ])
}

async function tooLittle(schemeCode: string): Promise<Error> {
  const scheme = await LoanSchemeModel.findOne({ code: schemeCode }).lean()
  if (!scheme) return new NotFound()
  const values = { left: scheme.potLeftRupiah }
  return new RuleBroken({ amountRupiah: { key: 'schemes.faults.potTooSmall', values } })
}

function assertAmount(amount: Rupiah): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError('nothing to hold')
}
