import { LotModel, type Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { listPage } from '../../paging.ts'
import { lotsVisibleTo } from '../../scopes.ts'
import type { CoffeeForm, Process } from '../coffee.ts'
import type { LotStatus } from '../lot-status.ts'

/** A lot as lists show it: without its origins, which may be many. */
export type ListedLot = Omit<Lot, 'composition'>

export interface LotFilter {
  season: number | null
  status: LotStatus | null
  form: CoffeeForm | null
  process: Process | null
  /** Part of a human number. */
  number: string | null
}

/** One page of lots, the newest number first. */
export async function listLots(actor: Actor, filter: LotFilter, after: string | null) {
  return listPage<ListedLot>(
    (filter) => LotModel.find(filter, { composition: 0 }),
    lotQuery(actor, filter),
    'number',
    after,
  )
}

/** Every lot of the filter, from one unsorted cursor, for files. */
export function streamLots(actor: Actor, filter: LotFilter): AsyncIterable<ListedLot> {
  return LotModel.find(lotQuery(actor, filter), { composition: 0 })
    .lean()
    .cursor() as AsyncIterable<ListedLot>
}

function lotQuery(actor: Actor, filter: LotFilter): Record<string, unknown> {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
  return { $and: [lotsVisibleTo(actor), asked] }
}

/** Lots from which coffee can be poured: in hand at the unit, with mass. */
export async function lotsInHand(actor: Actor): Promise<ListedLot[]> {
  const found = await LotModel.find(
    { $and: [lotsVisibleTo(actor), { status: { $in: ['open', 'in-process', 'ready'] } }] },
    { composition: 0 },
  ).lean()
  return (found as ListedLot[]).sort((a, b) => (a.number < b.number ? 1 : -1))
}
