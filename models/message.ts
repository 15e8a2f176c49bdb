import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** A message to one person: shown in the inbox at once, sent by e-mail where there is a way. */
export interface Message {
  _id: Types.ObjectId
  toUserId: Types.ObjectId
  /** i18n key under `messages`, said in the reader's language when it is shown. */
  key: string
  values: Record<string, unknown>
  href: string | null
  at: Date
  readAt: Date | null
  mail: 'none' | 'waiting' | 'sent' | 'failed'
  mailTries: number
  mailNextAt: Date | null
}

const schema = new Schema<Message>(
  {
    toUserId: { type: 'ObjectId', required: true },
    key: { type: String, required: true },
    values: { type: Schema.Types.Mixed, default: {} },
    href: { type: String, default: null },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
    mail: { type: String, enum: ['none', 'waiting', 'sent', 'failed'], required: true },
    mailTries: { type: Number, default: 0 },
    mailNextAt: { type: Date, default: null },
  },
  { ...strictly, minimize: false },
)
schema.index({ toUserId: 1, at: 1 })
schema.index({ toUserId: 1, readAt: 1 })
schema.index({ mail: 1, mailNextAt: 1 })

export const MessageModel = model('message', schema, 'messages')
