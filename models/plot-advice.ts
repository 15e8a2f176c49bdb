import { model, Schema, type Types } from 'mongoose'
import { remedies, type PlotAdvice } from '../domain/visits/plot-advice.ts'
import { strictly } from './record.ts'

/** What the latest test of a garden's coffee says to the next visit; one a plot. */
export interface KeptPlotAdvice extends PlotAdvice {
  /** The plot's id. */
  _id: Types.ObjectId
}

const schema = new Schema<KeptPlotAdvice>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    on: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    lotNumber: { type: String, required: true },
    grade: { type: String, required: true },
    defects: { type: String, required: true },
    sharePct: { type: Number, required: true },
    remedies: {
      type: [{ _id: false, remedy: { type: String, enum: remedies }, count: Number }],
      default: [],
    },
  },
  strictly,
)

export const PlotAdviceModel = model('plot-advice', schema, 'plotAdvices')
