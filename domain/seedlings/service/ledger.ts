import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { SeedlingEntryModel, type SeedlingEntry } from '../../../models/seedling-entry.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import type { Day } from '../../dates.ts'
import { NotFound } from '../../errors.ts'
import { isId } from '../../find-visible.ts'
import { listPage, pageSize } from '../../paging.ts'
import { batchesVisibleTo, seedLotsVisibleTo } from '../../scopes.ts'

export interface LedgerFilter {
  lotId: string | null
  batchId: string | null
  programmeId: string | null
  day: Day | null
}

/**
 * One page of the ledger, newest first. The entries of a batch are counted without a gap, so a page
 * of them costs the same however many there are.
 * @throws {NotFound} for a lot or batch out of sight
 */
export async function readLedger(actor: Actor, filter: LedgerFilter, after: string | null) {
  if (filter.batchId) return batchLedger(actor, filter.batchId, filter.day, after)
  const scope = filter.lotId ? await lotScope(actor, filter.lotId) : wideScope(actor)
  const asked = {
    ...(filter.programmeId && isId(filter.programmeId) ? { programmeId: filter.programmeId } : {}),
    ...(filter.day ? { happenedOn: filter.day } : {}),
  }
  // without a lot or a programme the whole book is as wide as the programme: the last lots are shown
  const bound =
    filter.lotId || filter.programmeId ? {} : { lotId: { $in: await latestLots(actor) } }
  return listPage<SeedlingEntry>(
    (filter) => SeedlingEntryModel.find(filter),
    { $and: [scope, bound, asked] },
    'happenedOn',
    after,
  )
}

async function batchLedger(actor: Actor, batchId: string, day: Day | null, after: string | null) {
  const batch = isId(batchId)
    ? await NurseryBatchModel.findOne({ $and: [{ _id: batchId }, batchesVisibleTo(actor)] }).lean()
    : null
  if (!batch) throw new NotFound()
  const below = after && /^\d{1,9}$/.test(after) ? Number(after) : batch.entryCount + 1
  if (day) {
    const rows = await SeedlingEntryModel.find({ batchId: batch._id, happenedOn: day }).lean()
    return { rows: rows.sort((a, b) => b.seq! - a.seq!), next: null }
  }
  const rows = await SeedlingEntryModel.find({
    batchId: batch._id,
    seq: { $gte: below - pageSize, $lt: below },
  }).lean()
  rows.sort((a, b) => b.seq! - a.seq!)
  return { rows, next: below - pageSize > 1 ? String(below - pageSize) : null }
}

async function lotScope(actor: Actor, lotId: string) {
  const there =
    isId(lotId) && (await SeedLotModel.exists({ $and: [{ _id: lotId }, seedLotsVisibleTo(actor)] }))
  if (!there) throw new NotFound()
  return { $and: [{ lotId }, wideScope(actor)] }
}

/** Of a lot that went to many, an office and a nursery read their own part and the institute's. */
function wideScope(actor: Actor): Record<string, unknown> {
  if (['seed-officer', 'province-admin', 'auditor'].includes(actor.role)) return {}
  return { regencyCode: { $in: [null, actor.regencyCode] } }
}

async function latestLots(actor: Actor) {
  const lots = await SeedLotModel.find(seedLotsVisibleTo(actor), { _id: 1 })
    .sort({ number: -1 })
    .limit(12)
    .lean()
  return lots.map(({ _id }) => _id)
}

/** Every entry of a filter, from one cursor, for files. */
export async function* streamLedger(
  actor: Actor,
  filter: LedgerFilter,
): AsyncGenerator<SeedlingEntry> {
  let after: string | null = null
  do {
    const page: { rows: SeedlingEntry[]; next: string | null } = await readLedger(
      actor,
      filter,
      after,
    )
    yield* page.rows
    after = page.next
  } while (after)
}
