import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/** The last human number handed out under a prefix, such as `PN-2026`. */
export interface Counter {
  _id: string
  last: number
}

const schema = new Schema<Counter>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  strictly,
)

export const CounterModel = model('counter', schema, 'counters')
