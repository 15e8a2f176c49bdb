import { model, Schema } from 'mongoose'
import { strictly, versioned, type Versioned } from './record.ts'

/** One editable fact: a variety, a price band, a norm; with where it was read and whether it is sure. */
export interface ReferenceItem extends Omit<Versioned, '_id'> {
  /** list : code */
  _id: string
  list: string
  code: string
  name: string
  values: Record<string, unknown>
  source: string
  isConfirmed: boolean
  isActive: boolean
}

const schema = new Schema<ReferenceItem>(
  {
    _id: { type: String, required: true },
    list: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: String, required: true, maxlength: 120 },
    values: { type: Schema.Types.Mixed, default: {} },
    source: { type: String, default: '' },
    isConfirmed: { type: Boolean, default: false },
    isActive: { type: Boolean, default: true },
    ...versioned,
  },
  { ...strictly, timestamps: true, minimize: false },
)
schema.index({ list: 1, code: 1 })

export const ReferenceItemModel = model('reference-item', schema, 'referenceItems')
