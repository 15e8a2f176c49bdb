import { AuditEventModel } from '../models/audit-event.ts'
import { FarmerModel } from '../models/farmer.ts'
import { OrganisationModel } from '../models/organisation.ts'
import { PlotModel } from '../models/plot.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'
import type { Actor } from './actor.ts'
import { isId } from './find-visible.ts'

/** One field that somebody changed; records that it refers to are told by name. */
export interface Change {
  /** Empty when it was the reader himself. */
  who: string
  at: Date
  /** The kind of the changed record: `farmer`. */
  kind: string
  field: string
  before: unknown
  after: unknown
}

/** What others changed on a record since a version, for someone whose form was overtaken. */
export async function changesSince(
  recordId: string,
  version: number,
  reader: Pick<Actor, 'userId'>,
): Promise<Change[]> {
  const events = await AuditEventModel.find({ recordId, recordVersion: { $gt: version } }).lean()
  const changes = events
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap((event) =>
      event.changes.map(({ field, before, after }) => ({
        who: event.personId === reader.userId ? '' : event.personName,
        at: event.at,
        kind: event.recordKind,
        field,
        before,
        after,
      })),
    )
  return Promise.all(
    changes.map(async (change) => ({
      ...change,
      before: await named(change.field, change.before),
      after: await named(change.field, change.after),
    })),
  )
}

/** What a field refers to, by the name that people know it by; every other value as it is. */
async function named(field: string, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((each) => named(field, each)))
  if (typeof value !== 'string') return value
  if (field === 'varietyCode') {
    const variety = await ReferenceItemModel.findOne({ list: 'variety', code: value }).lean()
    return variety?.name ?? value
  }
  if (!isId(value)) return value
  if (field.startsWith('plotId')) return (await PlotModel.findById(value, { name: 1 }).lean())?.name
  if (field === 'farmerId') return (await FarmerModel.findById(value, { number: 1 }).lean())?.number
  return (await OrganisationModel.findById(value, { name: 1 }).lean())?.name ?? value
}
