import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** A one-time link to set a password. Only the hash of its token is kept. */
export interface Invitation {
  /** SHA-256 of the token, hex */
  _id: string
  userId: Types.ObjectId
  issuedBy: Types.ObjectId
  expiresAt: Date
}

const schema = new Schema<Invitation>(
  {
    _id: { type: String, required: true },
    userId: { type: 'ObjectId', required: true },
    issuedBy: { type: 'ObjectId', required: true },
    expiresAt: { type: Date, required: true },
  },
  strictly,
)
schema.index({ userId: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const InvitationModel = model('invitation', schema, 'invitations')
