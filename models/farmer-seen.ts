import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** The last day on which an officer saw a farmer; kept in the transaction of each visit. */
export interface FarmerSeen {
  /** The farmer. */
  _id: Types.ObjectId
  districtCode: string
  regencyCode: string
  visitedOn: string
}

const schema = new Schema<FarmerSeen>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    visitedOn: { type: String, required: true },
  },
  strictly,
)
schema.index({ districtCode: 1, visitedOn: 1 })
schema.index({ regencyCode: 1, visitedOn: 1 })
schema.index({ visitedOn: 1 })

export const FarmerSeenModel = model('farmer-seen', schema, 'farmersSeen')
