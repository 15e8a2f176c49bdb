import { model, Schema, type Types } from 'mongoose'
import type { SchemeTerms } from '../domain/loans/scheme.ts'
import { schemeTermsShape } from './loan-scheme.ts'
import { strictly } from './record.ts'

/** The terms of a scheme from one change to the next; applications keep the one they were sent under. */
export interface LoanSchemeVersion extends SchemeTerms {
  _id: Types.ObjectId
  schemeCode: string
  bankId: Types.ObjectId
  version: number
  madeAt: Date
  madeByName: string
  reason: string | null
}

const schema = new Schema<LoanSchemeVersion>(
  {
    schemeCode: { type: String, required: true },
    bankId: { type: 'ObjectId', required: true },
    version: { type: Number, required: true, min: 1 },
    ...schemeTermsShape,
    madeAt: { type: Date, required: true },
    madeByName: { type: String, required: true },
    reason: { type: String, default: null, maxlength: 500 },
  },
  strictly,
)
schema.index({ schemeCode: 1, version: 1 }, { unique: true })

const forbid = () => {
  throw new Error('versions of a scheme are only ever added')
}
schema.pre(
  ['updateOne', 'updateMany', 'findOneAndUpdate', 'replaceOne', 'deleteOne', 'deleteMany'],
  forbid,
)

export const LoanSchemeVersionModel = model('loan-scheme-version', schema, 'loanSchemeVersions')
