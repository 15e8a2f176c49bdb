import { model, Schema, type Types } from 'mongoose'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

export const intakeStatuses = ['received', 'in-lot', 'rejected'] as const
export type IntakeStatus = (typeof intakeStatuses)[number]
export const payments = ['paid', 'owed'] as const

/** Shares of what lies in the cherry, per cent. */
export interface CherryQuality {
  redPct: number | null
  greenPct: number | null
  blackPct: number | null
  floaterPct: number | null
  borerPct: number | null
}

/** Cherry of one plot on the scales of a processing unit: the weigh slip. */
export interface Intake extends Versioned, CherryQuality {
  number: string
  status: IntakeStatus
  organisationId: Types.ObjectId
  farmerId: Types.ObjectId
  plotId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  harvestId: Types.ObjectId
  /** The harvest was written down here and waits for the farmer's or leader's word. */
  madeHarvest: boolean
  form: 'cherry' | 'cherry-dry'
  season: number
  receivedAt: Date
  /** Day in East Java, for the day sheet. */
  receivedOn: string
  grossG: number
  tareG: number
  netG: number
  pricePerKg: number | null
  amountRupiah: number | null
  payment: (typeof payments)[number]
  paidAt: Date | null
  lotId: Types.ObjectId | null
  receivedBy: Types.ObjectId
  receivedByName: string
  reason: string | null
  answers: Answer[]
}

const mass = { type: Number, required: true, validate: Number.isInteger, min: 0 } as const
const share = { type: Number, default: null, min: 0, max: 100 } as const
const schema = new Schema<Intake>(
  {
    number: { type: String, required: true, match: /^TR-\d{4}-\d{6,}$/ },
    status: { type: String, enum: intakeStatuses, required: true },
    organisationId: { type: 'ObjectId', required: true },
    farmerId: { type: 'ObjectId', required: true },
    plotId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    harvestId: { type: 'ObjectId', required: true },
    madeHarvest: { type: Boolean, required: true },
    form: { type: String, enum: ['cherry', 'cherry-dry'], required: true },
    season: { type: Number, required: true },
    receivedAt: { type: Date, required: true },
    receivedOn: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    grossG: mass,
    tareG: mass,
    netG: { ...mass, min: 1 },
    redPct: share,
    greenPct: share,
    blackPct: share,
    floaterPct: share,
    borerPct: share,
    pricePerKg: { type: Number, default: null, min: 0 },
    amountRupiah: { type: Number, default: null, min: 0 },
    payment: { type: String, enum: payments, required: true },
    paidAt: { type: Date, default: null },
    lotId: { type: 'ObjectId', default: null },
    receivedBy: { type: 'ObjectId', required: true },
    receivedByName: { type: String, required: true },
    reason: { type: String, default: null, maxlength: 500 },
    answers: { type: [answerShape], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ harvestId: 1 })
schema.index({ organisationId: 1, status: 1, receivedOn: 1 })
schema.index({ organisationId: 1, payment: 1, receivedOn: 1 })
schema.index({ season: 1, receivedOn: 1 })
for (const scope of ['organisationId', 'farmerId', 'groupId', 'districtCode', 'regencyCode']) {
  schema.index({ [scope]: 1, season: 1, receivedOn: 1, _id: 1 })
}

export const IntakeModel = model('intake', schema, 'intakes')
