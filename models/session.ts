import { model, Schema } from 'mongoose'

/** The sessions that connect-mongo keeps; read here only to list and end a person's devices. */
export interface StoredSession {
  _id: string
  expires: Date
  session: {
    userId?: string
    epoch?: number
    signedInAt?: string
    device?: string
  }
}

const schema = new Schema<StoredSession>(
  { _id: String, expires: Date, session: Schema.Types.Mixed },
  { strict: false, versionKey: false, autoIndex: false },
)
schema.index({ expires: 1 }, { expireAfterSeconds: 0 })
schema.index({ 'session.userId': 1 })

export const SessionModel = model('session', schema, 'sessions')
