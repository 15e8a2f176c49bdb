import { model, Schema, type Types } from 'mongoose'
import { requestStatuses, type RequestStatus } from '../domain/seedlings/status.ts'
import type { ProgrammeDocument } from '../domain/seedlings/documents.ts'
import { strictly, versioned, type Answer, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** Plants asked for one plot, and what became of them. */
export interface RequestLine {
  plotId: Types.ObjectId
  varietyCode: string
  quantity: number
  /** What the plot could take when it was asked. */
  maxQuantity: number
  /** The density by which that was worked out; null in requests from before it was kept. */
  treesPerHa: number | null
  verifiedQuantity: number | null
  allocatedQuantity: number
  receivedQuantity: number
  plantedQuantity: number
}

/** What an officer saw on the plot. */
export interface Verification {
  verifiedOn: string
  lat: number
  lon: number
  accuracyM: number | null
  note: string | null
  photoId: Types.ObjectId | null
  visitId: Types.ObjectId | null
  byName: string
  /** Of what the programme asks for, and what was said about that which lacks. */
  documentsSeen?: ProgrammeDocument[]
  answers?: Answer[]
}

/** A farmer asks a programme for seedlings. */
export interface SeedlingRequest extends Versioned {
  number: string
  status: RequestStatus
  programmeId: Types.ObjectId
  year: number
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  villageCode: string
  districtCode: string
  regencyCode: string
  lines: RequestLine[]
  lowestAltitudeM: number
  /** Mean of the plots' middles, longitude first; for the nearest nursery. */
  centre: [number, number] | null
  note: string | null
  replaces: Types.ObjectId | null
  isAltitudeOverridden: boolean
  verification: Verification | null
  decreeId: Types.ObjectId | null
  requestedBy: Types.ObjectId
  requestedByName: string
  requestedOn: string
  journey: { act: string; at: Date; byName: string; note: string | null }[]
}

const line = {
  _id: false,
  plotId: { type: 'ObjectId', required: true },
  varietyCode: { type: String, required: true },
  quantity: { ...count, required: true },
  maxQuantity: { ...count, required: true },
  treesPerHa: { type: Number, default: null },
  verifiedQuantity: { type: Number, default: null, min: 0 },
  allocatedQuantity: count,
  receivedQuantity: count,
  plantedQuantity: count,
} as const

const schema = new Schema<SeedlingRequest>(
  {
    number: { type: String, required: true, match: /^UB-\d{4}-\d{6,}$/ },
    status: { type: String, enum: requestStatuses, required: true },
    programmeId: { type: 'ObjectId', required: true },
    year: { type: Number, required: true },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    villageCode: { type: String, required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    lines: { type: [line], required: true },
    lowestAltitudeM: { type: Number, required: true },
    centre: { type: [Number], default: null },
    note: { type: String, default: null, maxlength: 2000 },
    replaces: { type: 'ObjectId', default: null },
    isAltitudeOverridden: { type: Boolean, default: false },
    verification: { type: Schema.Types.Mixed, default: null },
    decreeId: { type: 'ObjectId', default: null },
    requestedBy: { type: 'ObjectId', required: true },
    requestedByName: { type: String, required: true },
    requestedOn: { ...aDay, required: true },
    journey: {
      type: [{ _id: false, act: String, at: Date, byName: String, note: aText }],
      default: [],
    },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ programmeId: 1, status: 1, number: 1 })
schema.index({ programmeId: 1, regencyCode: 1, status: 1, number: 1 })
schema.index({ year: 1, number: 1 })
schema.index({ decreeId: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode']) {
  schema.index({ [scope]: 1, status: 1, number: 1 })
  schema.index({ [scope]: 1, number: 1 })
}

export const SeedlingRequestModel = model('seedling-request', schema, 'seedlingRequests')
