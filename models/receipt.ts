import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** Proof that a farmer got plants (BAST). */
export interface Receipt extends Versioned {
  number: string
  /** `waiting` until the farmer confirms in his own account what he did not sign for. */
  status: 'waiting' | 'signed'
  handoverId: Types.ObjectId
  handoverNumber: string
  requestId: Types.ObjectId
  programmeId: Types.ObjectId
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  varietyCode: string
  quantity: number
  parts: {
    requestId: Types.ObjectId
    batchId: Types.ObjectId
    lotId: Types.ObjectId
    quantity: number
  }[]
  handedOn: string
  lat: number
  lon: number
  identity: 'nik' | 'photo'
  identityPhotoId: Types.ObjectId | null
  /** The photo of the card is kept 90 days. */
  identityUntil: string | null
  /** Null where the paper was signed and is kept at the office. */
  signatureId: Types.ObjectId | null
  photoId: Types.ObjectId | null
  proxyName: string | null
  proxyLetterId: Types.ObjectId | null
  givenByName: string
  confirmedAt: Date | null
}

const id = { type: 'ObjectId', required: true } as const
const maybe = { type: 'ObjectId', default: null } as const
const schema = new Schema<Receipt>(
  {
    number: { type: String, required: true, match: /^BA-\d{4}-\d{6,}$/ },
    status: { type: String, enum: ['waiting', 'signed'], required: true },
    handoverId: id,
    handoverNumber: { type: String, required: true },
    requestId: id,
    programmeId: id,
    farmerId: id,
    groupId: id,
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    varietyCode: { type: String, required: true },
    quantity: { ...count, required: true, min: 1 },
    parts: {
      type: [{ _id: false, requestId: id, batchId: id, lotId: id, quantity: count }],
      required: true,
    },
    handedOn: { ...aDay, required: true },
    lat: { type: Number, required: true },
    lon: { type: Number, required: true },
    identity: { type: String, enum: ['nik', 'photo'], required: true },
    identityPhotoId: maybe,
    identityUntil: aDay,
    signatureId: maybe,
    photoId: maybe,
    proxyName: aText,
    proxyLetterId: maybe,
    givenByName: { type: String, required: true },
    confirmedAt: { type: Date, default: null },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ handoverId: 1 })
schema.index({ requestId: 1 })
schema.index({ programmeId: 1 })
schema.index({ farmerId: 1, status: 1 })
schema.index({ 'parts.lotId': 1 })
schema.index({ identityUntil: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode'])
  schema.index({ [scope]: 1, number: 1 })

export const ReceiptModel = model('receipt', schema, 'receipts')
