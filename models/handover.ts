import { model, Schema, type Types } from 'mongoose'
import { handoverStatuses, type HandoverStatus } from '../domain/seedlings/status.ts'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** Plants of one allocation in one crate, as sent, counted and given out. */
export interface HandoverLine {
  allocationId: Types.ObjectId
  requestId: Types.ObjectId
  requestNumber: string
  programmeId: Types.ObjectId
  batchId: Types.ObjectId
  batchNumber: string
  lotId: Types.ObjectId
  varietyCode: string
  farmerId: Types.ObjectId
  crate: string | null
  sent: number
  received: number
  dead: number
  missing: number
  reason: string | null
  distributed: number
  /** Went back to the nursery, or was destroyed at the group. */
  returned: number
}

/** A delivery note from a nursery to a group. */
export interface Handover extends Versioned {
  number: string
  status: HandoverStatus
  nurseryId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  sentOn: string
  vehicle: string | null
  receivedOn: string | null
  lines: HandoverLine[]
  sentByName: string
  receivedByName: string | null
}

const id = { type: 'ObjectId', required: true } as const
const line = {
  _id: false,
  allocationId: id,
  requestId: id,
  requestNumber: { type: String, required: true },
  programmeId: id,
  batchId: id,
  batchNumber: { type: String, required: true },
  lotId: id,
  varietyCode: { type: String, required: true },
  farmerId: id,
  crate: aText,
  sent: { ...count, required: true },
  received: count,
  dead: count,
  missing: count,
  reason: aText,
  distributed: count,
  returned: count,
} as const

const schema = new Schema<Handover>(
  {
    number: { type: String, required: true, match: /^SR-\d{4}-\d{6,}$/ },
    status: { type: String, enum: handoverStatuses, required: true },
    nurseryId: id,
    groupId: id,
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    sentOn: { ...aDay, required: true },
    vehicle: aText,
    receivedOn: aDay,
    lines: { type: [line], required: true },
    sentByName: { type: String, required: true },
    receivedByName: { type: String, default: null },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ 'lines.lotId': 1 })
for (const scope of ['nurseryId', 'groupId', 'districtCode', 'regencyCode']) {
  schema.index({ [scope]: 1, number: 1 })
  schema.index({ [scope]: 1, status: 1, number: 1 })
}

export const HandoverModel = model('handover', schema, 'handovers')
