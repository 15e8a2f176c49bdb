import { model, Schema } from 'mongoose'
import { processes, type Process } from '../domain/processing/coffee.ts'
import type { SeasonGreen } from '../domain/processing/season-green.ts'
import { strictly } from './record.ts'

/** The finished green coffee of a season in the province (`all`) or a regency, as it was counted last. */
export interface LotSeasonTotal extends SeasonGreen {
  /** place : season */
  _id: string
  countedAt: Date
}

const grams = { type: Number, default: 0, min: 0, validate: Number.isSafeInteger } as const
const schema = new Schema<LotSeasonTotal>(
  {
    _id: { type: String, required: true },
    greenG: grams,
    asalanG: grams,
    gradesG: { type: Schema.Types.Mixed, default: {} },
    outturns: {
      type: [
        {
          _id: false,
          process: { type: String, enum: [...processes] as Process[] },
          w12G: grams,
          cherryG: grams,
        },
      ],
      default: [],
    },
    countedAt: { type: Date, required: true },
  },
  { ...strictly, minimize: false },
)

export const LotSeasonTotalModel = model('lot-season-total', schema, 'lotSeasonTotals')
