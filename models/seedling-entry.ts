import { model, Schema, type Types } from 'mongoose'
import {
  entryKinds,
  entryPlaces,
  type EntryKind,
  type EntryPlace,
} from '../domain/seedlings/entry-kinds.ts'
import { strictly } from './record.ts'

/** One line of the ledger. Never changed; a mistake is undone by an entry that names it. */
export interface SeedlingEntry {
  _id: Types.ObjectId
  kind: EntryKind
  /** Whole plants; whole grams where the unit says so. Never negative: the kind tells the way. */
  quantity: number
  unit: 'plant' | 'g'
  place: EntryPlace
  /** On hand at the place after this entry. */
  balance: number
  /** Counts the entries of a batch without a gap, so that a page of them is bounded. */
  seq: number | null
  lotId: Types.ObjectId
  batchId: Types.ObjectId | null
  programmeId: Types.ObjectId | null
  requestId: Types.ObjectId | null
  allocationId: Types.ObjectId | null
  handoverId: Types.ObjectId | null
  groupId: Types.ObjectId | null
  plotId: Types.ObjectId | null
  regencyCode: string | null
  reason: string | null
  cause: string | null
  document: string | null
  happenedOn: string
  writtenAt: Date
  writtenBy: Types.ObjectId
  writtenByName: string
  reverses: Types.ObjectId | null
}

const ref = { type: 'ObjectId', default: null } as const
const text = { type: String, default: null, maxlength: 2000 } as const
const schema = new Schema<SeedlingEntry>(
  {
    kind: { type: String, enum: entryKinds, required: true },
    quantity: { type: Number, required: true, min: 0, validate: Number.isSafeInteger },
    unit: { type: String, enum: ['plant', 'g'], default: 'plant' },
    place: { type: String, enum: entryPlaces, required: true },
    balance: { type: Number, required: true, min: 0 },
    seq: { type: Number, default: null },
    lotId: { type: 'ObjectId', required: true },
    batchId: ref,
    programmeId: ref,
    requestId: ref,
    allocationId: ref,
    handoverId: ref,
    groupId: ref,
    plotId: ref,
    regencyCode: { type: String, default: null },
    reason: text,
    cause: text,
    document: text,
    happenedOn: { type: String, required: true, match: /^\d{4}-\d{2}-\d{2}$/ },
    writtenAt: { type: Date, required: true },
    writtenBy: { type: 'ObjectId', required: true },
    writtenByName: { type: String, required: true },
    reverses: ref,
  },
  strictly,
)
schema.index({ batchId: 1, seq: 1 })
schema.index({ lotId: 1, happenedOn: 1, _id: 1 })
schema.index({ programmeId: 1, happenedOn: 1, _id: 1 })
schema.index(
  { reverses: 1 },
  { unique: true, partialFilterExpression: { reverses: { $type: 'objectId' } } },
)

const refuse = () => {
  throw new Error('entries of the ledger are never changed')
}
for (const act of ['updateOne', 'updateMany', 'findOneAndUpdate', 'replaceOne'] as const)
  schema.pre(act, refuse)

export const SeedlingEntryModel = model('seedling-entry', schema, 'seedlingEntries')
