import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** A measurement in the store or on the drying bed; with a lot, of that lot. */
export interface StorageReading {
  _id: Types.ObjectId
  organisationId: Types.ObjectId
  lotId: Types.ObjectId | null
  place: string | null
  readAt: Date
  /** Hundredths of a per cent. */
  moistureBp: number | null
  temperatureC: number | null
  humidityPct: number | null
  readByName: string
}

const schema = new Schema<StorageReading>(
  {
    organisationId: { type: 'ObjectId', required: true },
    lotId: { type: 'ObjectId', default: null },
    place: { type: String, default: null, maxlength: 120 },
    readAt: { type: Date, required: true },
    moistureBp: { type: Number, default: null, min: 0, max: 10_000 },
    temperatureC: { type: Number, default: null },
    humidityPct: { type: Number, default: null, min: 0, max: 100 },
    readByName: { type: String, required: true },
  },
  strictly,
)
schema.index({ organisationId: 1, readAt: 1 })
schema.index({ lotId: 1, readAt: 1 })

export const StorageReadingModel = model('storage-reading', schema, 'storageReadings')
