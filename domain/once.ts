import { createHash } from 'node:crypto'
import { inTransaction } from '../database/transaction.ts'
import { SubmissionModel } from '../models/submission.ts'
import { canonical } from './canonical.ts'
import { now } from './clock.ts'
import { OtherContent } from './errors.ts'

/** Digest of what a person sent to one address, without what changes from try to try. */
export function digestOf(address: string, body: Record<string, unknown>): string {
  const content = Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== '_csrf' && name !== 'version'),
  )
  return createHash('sha256').update(canonical({ address, content })).digest('hex')
}

/**
 * The address that this very submission led to before, or null when it is new.
 * @throws {OtherContent} when the same person sent other content under the same id
 */
export async function earlierResult(
  personId: string,
  requestId: string,
  digest: string,
): Promise<string | null> {
  const earlier = await SubmissionModel.findById(`${personId}:${requestId}`).lean()
  if (!earlier) return null
  if (earlier.digest !== digest) throw new OtherContent()
  return earlier.location
}

/**
 * Does an act exactly once for a person and a requestId, in one transaction with the note that it
 * was done. Of two that arrive together one is done, the other gets the first one's result.
 * @returns where to go next, and whether the act was done by this call
 */
export async function once(
  personId: string,
  requestId: string,
  digest: string,
  act: () => Promise<string>,
): Promise<{ location: string; isFirst: boolean }> {
  try {
    return await inTransaction(async () => {
      const earlier = await earlierResult(personId, requestId, digest)
      if (earlier !== null) return { location: earlier, isFirst: false }
      const location = await act()
      await SubmissionModel.create([
        { _id: `${personId}:${requestId}`, digest, location, at: now() },
      ])
      return { location, isFirst: true }
    })
  } catch (error) {
    if (!isDuplicateOf(error, 'submissions')) throw error
    const location = await earlierResult(personId, requestId, digest)
    if (location === null) throw error
    return { location, isFirst: false }
  }
}

/** True for the server's "duplicate key" (11000) in the collection. */
export function isDuplicateOf(error: unknown, collection: string): boolean {
  const e = error as { code?: unknown; message?: unknown }
  return e.code === 11000 && (typeof e.message !== 'string' || e.message.includes(collection))
}
