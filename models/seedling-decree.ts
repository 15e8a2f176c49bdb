import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay } from './shapes.ts'

/** The office's decision (SK) on who gets seedlings; its list is frozen but for an amending decree. */
export interface SeedlingDecree extends Versioned {
  number: string
  status: 'in-force' | 'amended'
  programmeId: Types.ObjectId
  regencyCode: string
  signedOn: string
  signer: string
  seedlingRequestIds: Types.ObjectId[]
  quantity: number
  amends: Types.ObjectId | null
  fileId: Types.ObjectId | null
  madeBy: Types.ObjectId
  madeByName: string
}

const schema = new Schema<SeedlingDecree>(
  {
    number: { type: String, required: true, maxlength: 120 },
    status: { type: String, enum: ['in-force', 'amended'], required: true },
    programmeId: { type: 'ObjectId', required: true },
    regencyCode: { type: String, required: true },
    signedOn: { ...aDay, required: true },
    signer: { type: String, required: true, maxlength: 120 },
    seedlingRequestIds: { type: ['ObjectId'], required: true },
    quantity: { type: Number, required: true },
    amends: { type: 'ObjectId', default: null },
    fileId: { type: 'ObjectId', default: null },
    madeBy: { type: 'ObjectId', required: true },
    madeByName: { type: String, required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ regencyCode: 1, number: 1 }, { unique: true })
schema.index({ programmeId: 1, regencyCode: 1 })

export const SeedlingDecreeModel = model('seedling-decree', schema, 'seedlingDecrees')
