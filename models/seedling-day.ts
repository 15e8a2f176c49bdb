import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** What one day changed in a batch; kept with every entry, so that an old date is checked in a few reads. */
export interface SeedlingDay {
  /** batchId : day */
  _id: string
  batchId: Types.ObjectId
  day: string
  onHand: number
  free: number
}

const schema = new Schema<SeedlingDay>(
  {
    _id: { type: String, required: true },
    batchId: { type: 'ObjectId', required: true },
    day: { type: String, required: true },
    onHand: { type: Number, default: 0 },
    free: { type: Number, default: 0 },
  },
  strictly,
)
schema.index({ batchId: 1, day: 1 })

export const SeedlingDayModel = model('seedling-day', schema, 'seedlingDays')
