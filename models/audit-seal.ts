import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/**
 * A sealed list of chain ends, chained to the seal before and keyed with the hash key of
 * `FIELD_KEYS`, so that cutting off the end of a record's chain shows too, and whoever holds the
 * database alone cannot seal anew.
 */
export interface AuditSeal {
  _id: number
  sealedAt: Date
  heads: { recordId: string; seq: number; hash: string }[]
  previousHash: string
  hash: string
}

const schema = new Schema<AuditSeal>(
  {
    _id: { type: Number, required: true },
    sealedAt: { type: Date, required: true },
    heads: { type: [{ _id: false, recordId: String, seq: Number, hash: String }], required: true },
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  strictly,
)

export const AuditSealModel = model('audit-seal', schema, 'auditSeals')
