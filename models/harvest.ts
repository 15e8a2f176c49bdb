import { model, Schema, type Types } from 'mongoose'
import { harvestStatuses, type HarvestStatus } from '../domain/harvests/status.ts'
import { harvestForms, type HarvestForm } from '../domain/harvests/yield.ts'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

export const buyerKinds = ['processor', 'collector', 'kept'] as const

/** The figures of a harvest that a correction may change. */
export interface HarvestFigures {
  plotId: Types.ObjectId
  harvestedFrom: string
  harvestedTo: string
  form: HarvestForm
  weightG: number
  redPct: number | null
  buyerKind: (typeof buyerKinds)[number]
  pricePerKg: number | null
  note: string | null
  photoId: Types.ObjectId | null
}

/** One picking of one plot, told by the farmer and confirmed by somebody else. */
export interface Harvest extends Versioned, HarvestFigures {
  number: string
  status: HarvestStatus
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  season: number
  month: string
  registeredBy: Types.ObjectId
  registeredByName: string
  declaredAt: Date
  decidedBy: Types.ObjectId | null
  decidedByName: string | null
  decidedAt: Date | null
  reason: string | null
  /** Banks that may look: an open application there, and the consent `bank`. Kept by the loans. */
  bankIds?: Types.ObjectId[]
  answers: Answer[]
  /** Figures before each correction, oldest first. */
  earlier: { figures: HarvestFigures; correctedAt: Date; correctedByName: string; reason: string }[]
}

const figures = {
  plotId: { type: 'ObjectId', required: true },
  harvestedFrom: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
  harvestedTo: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
  form: { type: String, enum: harvestForms, required: true },
  weightG: { type: Number, required: true, min: 10, max: 20_000_000, validate: Number.isInteger },
  redPct: { type: Number, default: null, min: 0, max: 100 },
  buyerKind: { type: String, enum: buyerKinds, required: true },
  pricePerKg: {
    type: Number,
    default: null,
    min: 0,
    validate: (v: number | null) => v === null || Number.isInteger(v),
  },
  note: { type: String, default: null, maxlength: 2000 },
  photoId: { type: 'ObjectId', default: null },
} as const

const schema = new Schema<Harvest>(
  {
    number: { type: String, required: true, match: /^PN-\d{4}-\d{6,}$/ },
    status: { type: String, enum: harvestStatuses, required: true },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    season: { type: Number, required: true },
    month: { type: String, required: true },
    ...figures,
    registeredBy: { type: 'ObjectId', required: true },
    registeredByName: { type: String, required: true },
    declaredAt: { type: Date, required: true },
    decidedBy: { type: 'ObjectId', default: null },
    decidedByName: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    reason: { type: String, default: null, maxlength: 500 },
    answers: { type: [answerShape], default: [] },
    earlier: {
      type: [
        {
          _id: false,
          figures,
          correctedAt: Date,
          correctedByName: String,
          reason: String,
        },
      ],
      default: [],
    },
    bankIds: { type: ['ObjectId'], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ plotId: 1, season: 1 })
// the whole province: bounded by season, and by status within it
schema.index({ season: 1, status: 1, harvestedTo: 1, _id: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode', 'bankIds']) {
  schema.index({ [scope]: 1, season: 1, harvestedTo: 1, _id: 1 })
  schema.index({ [scope]: 1, status: 1, harvestedTo: 1, _id: 1 })
}

export const HarvestModel = model('harvest', schema, 'harvests')
