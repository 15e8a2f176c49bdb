import { model, Schema, type Types } from 'mongoose'
import { strictly } from './record.ts'

/**
 * Which record a stored file belongs to. Written in the transaction of the act; a file in GridFS
 * without such a note is an orphan and is swept.
 */
export interface Photo {
  /** The id of the file in GridFS. */
  _id: Types.ObjectId
  /** Whose it is, where it is a farmer's. */
  farmerId: Types.ObjectId | null
  recordKind: string
  recordId: Types.ObjectId
  /** As it was called when it came; papers only. */
  name: string | null
  mimeType: 'image/webp' | 'application/pdf'
}

const schema = new Schema<Photo>(
  {
    _id: { type: 'ObjectId', required: true },
    farmerId: { type: 'ObjectId', default: null },
    recordKind: { type: String, required: true },
    recordId: { type: 'ObjectId', required: true },
    name: { type: String, default: null, maxlength: 200 },
    mimeType: { type: String, enum: ['image/webp', 'application/pdf'], default: 'image/webp' },
  },
  strictly,
)
schema.index({ recordId: 1 })

export const PhotoModel = model('photo', schema, 'photos')
