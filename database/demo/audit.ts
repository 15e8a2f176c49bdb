import type { Types } from 'mongoose'
import { chainStart, sealEvent, type AuditNote } from '../../domain/audit.ts'
import type { Actor } from '../../domain/actor.ts'
import { AuditEventModel, type AuditEvent } from '../../models/audit-event.ts'
import { AuditHeadModel } from '../../models/audit-head.ts'

/** Who does something in the demo data. */
export type DemoPerson = Pick<Actor, 'userId' | 'fullName' | 'role' | 'organisationId'>

/** The same audit events as acts write, chained per record, collected to be written in bulk. */
export class DemoTrail {
  private readonly events: Omit<AuditEvent, '_id'>[] = []
  private readonly heads = new Map<string, { seq: number; hash: string; movedAt: Date }>()

  note(person: DemoPerson | null, at: Date, note: AuditNote): void {
    const head = this.heads.get(note.record.id)
    const event = sealEvent(person, note, head?.seq ?? 0, head?.hash ?? chainStart, at)
    this.events.push(event)
    this.heads.set(note.record.id, { seq: event.seq, hash: event.hash, movedAt: at })
  }

  async write(): Promise<number> {
    await AuditEventModel.insertMany(this.events, { ordered: false })
    await AuditHeadModel.insertMany(
      [...this.heads].map(([_id, head]) => ({ _id, ...head })),
      { ordered: false },
    )
    return this.events.length
  }
}

/** The record as the trail names it. */
export function demoRecord(
  kind: string,
  record: { _id: Types.ObjectId; number?: string; version: number },
) {
  return {
    kind,
    id: record._id.toHexString(),
    number: record.number ?? null,
    version: record.version,
  }
}
