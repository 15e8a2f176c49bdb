import { model, Schema, type Types } from 'mongoose'
import { seedForms, type Effect, type SeedForm } from '../domain/seedlings/entry-kinds.ts'
import type { Growth } from '../domain/seedlings/readiness.ts'
import { stockStatuses, type StockStatus } from '../domain/seedlings/status.ts'
import { strictly, versioned, type Versioned } from './record.ts'
import { aDay, aText, count } from './shapes.ts'

/** Plants of one lot in one bed of a nursery; its balances are kept with every entry. */
export interface NurseryBatch extends Versioned, Effect {
  number: string
  status: StockStatus
  seedLotId: Types.ObjectId
  lotNumber: string
  varietyCode: string
  form: SeedForm
  nurseryId: Types.ObjectId
  regencyCode: string
  bed: string | null
  sownOn: string
  /** Of what was sent: whole plants, whole grams of seed. */
  quantity: number
  free: number
  entryCount: number
  readyOn: string | null
  validUntil: string
  growth: Growth[]
  registeredBy: Types.ObjectId
  registeredByName: string
}

const schema = new Schema<NurseryBatch>(
  {
    number: { type: String, required: true, match: /^PS-\d{4}-\d{6,}$/ },
    status: { type: String, enum: stockStatuses, required: true },
    seedLotId: { type: 'ObjectId', required: true },
    lotNumber: { type: String, required: true },
    varietyCode: { type: String, required: true },
    form: { type: String, enum: seedForms, required: true },
    nurseryId: { type: 'ObjectId', required: true },
    regencyCode: { type: String, required: true },
    bed: aText,
    sownOn: { ...aDay, required: true },
    quantity: { ...count, required: true, min: 1 },
    onHand: count,
    reserved: count,
    free: count,
    received: count,
    germinated: count,
    lost: count,
    sold: count,
    destroyed: count,
    handedOver: count,
    returned: count,
    entryCount: count,
    readyOn: aDay,
    validUntil: { ...aDay, required: true },
    growth: {
      type: [
        {
          _id: false,
          measuredOn: String,
          heightCm: Number,
          leafPairs: Number,
          stemMm: Number,
          sample: Number,
          healthy: Number,
        },
      ],
      default: [],
    },
    registeredBy: { type: 'ObjectId', required: true },
    registeredByName: { type: String, required: true },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ number: 1 }, { unique: true })
schema.index({ seedLotId: 1 })
schema.index({ nurseryId: 1, number: 1 })
schema.index({ regencyCode: 1, number: 1 })
schema.index({ regencyCode: 1, status: 1, varietyCode: 1 })
schema.index({ validUntil: 1, status: 1 })

export const NurseryBatchModel = model('nursery-batch', schema, 'nurseryBatches')
