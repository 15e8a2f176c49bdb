import { SeedLotModel } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import { varietyNames } from './lists.ts'
import type { Planting } from './plantings.ts'
import { farmerNames, plotNames } from './request-list.ts'

/** A planting with the names that its page prints, and the lots its plants came from. */
export async function readPlanting(actor: Actor, planting: Planting) {
  const [farmers, plots, varieties, lots] = await Promise.all([
    farmerNames(actor, [planting]),
    plotNames([planting.plotId]),
    varietyNames(),
    SeedLotModel.find(
      { _id: { $in: planting.seedLotIds } },
      { number: 1, certificateNumber: 1 },
    ).lean(),
  ])
  return {
    farmerName: farmers.get(String(planting.farmerId)) ?? '',
    plotName: plots.get(String(planting.plotId)) ?? '',
    varietyName: varieties.get(planting.varietyCode) ?? planting.varietyCode,
    lots,
  }
}
