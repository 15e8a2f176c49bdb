import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import { SeedLotModel, type SeedLot } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { listPage } from '../../paging.ts'
import { readVarieties } from '../../reference.ts'
import { batchesVisibleTo, seedLotsVisibleTo } from '../../scopes.ts'
import { stockStatusOn, type StockStatus } from '../status.ts'
import { namesOf } from './lots.ts'

export interface StockFilter {
  status: StockStatus | null
  /** Part of a number or of a certificate's. */
  q: string | null
  seedLotId?: string | null
}

/** The words for varieties by code. */
export async function varietyNames(): Promise<Map<string, string>> {
  return new Map((await readVarieties()).map(({ code, name }) => [code, name]))
}

// open and ready stock may have lapsed since it was written; asked for as lapsed it is found by its day
function statusQuery(status: StockStatus | null): Record<string, unknown> {
  if (status === 'open' || status === 'ready') return { status, validUntil: { $gte: today() } }
  if (status === 'lapsed')
    return { status: { $in: ['open', 'ready', 'lapsed'] }, validUntil: { $lt: today() } }
  return status ? { status } : {}
}

function startsWith(field: string, q: string | null): Record<string, unknown> {
  return q
    ? {
        [field]: {
          $regex: `^${q
            .trim()
            .toUpperCase()
            .replace(/[^A-Z0-9-]/g, '')}`,
        },
      }
    : {}
}

/** One page of lots, newest first. */
export async function listLots(actor: Actor, { status, q }: StockFilter, after: string | null) {
  const { rows, next } = await listPage<SeedLot>(
    (filter) => SeedLotModel.find(filter),
    { $and: [seedLotsVisibleTo(actor), statusQuery(status), startsWith('number', q)] },
    'number',
    after,
  )
  const names = await varietyNames()
  return {
    next,
    rows: rows.map((lot) => ({
      ...lot,
      status: stockStatusOn(lot, today()),
      varietyName: names.get(lot.varietyCode) ?? lot.varietyCode,
    })),
  }
}

/** One page of batches, newest first, with the names of varieties and nurseries. */
export async function listBatches(actor: Actor, filter: StockFilter, after: string | null) {
  const { rows, next } = await listPage<NurseryBatch>(
    (filter) => NurseryBatchModel.find(filter),
    {
      $and: [
        batchesVisibleTo(actor),
        statusQuery(filter.status),
        filter.seedLotId ? { seedLotId: filter.seedLotId } : {},
        startsWith('number', filter.q),
      ],
    },
    'number',
    after,
  )
  const [names, nurseryNames] = await Promise.all([
    varietyNames(),
    namesOf(rows.map((batch) => batch.nurseryId)),
  ])
  return {
    next,
    rows: rows.map((batch) => ({
      ...batch,
      status: stockStatusOn(batch, today()),
      varietyName: names.get(batch.varietyCode) ?? batch.varietyCode,
      nurseryName: nurseryNames.get(String(batch.nurseryId)) ?? '',
    })),
  }
}
