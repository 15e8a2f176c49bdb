import { HandoverModel, type Handover } from '../../../models/handover.ts'
import { PlantingModel, type Planting } from '../../../models/planting.ts'
import { ReceiptModel, type Receipt } from '../../../models/receipt.ts'
import { SurvivalCountModel, type SurvivalCount } from '../../../models/survival-count.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { listPage } from '../../paging.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { namesOf } from './lots.ts'
import { farmerNames, plotNames } from './request-list.ts'

type Filter = Record<string, unknown>

const asked = (filter: Filter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))

function isWide(actor: Actor, filter: Filter): boolean {
  return (
    Object.keys(seedlingsVisibleTo(actor)).length === 0 && Object.keys(asked(filter)).length === 0
  )
}

/** One page of hand-overs, newest first; whoever sees all reads this and the last year. */
export async function listHandovers(actor: Actor, filter: Filter, after: string | null) {
  const from = `SR-${Number(today().slice(0, 4)) - 1}`
  const { rows, next } = await listPage<Handover>(
    (filter) => HandoverModel.find(filter),
    {
      $and: [
        seedlingsVisibleTo(actor),
        asked(filter),
        isWide(actor, filter) ? { number: { $gte: from } } : {},
      ],
    },
    'number',
    after,
  )
  const names = await namesOf(rows.flatMap(({ groupId, nurseryId }) => [groupId, nurseryId]))
  return {
    next,
    rows: rows.map((row) => ({
      ...row,
      groupName: names.get(String(row.groupId)) ?? '',
      nurseryName: names.get(String(row.nurseryId)) ?? '',
    })),
  }
}

/** One page of plantings, the latest first. */
export async function listPlantings(actor: Actor, filter: Filter, after: string | null) {
  const { rows, next } = await listPage<Planting>(
    (filter) => PlantingModel.find(filter),
    {
      $and: [
        seedlingsVisibleTo(actor),
        asked(filter),
        isWide(actor, filter) ? { plantedOn: { $gte: addDays(today(), -730) } } : {},
      ],
    },
    'plantedOn',
    after,
  )
  return { rows: await withNames(actor, rows), next }
}

/** One page of survival counts, the latest first. */
export async function listCounts(actor: Actor, filter: Filter, after: string | null) {
  const { rows, next } = await listPage<SurvivalCount>(
    (filter) => SurvivalCountModel.find(filter),
    {
      $and: [
        seedlingsVisibleTo(actor),
        asked(filter),
        isWide(actor, filter) ? { countedOn: { $gte: addDays(today(), -730) } } : {},
      ],
    },
    'countedOn',
    after,
  )
  return { rows: await withNames(actor, rows), next }
}

async function withNames<T extends Pick<Planting, 'farmerId' | 'plotId'>>(actor: Actor, rows: T[]) {
  const [farmers, plots] = await Promise.all([
    farmerNames(actor, rows),
    plotNames(rows.map(({ plotId }) => plotId)),
  ])
  return rows.map((row) => ({
    ...row,
    farmerName: farmers.get(String(row.farmerId)) ?? '',
    plotName: plots.get(String(row.plotId)) ?? '',
  }))
}

/** Plantings that are due to be counted in the districts of an officer, the longest overdue first. */
export async function countsDue(actor: Actor) {
  const due = (await PlantingModel.find({
    districtCode: { $in: actor.districtCodes },
    nextCountOn: { $lte: today(), $ne: null },
  }).lean()) as Planting[]
  const rows = due.sort((a, b) => (a.nextCountOn! < b.nextCountOn! ? -1 : 1)).slice(0, 100)
  return withNames(actor, rows)
}

/** The receipts of a hand-over or a request in sight of the actor. */
export async function receiptsOf(actor: Actor, filter: Filter): Promise<Receipt[]> {
  const found = (await ReceiptModel.find({
    $and: [seedlingsVisibleTo(actor), filter],
  }).lean()) as Receipt[]
  return found.sort((a, b) => (a.number < b.number ? 1 : -1))
}

/** Names of the two ends of a hand-over. */
export async function endsOf({ groupId, nurseryId }: Pick<Handover, 'groupId' | 'nurseryId'>) {
  const names = await namesOf([groupId, nurseryId])
  return {
    groupName: names.get(String(groupId)) ?? '',
    nurseryName: names.get(String(nurseryId)) ?? '',
  }
}
