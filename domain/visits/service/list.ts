import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import { VisitModel, type Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { lastDayOfMonth, yearOf } from '../../dates.ts'
import { nameFor } from '../../farmers/name.ts'
import { listPage } from '../../paging.ts'
import { farmersVisibleTo, visitsVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import type { VisitKind } from '../kinds.ts'
import type { VisitStatus } from '../status.ts'

export interface VisitFilter {
  q: string | null
  status: VisitStatus | null
  kind: VisitKind | null
  season: number | null
  /** `2026-08` */
  month: string | null
  farmerId: string | null
  plotId: string | null
}

// more farmers than this by one word is no search
const mostFarmers = 200

/** The query of a list of visits: the reader's scope first, then what was asked for. */
async function queryOf(actor: Actor, filter: VisitFilter): Promise<Record<string, unknown>> {
  const { q, month, season, ...rest } = filter
  const asked: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null),
  )
  const year = month ? yearOf(month) : season
  if (year !== null) asked['season'] = year
  const bounds = month ? [{ day: { $gte: `${month}-01`, $lte: lastDayOfMonth(month) } }] : []
  return { $and: [visitsVisibleTo(actor), asked, ...bounds, ...(q ? [await found(actor, q)] : [])] }
}

/** By its own number, or by the farmer's name or number. */
async function found(actor: Actor, q: string): Promise<Record<string, unknown>> {
  const number = q.trim().toUpperCase()
  if (/^KJ-\d{4}-\d+$/.test(number)) return { number }
  const words = queryWords(q)
  if (words.length === 0) return { _id: null }
  const farmers = await FarmerModel.find(
    { $and: [farmersVisibleTo(actor), ...words.map((word) => ({ searchWords: word }))] },
    { _id: 1 },
  )
    .limit(mostFarmers)
    .lean()
  return { farmerId: { $in: farmers.map(({ _id }) => _id) } }
}

/** One page of visits, newest day first, with the names of farmers and plots. */
export async function listVisits(actor: Actor, filter: VisitFilter, after: string | null) {
  const { rows, next } = await listPage<Visit>(
    (filter) => VisitModel.find(filter),
    await queryOf(actor, filter),
    'day',
    after,
  )
  return { rows: await withPlaces(actor, rows), next }
}

/** Names and middles of the plots for some visits, two look-ups whatever their number. */
export async function withPlaces(actor: Actor, visits: Visit[]) {
  const [farmers, plots] = await Promise.all([
    FarmerModel.find({ _id: { $in: visits.map((v) => v.farmerId) } }, { fullName: 1 }).lean(),
    PlotModel.find(
      { _id: { $in: visits.map((v) => v.plotId) } },
      { name: 1, centre: 1, villageCode: 1 },
    ).lean(),
  ])
  const names = new Map(farmers.map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]))
  const gardens = new Map(plots.map((plot) => [String(plot._id), plot]))
  return visits.map((visit) => {
    const plot = gardens.get(String(visit.plotId))
    return {
      ...visit,
      farmerName: names.get(String(visit.farmerId)) ?? '',
      plotName: plot?.name ?? '',
      villageCode: plot?.villageCode ?? '',
      centre: plot?.centre ?? null,
    }
  })
}

/** Every visit of the filter, from one unsorted cursor, for files. */
export async function* streamVisits(actor: Actor, filter: VisitFilter) {
  yield* VisitModel.find(await queryOf(actor, filter))
    .lean()
    .cursor()
}
