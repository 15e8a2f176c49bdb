import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { isId } from '../../find-visible.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { plannedOn } from './plot-plans.ts'

/** What a request form offers: the farmer, his plots with the room they have, the programmes open now. */
export async function readRequestChoices(actor: Actor, farmerId: string | null) {
  const wanted = actor.role === 'farmer' ? actor.farmerId : farmerId
  const farmer = isId(wanted ?? undefined)
    ? await FarmerModel.findOne({
        $and: [{ _id: wanted, status: 'active' }, farmersVisibleTo(actor)],
      }).lean()
    : null
  const plots = farmer
    ? await PlotModel.find({ farmerId: farmer._id, status: 'active' }).lean()
    : []
  const planned = await plannedOn(plots.map(({ _id }) => _id))
  return {
    farmer,
    plots: plots.map((plot) => ({ ...plot, planned: planned.get(String(plot._id)) ?? 0 })),
  }
}
