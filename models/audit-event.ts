import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** One act on one record; appended, never changed, chained by hash per record. */
export interface AuditEvent {
  _id: Types.ObjectId
  at: Date
  personId: string | null
  personName: string
  role: string
  organisationId: string | null
  act: string
  recordKind: string
  recordId: string
  recordNumber: string | null
  /** The record's version after the act, so that a stale form can be told what changed. */
  recordVersion: number | null
  changes: { field: string; before: unknown; after: unknown }[]
  note: string | null
  requestId: string
  seq: number
  previousHash: string
  hash: string
}

const schema = new Schema<AuditEvent>(
  {
    at: { type: Date, required: true },
    personId: { type: String, default: null },
    personName: { type: String, required: true },
    role: { type: String, required: true },
    organisationId: { type: String, default: null },
    act: { type: String, required: true },
    recordKind: { type: String, required: true },
    recordId: { type: String, required: true },
    recordNumber: { type: String, default: null },
    recordVersion: { type: Number, default: null },
    changes: {
      type: [{ _id: false, field: String, before: Schema.Types.Mixed, after: Schema.Types.Mixed }],
      default: [],
    },
    note: { type: String, default: null },
    requestId: { type: String, required: true },
    seq: { type: Number, required: true },
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { ...strictly, minimize: false },
)
schema.index({ recordId: 1, seq: 1 }, { unique: true })
schema.index({ recordNumber: 1, at: 1 })
schema.index({ personId: 1, at: 1 })
schema.index({ act: 1, at: 1 })
schema.index({ at: 1 })

const forbid = () => {
  throw new Error('audit events are only ever added')
}
schema.pre(
  [
    'updateOne',
    'updateMany',
    'findOneAndUpdate',
    'replaceOne',
    'deleteOne',
    'deleteMany',
    'findOneAndDelete',
  ],
  forbid,
)

export const AuditEventModel = model('audit-event', schema, 'auditEvents')
