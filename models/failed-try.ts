import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/** Failed tries of one address or one account name (hashed), by machine time. */
export interface FailedTry {
  _id: string
  count: number
  lockedUntil: Date
  expiresAt: Date
}

const schema = new Schema<FailedTry>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    lockedUntil: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  strictly,
)
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const FailedTryModel = model('failed-try', schema, 'failedTries')
