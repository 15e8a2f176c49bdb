import { model, Schema, type SchemaDefinition, type Types } from 'mongoose'
import {
  advices,
  checkItems,
  checkResults,
  documentKinds,
  loanPurposes,
  type Advice,
  type CheckItem,
  type CheckResult,
  type DocumentKind,
  type LoanPurpose,
} from '../domain/loans/application.ts'
import { repaymentMethods, type RepaymentMethod } from '../domain/loans/loan-terms.ts'
import { holders, type Holder } from '../domain/loans/promises.ts'
import { loanStatuses, type LoanStatus } from '../domain/loans/status.ts'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

/** Who did a step, and when. */
export interface Hand {
  byId: Types.ObjectId
  byName: string
  at: Date
}

/** What the applicant asks for; null where he has not said it yet. */
export interface LoanAsked {
  schemeCode: string
  amountRupiah: number | null
  termMonths: number | null
  repayment: RepaymentMethod | null
  purpose: LoanPurpose | null
  purposeNote: string | null
  plotIds: Types.ObjectId[]
  /** The farmer's request for seedlings that the money goes with; of a loan for seedlings only. */
  seedlingRequestId: Types.ObjectId | null
}

/** One move of an application, for its timeline and for the times kept. */
export interface LoanStep {
  act: string
  status: LoanStatus
  at: Date
  byName: string
  byRole: string
  text: string | null
  /** Seen by the bank only. */
  isInternal: boolean
}

export interface LoanCheck extends Hand {
  item: CheckItem
  result: CheckResult
  /** Of SLIK, 1 (current) to 5 (loss). */
  collectibility: number | null
  note: string | null
}

/** Rupiah of a year. */
export interface LoanAnalysis extends Hand {
  incomeRupiah: number
  costRupiah: number
  otherInstalmentsRupiah: number
  advice: Advice
  advisedRupiah: number | null
  advisedTermMonths: number | null
  note: string | null
}

export interface LoanCondition {
  code: CheckItem
  isMet: boolean
  metAt: Date | null
  note: string | null
}

/** An application for a loan, and the loan that it becomes. */
export interface Loan extends Versioned, LoanAsked {
  number: string
  status: LoanStatus
  /** It has left the applicant's hands at least once; drafts are nobody else's business. */
  isSent: boolean
  /** Who sees it once it was sent: null before, so that each scope is one equality of an index. */
  sentBankId: Types.ObjectId | null
  sentDistrictCode: string | null
  sentRegencyCode: string | null
  /** Who has it in hand; null when nobody waits any more. */
  holder: Holder | null
  /** One open application of a farmer at one bank. */
  isOpen: boolean
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  bankId: Types.ObjectId
  /** Terms never change behind an application that was sent. */
  schemeVersion: number
  documents: { paperId: Types.ObjectId; kind: DocumentKind; name: string; at: Date }[]
  applicantId: Types.ObjectId
  applicantName: string
  searchWords: string[]
  startedOn: string
  /** The first sending, from which the days to the decision count. */
  sentOn: string | null
  decidedOn: string | null
  slikConsentAt: Date | null
  termsReadAt: Date | null
  waitingSince: Date
  promisedOn: string | null
  recommendation: (Hand & { isFor: boolean; reason: string }) | null
  takenBy: Hand | null
  /** Whoever took, checked or analysed it: none of them decides. */
  preparedBy: Types.ObjectId[]
  checks: LoanCheck[]
  surveyVisitId: Types.ObjectId | null
  analysis: LoanAnalysis | null
  decision: (Hand & { reason: string }) | null
  returnReason: string | null
  approvedRupiah: number | null
  approvedTermMonths: number | null
  conditions: LoanCondition[]
  answers: Answer[]
  journey: LoanStep[]
}

const isWhole = (value: number | null) => value === null || Number.isInteger(value)
const money = { type: Number, default: null, min: 0, validate: isWhole }
const day = { type: String, default: null, match: /^\d{4}-\d{2}-\d{2}$/ }
const words = { type: String, default: null, maxlength: 2000 }
const hand = {
  byId: { type: 'ObjectId', required: true },
  byName: { type: String, required: true },
  at: { type: Date, required: true },
} as const
const part = (shape: object) => ({
  type: new Schema({ ...hand, ...shape }, { _id: false, strict: 'throw' }),
  default: null,
})

const asked: SchemaDefinition<LoanAsked> = {
  schemeCode: { type: String, required: true },
  amountRupiah: money,
  termMonths: money,
  repayment: { type: String, enum: [...repaymentMethods, null], default: null },
  purpose: { type: String, enum: [...loanPurposes, null], default: null },
  purposeNote: words,
  plotIds: { type: ['ObjectId'], default: [] },
  seedlingRequestId: { type: 'ObjectId', default: null },
}

const reviewed: SchemaDefinition<Omit<Loan, keyof LoanAsked>> = {
  recommendation: part({ isFor: { type: Boolean, required: true }, reason: String }),
  takenBy: part({}),
  preparedBy: { type: ['ObjectId'], default: [] },
  checks: {
    type: [
      {
        _id: false,
        ...hand,
        item: { type: String, enum: checkItems, required: true },
        result: { type: String, enum: checkResults, required: true },
        collectibility: { type: Number, default: null, min: 1, max: 5 },
        note: words,
      },
    ],
    default: [],
  },
  surveyVisitId: { type: 'ObjectId', default: null },
  analysis: part({
    incomeRupiah: money,
    costRupiah: money,
    otherInstalmentsRupiah: money,
    advice: { type: String, enum: advices, required: true },
    advisedRupiah: money,
    advisedTermMonths: money,
    note: words,
  }),
  decision: part({ reason: { type: String, required: true } }),
  returnReason: words,
  approvedRupiah: money,
  approvedTermMonths: money,
  conditions: {
    type: [
      {
        _id: false,
        code: { type: String, enum: checkItems, required: true },
        isMet: { type: Boolean, required: true },
        metAt: { type: Date, default: null },
        note: words,
      },
    ],
    default: [],
  },
}

const schema = new Schema<Loan>(
  {
    number: { type: String, required: true, match: /^PJ-\d{4}-\d{6,}$/ },
    status: { type: String, enum: loanStatuses, required: true },
    isSent: { type: Boolean, required: true },
    sentBankId: { type: 'ObjectId', default: null },
    sentDistrictCode: { type: String, default: null },
    sentRegencyCode: { type: String, default: null },
    holder: { type: String, enum: [...holders, null], default: null },
    isOpen: { type: Boolean, required: true },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    bankId: { type: 'ObjectId', required: true },
    schemeVersion: { type: Number, required: true },
    ...asked,
    documents: {
      type: [
        {
          _id: false,
          paperId: { type: 'ObjectId', required: true },
          kind: { type: String, enum: documentKinds, required: true },
          name: { type: String, required: true, maxlength: 200 },
          at: { type: Date, required: true },
        },
      ],
      default: [],
    },
    applicantId: { type: 'ObjectId', required: true },
    applicantName: { type: String, required: true },
    searchWords: { type: [String], default: [] },
    startedOn: { ...day, required: true },
    sentOn: day,
    decidedOn: day,
    slikConsentAt: { type: Date, default: null },
    termsReadAt: { type: Date, default: null },
    waitingSince: { type: Date, required: true },
    promisedOn: day,
    ...reviewed,
    answers: { type: [answerShape], default: [] },
    journey: {
      type: [
        {
          _id: false,
          act: { type: String, required: true },
          status: { type: String, enum: loanStatuses, required: true },
          at: { type: Date, required: true },
          // nobody's name: done by a job
          byName: { type: String, default: '' },
          byRole: { type: String, required: true },
          text: words,
          isInternal: { type: Boolean, default: false },
        },
      ],
      default: [],
    },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
// two open applications of one farmer at one bank cannot be, however fast they come
schema.index(
  { farmerId: 1, bankId: 1 },
  { unique: true, partialFilterExpression: { isOpen: true } },
)
// a query is bounded only where an index holds every field that it asks for (docs/decisions)
const sent = ['sentBankId', 'sentDistrictCode', 'sentRegencyCode']
for (const scope of ['farmerId', 'groupId', 'isSent', ...sent]) {
  schema.index({ [scope]: 1, startedOn: 1, _id: 1 })
  schema.index({ [scope]: 1, status: 1, startedOn: 1, _id: 1 })
  schema.index({ [scope]: 1, searchWords: 1 })
}
for (const scope of sent) {
  schema.index({ [scope]: 1, holder: 1, promisedOn: 1, _id: 1 })
  schema.index({ [scope]: 1, status: 1, promisedOn: 1, _id: 1 })
}
schema.index({ status: 1, promisedOn: 1 })

export const LoanModel = model('loan', schema, 'loans')
