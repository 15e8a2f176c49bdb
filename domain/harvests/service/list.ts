import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { pageAfter, readPage } from '../../paging.ts'
import { harvestsVisibleTo } from '../../scopes.ts'
import type { HarvestStatus } from '../status.ts'

export interface HarvestFilter {
  status: HarvestStatus | null
  season: number | null
  farmerId: string | null
  plotId: string | null
}

/** The query of a list of harvests: the reader's scope first, then what was asked for. */
export function harvestQuery(actor: Actor, filter: HarvestFilter): Record<string, unknown> {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
  return { $and: [harvestsVisibleTo(actor), asked] }
}

/** One page of harvests, newest first, with the names of farmers and plots. */
export async function listHarvests(actor: Actor, filter: HarvestFilter, after: string | null) {
  const found = await HarvestModel.find({
    $and: [harvestQuery(actor, filter), pageAfter('harvestedTo', after)],
  })
    .sort({ harvestedTo: -1, _id: -1 })
    .limit(26)
    .lean()
  const { rows, next } = readPage(found, 'harvestedTo')
  return { rows: await withNames(rows), next }
}

/** How many harvests wait for somebody else's word. */
export async function countDeclared(actor: Actor): Promise<number> {
  return HarvestModel.countDocuments({ $and: [harvestsVisibleTo(actor), { status: 'declared' }] })
}

/** Names for a page of harvests, two look-ups whatever the number of rows. */
export async function withNames(harvests: Harvest[]) {
  const [farmers, plots] = await Promise.all([
    FarmerModel.find({ _id: { $in: harvests.map((h) => h.farmerId) } }, { fullName: 1 }).lean(),
    PlotModel.find({ _id: { $in: harvests.map((h) => h.plotId) } }, { name: 1 }).lean(),
  ])
  const farmerNames = new Map(farmers.map((farmer) => [String(farmer._id), farmer.fullName]))
  const plotNames = new Map(plots.map((plot) => [String(plot._id), plot.name]))
  return harvests.map((harvest) => ({
    ...harvest,
    farmerName: farmerNames.get(String(harvest.farmerId)) ?? '',
    plotName: plotNames.get(String(harvest.plotId)) ?? '',
  }))
}

/** Every harvest of the filter, from one unsorted cursor, for files. */
export function streamHarvests(actor: Actor, filter: HarvestFilter) {
  return HarvestModel.find(harvestQuery(actor, filter)).lean().cursor()
}
