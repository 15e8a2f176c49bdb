import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** How often a lot's passport was opened on a day; nothing about who opened it. */
export interface PassportScan {
  /** lot : day */
  _id: string
  lotId: Types.ObjectId
  day: string
  scans: number
}

const schema = new Schema<PassportScan>(
  {
    _id: { type: String, required: true },
    lotId: { type: 'ObjectId', required: true },
    day: { type: String, required: true },
    scans: { type: Number, required: true },
  },
  strictly,
)
schema.index({ lotId: 1 })

export const PassportScanModel = model('passport-scan', schema, 'passportScans')
