import { model, Schema, type Types } from 'mongoose'
import type { DefectCounts } from '../domain/processing/sni-defects.ts'
import { sniGrades, type SniGrade } from '../domain/processing/sni-grade.ts'
import { sizeClasses, type SieveGrams, type SizeClass } from '../domain/processing/sieve.ts'
import { strictly, versioned, type Versioned } from './record.ts'

/** One sample of a lot, counted and graded by SNI 01-2907-2008. Never changed: a later test follows. */
export interface QualityTest extends Versioned {
  number: string
  lotId: Types.ObjectId
  lotNumber: string
  /** The unit that holds the lot. */
  organisationId: Types.ObjectId
  season: number
  sampledOn: string
  moisturePct: number | null
  impurityPct: number | null
  liveInsects: 'yes' | 'no' | null
  badSmell: 'yes' | 'no' | null
  /** Pieces on 300 g by defect. */
  defectCounts: DefectCounts
  /** Grams by sieve. */
  sieveGrams: SieveGrams
  /** Full defects on 350 g by SCA, kept apart from SNI's counts. */
  scaCategory1: number | null
  scaCategory2: number | null
  /** The sum of defect values, two decimals. */
  defects: string
  grade: SniGrade
  size: SizeClass | null
  failed: string[]
  /** Opens the public check of the certificate; cannot be guessed. */
  certificateCode: string
  testedBy: Types.ObjectId
  testedByName: string
  /** Copied from the lot, for the scopes of farmers, groups and offices. */
  farmerIds: Types.ObjectId[]
  groupIds: Types.ObjectId[]
  districtCodes: string[]
  regencyCodes: string[]
  process: string
  varietyCodes: string[]
  altitudeMinM: number | null
}

const yesNo = { type: String, enum: ['yes', 'no', null], default: null } as const
const count = { type: Number, default: null, min: 0 } as const
const schema = new Schema<QualityTest>(
  {
    number: { type: String, required: true, match: /^UJ-\d{4}-\d{6,}$/ },
    lotId: { type: 'ObjectId', required: true },
    lotNumber: { type: String, required: true },
    organisationId: { type: 'ObjectId', required: true },
    season: { type: Number, required: true },
    sampledOn: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    moisturePct: { ...count, max: 100 },
    impurityPct: { ...count, max: 100 },
    liveInsects: yesNo,
    badSmell: yesNo,
    defectCounts: { type: Schema.Types.Mixed, default: {} },
    sieveGrams: { type: Schema.Types.Mixed, default: {} },
    scaCategory1: count,
    scaCategory2: count,
    defects: { type: String, required: true, match: /^\d+\.\d{2}$/ },
    grade: { type: String, enum: sniGrades, required: true },
    size: { type: String, enum: [...sizeClasses, null], default: null },
    failed: { type: [String], default: [] },
    certificateCode: { type: String, required: true },
    testedBy: { type: 'ObjectId', required: true },
    testedByName: { type: String, required: true },
    farmerIds: { type: ['ObjectId'], default: [] },
    groupIds: { type: ['ObjectId'], default: [] },
    districtCodes: { type: [String], default: [] },
    regencyCodes: { type: [String], default: [] },
    process: { type: String, required: true },
    varietyCodes: { type: [String], default: [] },
    altitudeMinM: { type: Number, default: null },
    ...versioned,
  },
  { ...strictly, timestamps: true, minimize: false },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ certificateCode: 1 }, { unique: true })
schema.index({ lotId: 1, sampledOn: 1 })
schema.index({ season: 1, sampledOn: 1, _id: 1 })
for (const scope of ['organisationId', 'farmerIds', 'groupIds', 'districtCodes', 'regencyCodes'])
  schema.index({ [scope]: 1, season: 1, sampledOn: 1, _id: 1 })

export const QualityTestModel = model('quality-test', schema, 'qualityTests')
