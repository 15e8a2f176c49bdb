import { model, Schema, type Types } from 'mongoose'
import { programmeDocuments, type ProgrammeDocument } from '../domain/seedlings/documents.ts'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** What a programme promises of a variety or a regency, and how much of it decrees have given away. */
export interface Promised {
  quantity: number
  established: number
}

/** Seedling aid of one year: money, varieties, quotas, a window of days and its rules. */
export interface SeedlingProgramme extends Versioned {
  name: string
  year: number
  fundSource: string | null
  opensOn: string
  closesOn: string
  minAltitudeM: number
  maxAreaHa: number
  sparePct: number
  /** Rupiah that a plant costs on average, for the cost of a living tree. */
  plantRupiah: number | null
  /** What an officer is to see of an applicant. */
  documents: ProgrammeDocument[]
  /** The earlier programme from whose results this one was proposed. */
  follows: Types.ObjectId | null
  /** `treesPerHa`: the programme's own density; null = what is usual for the variety. */
  varieties: (Promised & { code: string; treesPerHa: number | null })[]
  quotas: (Promised & { regencyCode: string })[]
}

const promised = { quantity: { ...count, required: true }, established: count }
const schema = new Schema<SeedlingProgramme>(
  {
    name: { type: String, required: true, maxlength: 160 },
    year: { type: Number, required: true, min: 2000, max: 2200 },
    fundSource: aText,
    opensOn: { ...aDay, required: true },
    closesOn: { ...aDay, required: true },
    minAltitudeM: { type: Number, required: true, min: 0, max: 3676 },
    maxAreaHa: { type: Number, required: true, min: 0 },
    sparePct: { type: Number, required: true, min: 0, max: 100 },
    plantRupiah: { type: Number, default: null },
    documents: { type: [{ type: String, enum: programmeDocuments }], default: [] },
    follows: { type: 'ObjectId', default: null },
    varieties: {
      type: [
        { _id: false, code: String, treesPerHa: { type: Number, default: null }, ...promised },
      ],
      required: true,
    },
    quotas: { type: [{ _id: false, regencyCode: String, ...promised }], required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ opensOn: 1, _id: 1 })

export const SeedlingProgrammeModel = model('seedling-programme', schema, 'seedlingProgrammes')
