import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

export const countMethods = ['census', 'sample'] as const

/** How many plants of a planting an officer found alive. */
export interface SurvivalCount extends Versioned {
  status: 'recorded'
  plantingId: Types.ObjectId
  requestId: Types.ObjectId
  programmeId: Types.ObjectId
  plotId: Types.ObjectId
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  districtCode: string
  regencyCode: string
  varietyCode: string
  altitudeM: number
  /** Whole months after planting. */
  months: number
  countedOn: string
  method: (typeof countMethods)[number]
  counted: number
  alive: number
  survivalPct: number
  lowPct: number
  highPct: number
  /** Plants of the whole planting that live by this count. */
  aliveOfPlanting: number
  planted: number
  cause: string | null
  explanation: string | null
  visitId: Types.ObjectId | null
  countedByName: string
}

const id = { type: 'ObjectId', required: true } as const
const pct = { type: Number, required: true, min: 0, max: 100 } as const
const schema = new Schema<SurvivalCount>(
  {
    status: { type: String, enum: ['recorded'], required: true },
    plantingId: id,
    requestId: id,
    programmeId: id,
    plotId: id,
    farmerId: id,
    groupId: id,
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    varietyCode: { type: String, required: true },
    altitudeM: { type: Number, required: true },
    months: { ...count, required: true },
    countedOn: { ...aDay, required: true },
    method: { type: String, enum: countMethods, required: true },
    counted: { ...count, required: true },
    alive: { ...count, required: true },
    survivalPct: pct,
    lowPct: pct,
    highPct: pct,
    aliveOfPlanting: { ...count, required: true },
    planted: { ...count, required: true },
    cause: aText,
    explanation: { type: String, default: null, maxlength: 2000 },
    visitId: { type: 'ObjectId', default: null },
    countedByName: { type: String, required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ plantingId: 1, countedOn: 1 })
schema.index({ programmeId: 1 })
for (const scope of ['farmerId', 'groupId', 'districtCode', 'regencyCode'])
  schema.index({ [scope]: 1, countedOn: 1, _id: 1 })
schema.index({ countedOn: 1, _id: 1 })

export const SurvivalCountModel = model('survival-count', schema, 'survivalCounts')
