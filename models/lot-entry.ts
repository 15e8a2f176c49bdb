import { model, Schema, type Types } from 'mongoose'
import type { CoffeeForm, Losses, StepCode, Weather } from '../domain/processing/coffee.ts'
import type { LotState } from './lot.ts'
import { strictly } from './record.ts'

export const lotEntryKinds = [
  'made',
  'step',
  'split',
  'gave',
  'pack',
  'move',
  'sample',
  'write-off',
  'ready',
  'certify',
  'publish-price',
  'reject',
  'withdraw',
] as const
export type LotEntryKind = (typeof lotEntryKinds)[number]

/** What a step was, beside what it did to the mass. */
export interface StepFacts {
  step: StepCode
  startedAt: Date
  endedAt: Date
  operator: string
  equipmentId: Types.ObjectId | null
  formIn: CoffeeForm
  formOut: CoffeeForm
  moistureInBp: number | null
  moistureOutBp: number | null
  losses: Losses
  /** What the scales showed above what went in, within their tolerance; whole grams. */
  gainG: number
  ph: number | null
  temperatureC: number | null
  /** Where it dried, under which sky, and how often it was turned. */
  dryingBed: string | null
  weather: Weather | null
  turns: number | null
  readings: { at: string; value: number }[]
  /** What lay out of its norm, as codes. */
  outOfBand: string[]
  explanation: string | null
}

/** One act on a lot: the mass before and after, and the state before, so that it can be undone. */
export interface LotEntry {
  _id: Types.ObjectId
  lotId: Types.ObjectId
  /** The lot's version that the act made. */
  version: number
  kind: LotEntryKind
  at: Date
  byId: Types.ObjectId
  byName: string
  massBeforeG: number
  massAfterG: number
  step: StepFacts | null
  /** Lots that the act made or fed. */
  lotIds: Types.ObjectId[]
  reason: string | null
  before: LotState | null
  undoneAt: Date | null
  undoneByName: string | null
}

const schema = new Schema<LotEntry>(
  {
    lotId: { type: 'ObjectId', required: true },
    version: { type: Number, required: true },
    kind: { type: String, enum: lotEntryKinds, required: true },
    at: { type: Date, required: true },
    byId: { type: 'ObjectId', required: true },
    byName: { type: String, required: true },
    massBeforeG: { type: Number, required: true },
    massAfterG: { type: Number, required: true },
    step: { type: Schema.Types.Mixed, default: null },
    lotIds: { type: ['ObjectId'], default: [] },
    reason: { type: String, default: null },
    before: { type: Schema.Types.Mixed, default: null },
    undoneAt: { type: Date, default: null },
    undoneByName: { type: String, default: null },
  },
  { ...strictly, minimize: false },
)
schema.index({ lotId: 1, version: 1 })

export const LotEntryModel = model('lot-entry', schema, 'lotEntries')
