import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { listPage } from '../../paging.ts'
import { asSeenBy } from './figures.ts'
import { nameFor } from '../../farmers/name.ts'
import { plotsMeant } from '../../farmers/service/plot-list.ts'
import { harvestsVisibleTo } from '../../scopes.ts'
import type { HarvestStatus } from '../status.ts'
import type { HarvestForm } from '../yield.ts'

export interface HarvestFilter {
  /** A harvest's number, or what finds its plot: number or name of plot or farmer. */
  q?: string | null
  status?: HarvestStatus | null
  season?: number | null
  farmerId?: string | null
  plotId?: string | null
  groupId?: string | null
  form?: HarvestForm | null
}

/** The query of a list of harvests: the reader's scope first, then what was asked for. */
async function harvestQuery(actor: Actor, { q, ...filter }: HarvestFilter) {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null))
  const meant = q == null ? [] : [await meantBy(actor, q)]
  return { $and: [harvestsVisibleTo(actor), asked, ...meant] }
}

async function meantBy(actor: Actor, q: string): Promise<Record<string, unknown>> {
  const number = q.trim().toUpperCase()
  if (/^PN-\d{4}-\d{1,9}$/.test(number)) return { number }
  return { plotId: { $in: await plotsMeant(actor, q) } }
}

/** One page of harvests, newest first, with the names of farmers and plots. */
export async function listHarvests(actor: Actor, filter: HarvestFilter, after: string | null) {
  const query = await harvestQuery(actor, filter)
  const page = listPage<Harvest>((f) => HarvestModel.find(f), query, 'harvestedTo', after)
  const { rows, next } = await page
  return { rows: await withNames(actor, rows), next }
}

/** How many harvests (of a season) wait for somebody's word. */
export async function countDeclared(actor: Actor, season: number | null): Promise<number> {
  const asked: Record<string, unknown> = { status: 'declared' }
  if (season !== null) asked['season'] = season
  return HarvestModel.countDocuments({ $and: [harvestsVisibleTo(actor), asked] })
}

/** Names for a page of harvests, two look-ups whatever the number of rows. */
async function withNames(actor: Actor, harvests: Harvest[]) {
  const [farmers, plots] = await Promise.all([
    FarmerModel.find({ _id: { $in: harvests.map((h) => h.farmerId) } }, { fullName: 1 }).lean(),
    PlotModel.find({ _id: { $in: harvests.map((h) => h.plotId) } }, { name: 1 }).lean(),
  ])
  const farmerNames = new Map(
    farmers.map((farmer) => [String(farmer._id), nameFor(actor, farmer.fullName)]),
  )
  const plotNames = new Map(plots.map((plot) => [String(plot._id), plot.name]))
  return harvests.map((harvest) => ({
    ...asSeenBy(actor, harvest),
    farmerName: farmerNames.get(String(harvest.farmerId)) ?? '',
    plotName: plotNames.get(String(harvest.plotId)) ?? '',
  }))
}

/** Every harvest of the filter, from one unsorted cursor, for files. */
export async function* streamHarvests(actor: Actor, filter: HarvestFilter) {
  const all = HarvestModel.find(await harvestQuery(actor, filter))
    .lean()
    .cursor()
  for await (const harvest of all) yield asSeenBy(actor, harvest)
}
