import { model, Schema, type Types } from 'mongoose'
import { answerShape, strictly, versioned, type Answer, type Versioned } from './record.ts'

export const landStatuses = ['shm', 'girik', 'skt', 'rent', 'forest-agreement'] as const
export const patterns = ['mono', 'mixed'] as const

/** A coffee garden of one farmer. */
export interface Plot extends Versioned {
  number: string
  status: 'active' | 'closed'
  farmerId: Types.ObjectId
  groupId: Types.ObjectId
  name: string
  villageCode: string
  districtCode: string
  regencyCode: string
  landStatus: (typeof landStatuses)[number]
  landDocumentNumber: string | null
  areaHa: number
  mappedAreaHa: number | null
  plantedYear: number
  varietyCode: string
  treeCount: number
  pattern: (typeof patterns)[number]
  shadeTrees: string | null
  altitudeM: number
  soilType: string | null
  stdbNumber: string | null
  stdbIssuedOn: string | null
  /** A closed ring, longitude first, six decimals. */
  geometry: { type: 'Polygon'; coordinates: [number, number][][] } | null
  centre: [number, number] | null
  /** About 1 km; neighbours are looked up by cell. */
  cell: string | null
  /** Of its name, its number and its farmer's name. */
  searchWords: string[]
  /** Banks that may look: an open application there, and the consent `bank`. Kept by the loans. */
  bankIds?: Types.ObjectId[]
  answers: Answer[]
  registeredBy: Types.ObjectId
}

const optionalText = { type: String, default: null, maxlength: 200 }
const schema = new Schema<Plot>(
  {
    number: { type: String, required: true, match: /^KB-\d{6,}$/ },
    status: { type: String, enum: ['active', 'closed'], default: 'active' },
    farmerId: { type: 'ObjectId', required: true },
    groupId: { type: 'ObjectId', required: true },
    name: { type: String, required: true, maxlength: 120 },
    villageCode: { type: String, required: true, match: /^35\d{8}$/ },
    districtCode: { type: String, required: true },
    regencyCode: { type: String, required: true },
    landStatus: { type: String, enum: landStatuses, required: true },
    landDocumentNumber: optionalText,
    areaHa: { type: Number, required: true, min: 0.0001, max: 25 },
    mappedAreaHa: { type: Number, default: null },
    plantedYear: { type: Number, required: true, min: 1900, max: 2200 },
    varietyCode: { type: String, required: true },
    treeCount: { type: Number, required: true, min: 1 },
    pattern: { type: String, enum: patterns, required: true },
    shadeTrees: optionalText,
    altitudeM: { type: Number, required: true, min: 0, max: 3676 },
    soilType: optionalText,
    stdbNumber: optionalText,
    stdbIssuedOn: { type: String, default: null },
    geometry: { type: Schema.Types.Mixed, default: null },
    centre: { type: [Number], default: null },
    cell: { type: String, default: null },
    searchWords: { type: [String], default: [] },
    answers: { type: [answerShape], default: [] },
    registeredBy: { type: 'ObjectId', required: true },
    bankIds: { type: ['ObjectId'], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ farmerId: 1, status: 1 })
schema.index({ groupId: 1, name: 1, _id: 1 })
schema.index({ districtCode: 1, name: 1, _id: 1 })
schema.index({ regencyCode: 1, name: 1, _id: 1 })
schema.index({ groupId: 1, searchWords: 1 })
schema.index({ districtCode: 1, searchWords: 1 })
schema.index({ regencyCode: 1, searchWords: 1 })
schema.index({ bankIds: 1, name: 1, _id: 1 })
schema.index({ cell: 1 })

export const PlotModel = model('plot', schema, 'plots')
