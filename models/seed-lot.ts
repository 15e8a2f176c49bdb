import { model, Schema, type Types } from 'mongoose'
import { seedForms, type SeedForm } from '../domain/seedlings/entry-kinds.ts'
import { stockStatuses, type StockStatus } from '../domain/seedlings/status.ts'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** One variety with one certificate, as the institute registered it. */
export interface SeedLot extends Versioned {
  number: string
  status: StockStatus
  varietyCode: string
  sourceGarden: string
  form: SeedForm
  /** Whole plants; whole grams of seed. */
  quantity: number
  pickedOn: string | null
  sortedOn: string | null
  moisturePct: number | null
  producerLicence: string | null
  certificateNumber: string
  issuer: string
  issuedOn: string
  validUntil: string
  labelColour: string | null
  labelFrom: number | null
  labelTo: number | null
  scanId: Types.ObjectId | null
  onHand: number
  /** Sent to nurseries. */
  sent: number
  entryCount: number
  /** Nurseries it was sent to and their regencies: who may see it. */
  nurseryIds: Types.ObjectId[]
  regencyCodes: string[]
  recalledAt: Date | null
  recallReason: string | null
  registeredBy: Types.ObjectId
  registeredByName: string
}

const schema = new Schema<SeedLot>(
  {
    number: { type: String, required: true, match: /^BN-\d{4}-\d{6,}$/ },
    status: { type: String, enum: stockStatuses, required: true },
    varietyCode: { type: String, required: true },
    sourceGarden: { type: String, required: true, maxlength: 200 },
    form: { type: String, enum: seedForms, required: true },
    quantity: { ...count, required: true, min: 1 },
    pickedOn: aDay,
    sortedOn: aDay,
    moisturePct: { type: Number, default: null, min: 0, max: 100 },
    producerLicence: aText,
    certificateNumber: { type: String, required: true, maxlength: 120 },
    issuer: { type: String, required: true, maxlength: 200 },
    issuedOn: { ...aDay, required: true },
    validUntil: { ...aDay, required: true },
    labelColour: aText,
    labelFrom: { type: Number, default: null },
    labelTo: { type: Number, default: null },
    scanId: { type: 'ObjectId', default: null },
    onHand: { ...count, required: true },
    sent: count,
    entryCount: count,
    nurseryIds: { type: ['ObjectId'], default: [] },
    regencyCodes: { type: [String], default: [] },
    recalledAt: { type: Date, default: null },
    recallReason: { type: String, default: null },
    registeredBy: { type: 'ObjectId', required: true },
    registeredByName: { type: String, required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ certificateNumber: 1 })
schema.index({ nurseryIds: 1, number: 1 })
schema.index({ regencyCodes: 1, number: 1 })
schema.index({ validUntil: 1, status: 1 })

export const SeedLotModel = model('seed-lot', schema, 'seedLots')
