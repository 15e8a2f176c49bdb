import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'
import { count } from './shapes.ts'

/** How far a recall has got: what the lot reached is listed in steps, so that nobody waits for it. */
export interface SeedRecall {
  /** The lot's id. */
  _id: Types.ObjectId
  lotNumber: string
  reason: string
  status: 'listing' | 'done'
  /** The planting up to which the list has got. */
  after: Types.ObjectId | null
  plants: number
  plots: number
  farmerIds: Types.ObjectId[]
  groupIds: Types.ObjectId[]
  districtCodes: string[]
  regencyCodes: string[]
  startedAt: Date
  doneAt: Date | null
}

const schema = new Schema<SeedRecall>(
  {
    _id: { type: 'ObjectId', required: true },
    lotNumber: { type: String, required: true },
    reason: { type: String, required: true },
    status: { type: String, enum: ['listing', 'done'], required: true },
    after: { type: 'ObjectId', default: null },
    plants: count,
    plots: count,
    farmerIds: { type: ['ObjectId'], default: [] },
    groupIds: { type: ['ObjectId'], default: [] },
    districtCodes: { type: [String], default: [] },
    regencyCodes: { type: [String], default: [] },
    startedAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
  },
  strictly,
)
schema.index({ status: 1 })

export const SeedRecallModel = model('seed-recall', schema, 'seedRecalls')
