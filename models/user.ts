import { model, Schema, type Types } from 'mongoose'
import { roles, type Role } from '../domain/permissions.ts'
import { strictly, versioned, type Versioned } from './record.ts'

/** An account: one person in one role of one organisation. */
export interface User extends Versioned {
  username: string
  fullName: string
  phoneCipher: string | null
  phoneHash: string | null
  email: string | null
  organisationId: Types.ObjectId
  /** Copied from the organisation, so that a list of users is bounded by one equality. */
  regencyCode: string | null
  role: Role
  farmerId: Types.ObjectId | null
  districtCodes: string[]
  passwordHash: string | null
  mustChangePassword: boolean
  /** Sessions that were opened in an earlier epoch are ended. */
  sessionEpoch: number
  language: 'id' | 'en'
  endsOn: string | null
  endReason: string | null
  searchWords: string[]
}

const schema = new Schema<User>(
  {
    username: { type: String, required: true, match: /^[a-z0-9][a-z0-9._-]{1,39}$/ },
    fullName: { type: String, required: true, maxlength: 120 },
    phoneCipher: { type: String, default: null },
    phoneHash: { type: String, default: null },
    email: { type: String, default: null },
    organisationId: { type: 'ObjectId', required: true },
    regencyCode: { type: String, default: null },
    role: { type: String, enum: roles, required: true },
    farmerId: { type: 'ObjectId', default: null },
    districtCodes: { type: [String], default: [] },
    passwordHash: { type: String, default: null },
    mustChangePassword: { type: Boolean, default: false },
    sessionEpoch: { type: Number, default: 1 },
    language: { type: String, enum: ['id', 'en'], default: 'id' },
    endsOn: { type: String, default: null },
    endReason: { type: String, default: null },
    searchWords: { type: [String], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ username: 1 }, { unique: true })
schema.index(
  { phoneHash: 1 },
  { unique: true, partialFilterExpression: { phoneHash: { $type: 'string' } } },
)
schema.index({ organisationId: 1, role: 1 })
schema.index({ regencyCode: 1, fullName: 1, _id: 1 })
schema.index({ regencyCode: 1, searchWords: 1 })
schema.index({ searchWords: 1 })
schema.index({ role: 1, endsOn: 1 })
schema.index({ farmerId: 1 })
schema.index({ districtCodes: 1, role: 1 })

export const UserModel = model('user', schema, 'users')
