import { model, Schema, type Types } from 'mongoose'
import {
  coffeeForms,
  processes,
  samplePurposes,
  stepCodes,
  type CoffeeForm,
  type Process,
  type SamplePurpose,
  type StepCode,
} from '../domain/processing/coffee.ts'
import type { Certification } from '../domain/processing/certification.ts'
import type { FarmerShare } from '../domain/processing/farmer-share.ts'
import { lotStatuses, type LotStatus } from '../domain/processing/lot-status.ts'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

/** Part of a lot that came from one plot of one farmer, in whole grams. */
export interface LotPart {
  farmerId: Types.ObjectId
  plotId: Types.ObjectId
  massG: number
}

/** Bags of one weight that were filled together, numbered from `from` to `to`. */
export interface LotBags {
  from: number
  to: number
  bagG: number
}

/** A sample that was taken; `test` and `cupping` put the lot before the quality officers. */
export interface LotSample {
  for: SamplePurpose
  massG: number
  takenAt: Date
  takenByName: string
}

/** A price that the unit publishes, and what of it reached the farmers when it was published. */
export interface LotSale extends FarmerShare {
  publishedAt: Date
  publishedByName: string
}

/** What an act on a lot may change; kept with the act, so that it can be undone. */
export interface LotState {
  status: LotStatus
  form: CoffeeForm
  place: string | null
  massG: number
  /** Hundredths of a per cent: 12.5 % is 1250. Null until it was measured. */
  moistureBp: number | null
  /**
   * The least dry mass that was seen since the fruit came off, whole grams; no later weighing may
   * pass it by more than the scales err.
   */
  dryLimitG: number | null
  /** The fresh cherry that it was, whole grams; 0 where it came in dried. */
  cherryG: number
  /** Adds up to `massG` exactly. */
  composition: LotPart[]
  bags: LotBags[]
  samples: LotSample[]
  lastStep: StepCode | null
  lastStepAt: Date | null
  /** `1` to `6` or `outside`, from the latest quality test; null again when the coffee is changed. */
  grade: string | null
  /** Hundredths would be false precision: the mean final score of the latest cupping, two decimals. */
  cupScore: number | null
  passportCode: string | null
  certifications: Certification[]
  /** Null until a price is published, and again when the coffee is changed. */
  sale: LotSale | null
}

/** Coffee of one form that lies together at a processing unit. */
export interface Lot extends Versioned, LotState {
  number: string
  name: string | null
  organisationId: Types.ObjectId
  process: Process
  season: number
  /** When the oldest and the newest of its cherry came in. */
  receivedFrom: Date
  receivedTo: Date
  varietyCodes: string[]
  altitudeMinM: number | null
  altitudeMaxM: number | null
  /** The geographical indication whose rules of place and altitude every plot keeps. */
  indication: string | null
  /** Whose coffee it is and where it grew: the scopes of farmers, groups and offices. */
  farmerIds: Types.ObjectId[]
  groupIds: Types.ObjectId[]
  districtCodes: string[]
  regencyCodes: string[]
  /** A sample was sent for a test or a cupping: the quality officers see the lot. */
  isBeforeQuality: boolean
  reason: string | null
  answers: Answer[]
}

const whole = { type: Number, validate: Number.isInteger, min: 0 } as const
const part = {
  _id: false,
  farmerId: { type: 'ObjectId', required: true },
  plotId: { type: 'ObjectId', required: true },
  massG: { ...whole, required: true },
} as const

const schema = new Schema<Lot>(
  {
    number: { type: String, required: true, match: /^LT-\d{4}-\d{6,}$/ },
    name: { type: String, default: null, maxlength: 120 },
    organisationId: { type: 'ObjectId', required: true },
    process: { type: String, enum: processes, required: true },
    season: { type: Number, required: true },
    status: { type: String, enum: lotStatuses, required: true },
    form: { type: String, enum: coffeeForms, required: true },
    place: { type: String, default: null, maxlength: 120 },
    massG: { ...whole, required: true },
    moistureBp: { type: Number, default: null, min: 0, max: 10_000 },
    dryLimitG: { type: Number, default: null },
    cherryG: { ...whole, default: 0 },
    composition: { type: [part], default: [] },
    bags: { type: [{ _id: false, from: Number, to: Number, bagG: Number }], default: [] },
    samples: {
      type: [
        {
          _id: false,
          for: { type: String, enum: samplePurposes },
          massG: Number,
          takenAt: Date,
          takenByName: String,
        },
      ],
      default: [],
    },
    lastStep: { type: String, enum: [...stepCodes, null], default: null },
    lastStepAt: { type: Date, default: null },
    grade: { type: String, enum: ['1', '2', '3', '4', '5', '6', 'outside', null], default: null },
    cupScore: { type: Number, default: null, min: 0, max: 100 },
    passportCode: { type: String, default: null },
    certifications: {
      type: [{ _id: false, scheme: String, certificateNumber: String, validUntil: String }],
      default: [],
    },
    sale: { type: Schema.Types.Mixed, default: null },
    receivedFrom: { type: Date, required: true },
    receivedTo: { type: Date, required: true },
    varietyCodes: { type: [String], default: [] },
    altitudeMinM: { type: Number, default: null },
    altitudeMaxM: { type: Number, default: null },
    indication: { type: String, default: null },
    farmerIds: { type: ['ObjectId'], default: [] },
    groupIds: { type: ['ObjectId'], default: [] },
    districtCodes: { type: [String], default: [] },
    regencyCodes: { type: [String], default: [] },
    isBeforeQuality: { type: Boolean, default: false },
    reason: { type: String, default: null, maxlength: 500 },
    answers: { type: [answerShape], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index(
  { passportCode: 1 },
  { unique: true, partialFilterExpression: { passportCode: { $type: 'string' } } },
)
for (const scope of [
  'organisationId',
  'farmerIds',
  'groupIds',
  'districtCodes',
  'regencyCodes',
  'isBeforeQuality',
]) {
  schema.index({ [scope]: 1, season: 1, status: 1, number: 1 })
}
schema.index({ organisationId: 1, status: 1, number: 1 })
schema.index({ season: 1, status: 1, number: 1 })

export const LotModel = model('lot', schema, 'lots')
