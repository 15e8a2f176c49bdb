import { model, Schema, type Types } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'

/** A machine or tool of a processing unit, often given as aid. */
export interface Equipment extends Versioned {
  organisationId: Types.ObjectId
  regencyCode: string | null
  kind: string
  serialNumber: string | null
  capacityKgPerHour: number | null
  condition: string | null
  custodian: string | null
  /** Number of the hand-over report of the aid. */
  aidDocument: string | null
  paperId: Types.ObjectId | null
  serviceDueOn: string | null
}

const optionalText = { type: String, default: null, maxlength: 120 } as const
const schema = new Schema<Equipment>(
  {
    organisationId: { type: 'ObjectId', required: true },
    regencyCode: { type: String, default: null },
    kind: { type: String, required: true, maxlength: 60 },
    serialNumber: optionalText,
    capacityKgPerHour: { type: Number, default: null, min: 0 },
    condition: optionalText,
    custodian: optionalText,
    aidDocument: optionalText,
    paperId: { type: 'ObjectId', default: null },
    serviceDueOn: { type: String, default: null },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ organisationId: 1, kind: 1 })
schema.index({ regencyCode: 1, kind: 1 })

export const EquipmentModel = model('equipment', schema, 'equipment')
