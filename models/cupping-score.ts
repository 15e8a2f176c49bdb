import { model, Schema, type Types } from 'mongoose'
import {
  attributes,
  cupsPerSample,
  type Attribute,
  type CuppingSheet,
} from '../domain/processing/cupping-score.ts'
import { strictly } from './record.ts'

/** One cupper's sheet of one sample; written once, never changed. */
export interface CuppingScore extends CuppingSheet {
  _id: Types.ObjectId
  cuppingId: Types.ObjectId
  cupperId: Types.ObjectId
  cupperName: string
  sampleCode: string
  finalQuarters: number
  note: string | null
  at: Date
}

const quarters = { type: Number, required: true, min: 24, max: 40, validate: Number.isInteger }
const cups = {
  type: Number,
  required: true,
  min: 0,
  max: cupsPerSample,
  validate: Number.isInteger,
}
const schema = new Schema<CuppingScore>(
  {
    cuppingId: { type: 'ObjectId', required: true },
    cupperId: { type: 'ObjectId', required: true },
    cupperName: { type: String, required: true },
    sampleCode: { type: String, required: true },
    quarters: Object.fromEntries(attributes.map((each) => [each, quarters])) as Record<
      Attribute,
      typeof quarters
    >,
    uniformCups: cups,
    cleanCups: cups,
    sweetCups: cups,
    taintCups: cups,
    faultCups: cups,
    finalQuarters: { type: Number, required: true },
    note: { type: String, default: null, maxlength: 2000 },
    at: { type: Date, required: true },
  },
  strictly,
)
schema.index({ cuppingId: 1, cupperId: 1, sampleCode: 1 }, { unique: true })

export const CuppingScoreModel = model('cupping-score', schema, 'cuppingScores')
