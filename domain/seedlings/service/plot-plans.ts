import { mongo, type Types } from 'mongoose'
import { PlotPlanModel } from '../../../models/plot-plan.ts'
import { isDuplicateOf } from '../../once.ts'

/** Plants that open requests have been promised, by plot. */
export async function plannedOn(plotIds: Types.ObjectId[]): Promise<Map<string, number>> {
  const plans = await PlotPlanModel.find({ _id: { $in: plotIds } }).lean()
  return new Map(plans.map(({ _id, planned }) => [String(_id), planned]))
}

/** Promises plants to a plot, or takes a promise back; in the transaction of the act. */
export async function planPlants(plotId: Types.ObjectId, by: number): Promise<void> {
  if (by === 0) return
  try {
    await PlotPlanModel.updateOne({ _id: plotId }, { $inc: { planned: by } }, { upsert: true })
  } catch (error) {
    // two first requests for one plot: the slower one is tried again on what the other left
    if (isDuplicateOf(error, 'plotPlans') && error instanceof mongo.MongoError)
      error.addErrorLabel('TransientTransactionError')
    throw error
  }
}
