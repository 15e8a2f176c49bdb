import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/**
 * How one promise was kept by one bank's applications of one district in one month: how many steps
 * ended in time or late, and how many working days they took. Kept in the transaction of each move.
 */
export interface PromiseSummary {
  /** districtCode : bankId : month : step */
  _id: string
  districtCode: string
  regencyCode: string
  bankId: Types.ObjectId
  month: string
  /** A promise's step, or `whole`: from sending to decision, in calendar days. */
  step: string
  kept: number
  late: number
  days: number
}

const schema = new Schema<PromiseSummary>(
  {
    _id: { type: String, required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    bankId: { type: 'ObjectId', required: true },
    month: { type: String, required: true },
    step: { type: String, required: true },
    kept: { type: Number, required: true },
    late: { type: Number, required: true },
    days: { type: Number, required: true },
  },
  strictly,
)
schema.index({ districtCode: 1, month: 1 })
schema.index({ regencyCode: 1, month: 1 })
schema.index({ bankId: 1, month: 1 })
schema.index({ step: 1, month: 1 })

export const PromiseSummaryModel = model('promise-summary', schema, 'promiseSummaries')
