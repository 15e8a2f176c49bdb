import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/** Mass that went from an intake or a lot into a lot; whole grams. The trace walks these. */
export interface LotEdge {
  _id: Types.ObjectId
  fromKind: 'intake' | 'lot'
  fromId: Types.ObjectId
  toId: Types.ObjectId
  massG: number
}

const schema = new Schema<LotEdge>(
  {
    fromKind: { type: String, enum: ['intake', 'lot'], required: true },
    fromId: { type: 'ObjectId', required: true },
    toId: { type: 'ObjectId', required: true },
    massG: { type: Number, required: true, validate: Number.isInteger, min: 1 },
  },
  strictly,
)
schema.index({ toId: 1 })
schema.index({ fromId: 1 })

export const LotEdgeModel = model('lot-edge', schema, 'lotEdges')
