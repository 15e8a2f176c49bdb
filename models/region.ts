import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/** A regency (4 digits), district (6) or village (10) of East Java; Kemendagri codes without dots. */
export interface Region {
  _id: string
  level: 'regency' | 'district' | 'village'
  name: string
}

const schema = new Schema<Region>(
  {
    _id: { type: String, required: true, match: /^35\d{2}(\d{2}(\d{4})?)?$/ },
    level: { type: String, enum: ['regency', 'district', 'village'], required: true },
    name: { type: String, required: true },
  },
  strictly,
)

export const RegionModel = model('region', schema, 'regions')
