import type { Types } from 'mongoose'
import { PlotAdviceModel, type KeptPlotAdvice } from '../../../models/plot-advice.ts'
import type { PlotAdvice } from '../plot-advice.ts'

/**
 * Keeps what a test says to the next visits of these plots, in the transaction of the act; what a
 * later sample said stays.
 */
export async function advisePlots(plotIds: Types.ObjectId[], told: PlotAdvice[]): Promise<void> {
  const known = await PlotAdviceModel.find({ _id: { $in: plotIds } }, { on: 1 }).lean()
  const lastOn = new Map(known.map(({ _id, on }) => [String(_id), on]))
  const news = plotIds
    .map((_id, index): KeptPlotAdvice => ({ _id, ...told[index]! }))
    .filter(({ _id, on }) => on >= (lastOn.get(String(_id)) ?? ''))
  if (news.length === 0) return
  await PlotAdviceModel.bulkWrite(
    news.map(({ _id, ...advice }) => ({
      updateOne: { filter: { _id }, update: { $set: advice }, upsert: true },
    })),
  )
}

/** What the latest test of a plot's coffee says; null while none was tested. */
export async function adviceForPlot(plotId: Types.ObjectId): Promise<PlotAdvice | null> {
  return PlotAdviceModel.findById(plotId, { _id: 0 }).lean()
}
