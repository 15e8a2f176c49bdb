import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/**
 * Which record a stored file belongs to. Written in the transaction of the act; a file in GridFS
 * without such a note is an orphan and is swept.
 */
export interface Photo {
  /** The id of the file in GridFS. */
  _id: Types.ObjectId
  farmerId: Types.ObjectId
  recordKind: string
  recordId: Types.ObjectId
}

const schema = new Schema<Photo>(
  {
    _id: { type: 'ObjectId', required: true },
    farmerId: { type: 'ObjectId', required: true },
    recordKind: { type: String, required: true },
    recordId: { type: 'ObjectId', required: true },
  },
  strictly,
)
schema.index({ recordId: 1 })

export const PhotoModel = model('photo', schema, 'photos')
