import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** Farmers, plots and area of one group, kept in the transaction of each registration. */
export interface RegistrySummary {
  _id: Types.ObjectId
  districtCode: string
  regencyCode: string
  farmers: number
  plots: number
  mappedPlots: number
  areaM2: number
}

const schema = new Schema<RegistrySummary>(
  {
    _id: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    farmers: { type: Number, required: true },
    plots: { type: Number, required: true },
    mappedPlots: { type: Number, required: true },
    areaM2: { type: Number, required: true },
  },
  strictly,
)
schema.index({ districtCode: 1 })
schema.index({ regencyCode: 1 })

export const RegistrySummaryModel = model('registry-summary', schema, 'registrySummaries')
