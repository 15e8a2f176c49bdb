import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/**
 * What processing units have weighed of one harvest, all slips together. One document a harvest, so
 * that of two slips written at once the second sees the first.
 */
export interface HarvestReceipt {
  /** The harvest's id. */
  _id: Types.ObjectId
  receivedG: number
  slips: number
}

const schema = new Schema<HarvestReceipt>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    receivedG: { type: Number, required: true, min: 0, validate: Number.isInteger },
    slips: { type: Number, required: true, min: 0 },
  },
  strictly,
)

export const HarvestReceiptModel = model('harvest-receipt', schema, 'harvestReceipts')
