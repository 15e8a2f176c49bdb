import { model, Schema, type Types } from 'mongoose'
import type { HarvestForm } from '../domain/harvests/yield.ts'
import { strictly } from './record.ts'

/**
 * Harvest totals of one group in one month and one form, kept in the transaction of each harvest.
 * Void harvests do not count. Wider totals are added up from these when read.
 */
export interface SeasonSummary {
  /** groupId : month : form */
  _id: string
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  season: number
  month: string
  form: HarvestForm
  harvests: number
  weightG: number
  confirmedG: number
}

const schema = new Schema<SeasonSummary>(
  {
    _id: { type: String, required: true },
    groupId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    season: { type: Number, required: true },
    month: { type: String, required: true },
    form: { type: String, required: true },
    harvests: { type: Number, required: true },
    weightG: { type: Number, required: true },
    confirmedG: { type: Number, required: true },
  },
  strictly,
)
schema.index({ groupId: 1, season: 1 })
schema.index({ districtCode: 1, season: 1 })
schema.index({ regencyCode: 1, season: 1 })
schema.index({ season: 1 })

export const SeasonSummaryModel = model('season-summary', schema, 'seasonSummaries')
