import { model, Schema } from 'mongoose'
import { strictly } from './record.ts'

/** What a form with a requestId led to; the same form sent again gets the same answer. */
export interface Submission {
  /** person : requestId */
  _id: string
  digest: string
  location: string
  at: Date
}

const schema = new Schema<Submission>(
  {
    _id: { type: String, required: true },
    digest: { type: String, required: true },
    location: { type: String, required: true },
    at: { type: Date, required: true },
  },
  strictly,
)
// A phone may be out of reach for weeks; after a year nobody sends the same form again.
schema.index({ at: 1 }, { expireAfterSeconds: 365 * 24 * 3600 })

export const SubmissionModel = model('submission', schema, 'submissions')
