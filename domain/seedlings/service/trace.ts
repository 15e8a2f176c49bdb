import { PlantingModel, type Planting } from '../../../models/planting.ts'
import { SeedLotModel, type SeedLot } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { stockStatusOn } from '../status.ts'
import { varietyNames } from './lists.ts'
import { plotNames } from './request-list.ts'

/** A planting with the certified lots that its plants came from. */
export type Origin = Planting & {
  plotName: string
  varietyName: string
  lots: (Pick<SeedLot, 'number' | 'certificateNumber' | 'issuer' | 'status'> & {
    id: string
    quantity: number
  })[]
}

/** From the trees of a plot, or of a farmer, back to their lots and certificates; latest first. */
export async function readOrigins(
  actor: Actor,
  of: { plotId: string } | { farmerId: string },
): Promise<Origin[]> {
  const plantings = (await PlantingModel.find({
    $and: [of, seedlingsVisibleTo(actor)],
  }).lean()) as Planting[]
  const [lots, plots, varieties] = await Promise.all([
    SeedLotModel.find({ _id: { $in: plantings.flatMap(({ seedLotIds }) => seedLotIds) } }).lean(),
    plotNames(plantings.map(({ plotId }) => plotId)),
    varietyNames(),
  ])
  const lotOf = new Map(lots.map((lot) => [String(lot._id), lot]))
  const given = (planting: Planting, id: string) =>
    planting.parts
      .filter(({ lotId }) => String(lotId) === id)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  return plantings
    .sort((a, b) => (a.plantedOn < b.plantedOn ? 1 : -1))
    .map((planting) => ({
      ...planting,
      plotName: plots.get(String(planting.plotId)) ?? '',
      varietyName: varieties.get(planting.varietyCode) ?? planting.varietyCode,
      lots: planting.seedLotIds.flatMap((lotId) => {
        const id = String(lotId)
        const lot = lotOf.get(id)
        if (!lot) return []
        const { number, certificateNumber, issuer } = lot
        const status = stockStatusOn(lot, today())
        return [{ id, number, certificateNumber, issuer, status, quantity: given(planting, id) }]
      }),
    }))
}
