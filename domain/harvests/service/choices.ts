import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { isId } from '../../find-visible.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'

/** What the harvest form offers: for whom, which plots, and what was used last time. */
export interface Choices {
  isForOther: boolean
  q: string
  farmer: { id: string; fullName: string; number: string } | null
  farmers: { id: string; fullName: string; number: string }[]
  plots: { id: string; name: string; areaHa: number; altitudeM: number; plantedYear: number }[]
  last: { plotId: string; form: string; buyerKind: string; pricePerKg: number | null } | null
}

/** The choices for the actor himself, or for the farmer he registers for (null: choose one first). */
export async function readChoices(
  actor: Actor,
  farmerId: string | null,
  q: string | null,
): Promise<Choices> {
  const isForOther = actor.role !== 'farmer'
  const wanted = isForOther ? (farmerId ?? undefined) : (actor.farmerId ?? undefined)
  const farmer = isId(wanted)
    ? await FarmerModel.findOne({ $and: [{ _id: wanted }, farmersVisibleTo(actor)] }).lean()
    : null
  const base = { isForOther, q: q ?? '' }
  if (!farmer)
    return {
      ...base,
      farmer: null,
      farmers: await farmersToChoose(actor, q),
      plots: [],
      last: null,
    }
  const [plots, harvests] = await Promise.all([
    PlotModel.find({ farmerId: farmer._id, status: 'active' }).lean(),
    HarvestModel.find({ farmerId: farmer._id }).sort({ declaredAt: -1 }).limit(1).lean(),
  ])
  const last = harvests[0]
  return {
    ...base,
    farmer: named(farmer),
    farmers: [],
    plots: plots.map(({ _id, name, areaHa, altitudeM, plantedYear }) => ({
      id: String(_id),
      name,
      areaHa,
      altitudeM,
      plantedYear,
    })),
    last: last
      ? {
          plotId: String(last.plotId),
          form: last.form,
          buyerKind: last.buyerKind,
          pricePerKg: last.pricePerKg,
        }
      : null,
  }
}

async function farmersToChoose(actor: Actor, q: string | null) {
  const words = q ? queryWords(q) : []
  const found = await FarmerModel.find({
    $and: [
      farmersVisibleTo(actor),
      { status: 'active' },
      ...words.map((word) => ({ searchWords: word })),
    ],
  })
    .sort({ fullName: 1 })
    .limit(25)
    .lean()
  return found.map(named)
}

function named(farmer: { _id: unknown; fullName: string; number: string }) {
  return { id: String(farmer._id), fullName: farmer.fullName, number: farmer.number }
}
