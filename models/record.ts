import mongoose, { type Types } from 'mongoose'
import { flatFilters } from './flat-filter.ts'

// before any model is made: every model imports this file
mongoose.plugin(flatFilters)

/** What every record that people edit or move carries. */
export interface Versioned {
  _id: Types.ObjectId
  /** Counts the changes; a form that was opened at another version is answered with 409. */
  version: number
  createdAt: Date
  updatedAt: Date
}

/** A question that was asked and how it was answered; stays with the record. */
export interface Answer {
  code: string
  explanation: string | null
  answeredBy: Types.ObjectId
  answeredAt: Date
}

export const answerShape = {
  _id: false,
  code: { type: String, required: true },
  explanation: { type: String, default: null },
  answeredBy: { type: 'ObjectId', required: true },
  answeredAt: { type: Date, required: true },
} as const

/** Options of every schema: no surprise collections, no field that the schema does not know. */
export const strictly = { strict: 'throw', versionKey: false, autoIndex: false } as const

export const versioned = { version: { type: Number, required: true, default: 1, min: 1 } } as const
