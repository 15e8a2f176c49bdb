import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/** The end of one record's audit chain. One document a record, so that no writer waits for another. */
export interface AuditHead {
  _id: string
  seq: number
  hash: string
  /** Moment of the last event. */
  movedAt: Date
  /** Whether this very end stands in a seal; the sealing job takes those that do not. */
  isSealed: boolean
}

const schema = new Schema<AuditHead>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    hash: { type: String, required: true },
    movedAt: { type: Date, required: true },
    isSealed: { type: Boolean, default: false },
  },
  strictly,
)
schema.index({ isSealed: 1 })

export const AuditHeadModel = model('audit-head', schema, 'auditHeads')
