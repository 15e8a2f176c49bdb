import { model, Schema, type Types } from 'mongoose'
import { documentKinds, loanPurposes } from '../domain/loans/application.ts'
import { repaymentMethods } from '../domain/loans/loan-terms.ts'
import { schemeStatuses, type SchemeTerms } from '../domain/loans/scheme.ts'
import { strictly, versioned, type Versioned } from './record.ts'

/**
 * A loan scheme as it stands now. `version` counts changes of its terms only: the pot moves with
 * every approval and must make no form stale.
 */
export interface LoanScheme extends Versioned, SchemeTerms {
  code: string
  bankId: Types.ObjectId
  /** The money put aside for the scheme, and what no approval holds yet: as the entries say. */
  potRupiah: number
  potLeftRupiah: number
}

const whole = { type: Number, required: true, min: 0, validate: Number.isInteger } as const
const limit = {
  type: Number,
  default: null,
  validate: (value: number | null) => value === null || Number.isInteger(value),
} as const

/** The terms as a scheme and each of its versions keep them. */
export const schemeTermsShape = {
  name: { type: String, required: true, maxlength: 120 },
  ratePpm: { ...whole, max: 10_000_000 },
  minRupiah: { ...whole, min: 1 },
  maxRupiah: { ...whole, min: 1 },
  maxTermMonths: { ...whole, min: 1 },
  repayments: { type: [{ type: String, enum: repaymentMethods }], required: true },
  purposes: { type: [{ type: String, enum: loanPurposes }], required: true },
  documents: [{ type: String, enum: documentKinds }],
  collateralAboveRupiah: limit,
  askAbovePerHaRupiah: limit,
  askAboveIncomePct: limit,
  status: { type: String, enum: schemeStatuses, required: true },
} as const

const schema = new Schema<LoanScheme>(
  {
    code: { type: String, required: true, match: /^[a-z][a-z0-9-]{2,39}$/ },
    bankId: { type: 'ObjectId', required: true },
    ...schemeTermsShape,
    potRupiah: whole,
    potLeftRupiah: whole,
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ code: 1 }, { unique: true })
schema.index({ bankId: 1, code: 1 })

export const LoanSchemeModel = model('loan-scheme', schema, 'loanSchemes')
