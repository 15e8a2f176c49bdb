import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'
import { aText, count } from './shapes.ts'

/** Plants of one batch that are kept for one request. */
export interface SeedlingAllocation extends Versioned {
  status: 'reserved' | 'handed-over' | 'released'
  programmeId: Types.ObjectId
  requestId: Types.ObjectId
  requestNumber: string
  batchId: Types.ObjectId
  batchNumber: string
  lotId: Types.ObjectId
  varietyCode: string
  nurseryId: Types.ObjectId
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  quantity: number
  handedOver: number
  released: number
  /** What is left to hand over. */
  left: number
  allocatedOn: string
  allocatedByName: string
  /** Allocations that were confirmed together. */
  together: string
  reason: string | null
}

const schema = new Schema<SeedlingAllocation>(
  {
    status: { type: String, enum: ['reserved', 'handed-over', 'released'], required: true },
    programmeId: { type: 'ObjectId', required: true },
    requestId: { type: 'ObjectId', required: true },
    requestNumber: { type: String, required: true },
    batchId: { type: 'ObjectId', required: true },
    batchNumber: { type: String, required: true },
    lotId: { type: 'ObjectId', required: true },
    varietyCode: { type: String, required: true },
    nurseryId: { type: 'ObjectId', required: true },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    quantity: { ...count, required: true },
    handedOver: count,
    released: count,
    left: { ...count, required: true },
    allocatedOn: { type: String, required: true },
    allocatedByName: { type: String, required: true },
    together: { type: String, required: true },
    reason: aText,
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ requestId: 1 })
schema.index({ batchId: 1, left: 1 })
schema.index({ together: 1 })
schema.index({ lotId: 1 })
schema.index({ programmeId: 1, allocatedOn: 1, _id: 1 })
schema.index({ nurseryId: 1, groupId: 1, left: 1 })
schema.index({ nurseryId: 1, left: 1 })
for (const scope of ['nurseryId', 'farmerId', 'groupId', 'districtCode', 'regencyCode'])
  schema.index({ [scope]: 1, allocatedOn: 1, _id: 1 })

export const SeedlingAllocationModel = model('seedling-allocation', schema, 'seedlingAllocations')
