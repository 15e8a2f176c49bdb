import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'
import { count } from './shapes.ts'

/** Plants that open requests have been promised for a plot; written by each, so that two that come at once meet here. */
export interface PlotPlan {
  _id: Types.ObjectId
  planned: number
}

const schema = new Schema<PlotPlan>(
  { _id: { type: 'ObjectId', required: true }, planned: count },
  strictly,
)

export const PlotPlanModel = model('plot-plan', schema, 'plotPlans')
