import { model, Schema, type Types } from 'mongoose'
import { cuppingForms, type CuppingForm } from '../domain/processing/cupping-score.ts'
import { strictly, versioned, type Versioned } from './record.ts'

/** One blind sample on the table; what it is stays hidden until one's own scores are in. */
export interface CuppingSample {
  sampleCode: string
  lotId: Types.ObjectId
  lotNumber: string
  /** Means over the panel, once closed. */
  finalScore: number | null
  spread: number | null
}

/** Several people taste several lots, blind, each for himself. */
export interface Cupping extends Versioned {
  status: 'open' | 'closed'
  season: number
  heldOn: string
  formVersion: CuppingForm
  samples: CuppingSample[]
  cupperIds: Types.ObjectId[]
  openedBy: Types.ObjectId
  openedByName: string
  closedAt: Date | null
}

const schema = new Schema<Cupping>(
  {
    status: { type: String, enum: ['open', 'closed'], default: 'open' },
    season: { type: Number, required: true },
    heldOn: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    formVersion: { type: String, enum: cuppingForms, required: true },
    samples: {
      type: [
        {
          _id: false,
          sampleCode: { type: String, required: true, match: /^\d{3}$/ },
          lotId: { type: 'ObjectId', required: true },
          lotNumber: { type: String, required: true },
          finalScore: { type: Number, default: null },
          spread: { type: Number, default: null },
        },
      ],
      required: true,
    },
    cupperIds: { type: ['ObjectId'], required: true },
    openedBy: { type: 'ObjectId', required: true },
    openedByName: { type: String, required: true },
    closedAt: { type: Date, default: null },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ season: 1, heldOn: 1, _id: 1 })
schema.index({ cupperIds: 1, status: 1 })
schema.index({ 'samples.lotId': 1 })

export const CuppingModel = model('cupping', schema, 'cuppings')
