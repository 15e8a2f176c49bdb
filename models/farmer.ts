import { model, Schema, type Types } from 'mongoose'
import type { ConsentPurpose } from '../domain/farmers/consent.ts'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

/** A smallholder. NIK and phone are encrypted; the keyed hash beside them finds equals. */
export interface Farmer extends Versioned {
  number: string
  status: 'active' | 'merged' | 'erased'
  fullName: string
  nikCipher: string
  nikHash: string
  nikLast4: string
  gender: 'female' | 'male'
  birthOn: string
  phoneCipher: string | null
  phoneHash: string | null
  villageCode: string
  districtCode: string
  regencyCode: string
  address: string | null
  groupId: Types.ObjectId
  photoId: Types.ObjectId | null
  consents: Partial<Record<ConsentPurpose, 'given' | 'withdrawn'>>
  /** Banks that may look: an open application there, and the consent `bank`. Kept by the loans. */
  bankIds?: Types.ObjectId[]
  searchWords: string[]
  answers: Answer[]
  registeredBy: Types.ObjectId
}

const decision = { type: String, enum: ['given', 'withdrawn'] }
const schema = new Schema<Farmer>(
  {
    number: { type: String, required: true, match: /^PT-\d{6,}$/ },
    status: { type: String, enum: ['active', 'merged', 'erased'], default: 'active' },
    fullName: { type: String, required: true, maxlength: 120 },
    nikCipher: { type: String, required: true },
    nikHash: { type: String, required: true },
    nikLast4: { type: String, required: true, match: /^\d{4}$/ },
    gender: { type: String, enum: ['female', 'male'], required: true },
    birthOn: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    phoneCipher: { type: String, default: null },
    phoneHash: { type: String, default: null },
    villageCode: { type: String, required: true, match: /^35\d{8}$/ },
    districtCode: { type: String, required: true, match: /^35\d{4}$/ },
    regencyCode: { type: String, required: true, match: /^35\d{2}$/ },
    address: { type: String, default: null, maxlength: 300 },
    groupId: { type: 'ObjectId', required: true },
    photoId: { type: 'ObjectId', default: null },
    consents: { programme: decision, bank: decision, market: decision, story: decision },
    searchWords: { type: [String], default: [] },
    answers: { type: [answerShape], default: [] },
    registeredBy: { type: 'ObjectId', required: true },
    bankIds: { type: ['ObjectId'], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true, minimize: false },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ nikHash: 1 }, { unique: true, partialFilterExpression: { status: 'active' } })
schema.index({ groupId: 1, fullName: 1, _id: 1 })
schema.index({ districtCode: 1, fullName: 1, _id: 1 })
schema.index({ regencyCode: 1, fullName: 1, _id: 1 })
schema.index({ groupId: 1, searchWords: 1 })
schema.index({ districtCode: 1, searchWords: 1 })
schema.index({ regencyCode: 1, searchWords: 1 })
schema.index({ bankIds: 1, fullName: 1, _id: 1 })
schema.index({ bankIds: 1, searchWords: 1 })

export const FarmerModel = model('farmer', schema, 'farmers')
