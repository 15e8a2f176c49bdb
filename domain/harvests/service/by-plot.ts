import { HarvestModel } from '../../../models/harvest.ts'
import type { Actor } from '../../actor.ts'
import { harvestsVisibleTo } from '../../scopes.ts'

/** What a plot gave in one season, in kilograms as told; void harvests do not count. */
export interface PlotSeason {
  season: number
  weightKg: number
  confirmedKg: number
}

/** The seasons of a plot up to `year`, the latest `count` of them, oldest first, from the first harvest on. */
export async function seasonsOfPlot(
  actor: Actor,
  plotId: string,
  year: number,
  count: number,
): Promise<PlotSeason[]> {
  const first = year - count + 1
  const harvests = await HarvestModel.find(
    { $and: [{ plotId, season: { $gte: first, $lte: year } }, harvestsVisibleTo(actor)] },
    { season: 1, weightG: 1, status: 1 },
  ).lean()
  const seasons = Array.from({ length: count }, (_, index) => {
    const season = first + index
    const own = harvests.filter((each) => each.season === season && each.status !== 'void')
    const confirmed = own.filter(({ status }) => status === 'confirmed')
    return { season, weightKg: kgOf(own), confirmedKg: kgOf(confirmed) }
  })
  const begun = seasons.findIndex(({ weightKg }) => weightKg > 0)
  return begun < 0 ? [] : seasons.slice(begun)
}

function kgOf(harvests: { weightG: number }[]): number {
  return harvests.reduce((sum, { weightG }) => sum + weightG, 0) / 1000
}
