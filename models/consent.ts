import { model, Schema, type Types } from 'mongoose'
import { consentPurposes, type ConsentPurpose } from '../domain/farmers/consent.ts'
import { consentMethods, type ConsentMethod } from '../domain/farmers/consent-rules.ts'
import { strictly } from './record.ts'

/** One decision of a farmer about one purpose; never changed, the latest one holds. */
export interface Consent {
  _id: Types.ObjectId
  farmerId: Types.ObjectId
  purpose: ConsentPurpose
  decision: 'given' | 'withdrawn'
  method: ConsentMethod
  evidenceId: Types.ObjectId | null
  textVersion: string
  decidedAt: Date
  recordedBy: Types.ObjectId
  recordedByName: string
}

const schema = new Schema<Consent>(
  {
    farmerId: { type: 'ObjectId', required: true },
    purpose: { type: String, enum: consentPurposes, required: true },
    decision: { type: String, enum: ['given', 'withdrawn'], required: true },
    method: { type: String, enum: consentMethods, required: true },
    evidenceId: { type: 'ObjectId', default: null },
    textVersion: { type: String, required: true },
    decidedAt: { type: Date, required: true },
    recordedBy: { type: 'ObjectId', required: true },
    recordedByName: { type: String, required: true },
  },
  strictly,
)
schema.index({ farmerId: 1, decidedAt: 1 })

export const ConsentModel = model('consent', schema, 'consents')
