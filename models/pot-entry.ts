import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/**
 * `opened` and `changed` say how much money the scheme has; `approved` holds some of it for a loan,
 * `released` gives it back.
 */
export const potEntryKinds = ['opened', 'changed', 'approved', 'released'] as const
export type PotEntryKind = (typeof potEntryKinds)[number]

/** One movement of a scheme's pot; all of a scheme's entries add up to what is left in it. */
export interface PotEntry {
  _id: Types.ObjectId
  schemeCode: string
  kind: PotEntryKind
  /** What the movement adds to what is left: below zero when money is held. */
  amountRupiah: number
  leftRupiah: number
  loanId: Types.ObjectId | null
  at: Date
  byName: string
}

const whole = { type: Number, required: true, validate: Number.isSafeInteger } as const

const schema = new Schema<PotEntry>(
  {
    schemeCode: { type: String, required: true },
    kind: { type: String, enum: potEntryKinds, required: true },
    amountRupiah: whole,
    leftRupiah: { ...whole, min: 0 },
    loanId: { type: 'ObjectId', default: null },
    at: { type: Date, required: true },
    byName: { type: String, required: true },
  },
  strictly,
)
schema.index({ schemeCode: 1, at: 1 })
schema.index({ loanId: 1 })

export const PotEntryModel = model('pot-entry', schema, 'potEntries')
