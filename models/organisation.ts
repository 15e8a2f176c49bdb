import { model, Schema, type Types } from 'mongoose'
import { organisationKinds, type OrganisationKind } from '../domain/permissions.ts'
import { strictly, versioned, type Versioned } from './record.ts'

/** An office, group, nursery, unit, exporter, bank: whoever takes part in the programme. */
export interface Organisation extends Versioned {
  name: string
  kind: OrganisationKind
  bankKind: 'commercial' | 'bpr' | null
  regencyCode: string | null
  districtCode: string | null
  villageCode: string | null
  phone: string | null
  /** Farmer groups only. */
  groupClass: 'beginner' | 'advanced' | 'middle' | 'main' | null
  registeredNumber: string | null
  leaderId: Types.ObjectId | null
  searchWords: string[]
}

const schema = new Schema<Organisation>(
  {
    name: { type: String, required: true, maxlength: 120 },
    kind: { type: String, enum: organisationKinds, required: true },
    bankKind: {
      type: String,
      enum: ['commercial', 'bpr', null],
      default: null,
      required(this: Organisation) {
        return this.kind === 'bank'
      },
    },
    regencyCode: { type: String, default: null, match: /^35\d{2}$/ },
    districtCode: { type: String, default: null, match: /^35\d{4}$/ },
    villageCode: { type: String, default: null, match: /^35\d{8}$/ },
    phone: { type: String, default: null },
    groupClass: {
      type: String,
      enum: ['beginner', 'advanced', 'middle', 'main', null],
      default: null,
    },
    registeredNumber: { type: String, default: null },
    leaderId: { type: 'ObjectId', default: null },
    searchWords: { type: [String], default: [] },
    ...versioned,
  },
  { ...strictly, timestamps: true },
)
schema.index({ kind: 1, regencyCode: 1, name: 1 })
schema.index({ regencyCode: 1, kind: 1, name: 1 })
schema.index({ districtCode: 1, kind: 1 })
schema.index({ regencyCode: 1, searchWords: 1 })
schema.index({ searchWords: 1 })

export const OrganisationModel = model('organisation', schema, 'organisations')
