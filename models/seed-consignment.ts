import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'
import { count } from './shapes.ts'

/** What one nursery got of one lot and has not sown yet. */
export interface SeedConsignment {
  /** seedLotId : nurseryId */
  _id: string
  seedLotId: Types.ObjectId
  nurseryId: Types.ObjectId
  sent: number
  sown: number
  left: number
  lastSentOn: string
}

const schema = new Schema<SeedConsignment>(
  {
    _id: { type: String, required: true },
    seedLotId: { type: 'ObjectId', required: true },
    nurseryId: { type: 'ObjectId', required: true },
    sent: count,
    sown: count,
    left: count,
    lastSentOn: { type: String, required: true },
  },
  strictly,
)
schema.index({ nurseryId: 1, left: 1 })
schema.index({ seedLotId: 1 })

export const SeedConsignmentModel = model('seed-consignment', schema, 'seedConsignments')
