import { createHash } from 'node:crypto'
import { inTransaction } from '../database/transaction.ts'
import { AuditEventModel, type AuditEvent } from '../models/audit-event.ts'
import { AuditHeadModel } from '../models/audit-head.ts'
import type { Actor } from './actor.ts'
import { canonical } from './canonical.ts'
import { now } from './clock.ts'
import { currentRequestId } from './request-context.ts'

/** Begins every chain. */
export const chainStart = '0'.repeat(64)

/** The record that an act was done to, as the trail names it. */
export interface AuditedRecord {
  kind: string
  id: string
  number: string | null
  version: number | null
}

export interface AuditNote {
  act: string
  record: AuditedRecord
  /** The fields that the act could change, as they were and as they are. Only differences are kept. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  note?: string | null
}

type Person = Pick<Actor, 'userId' | 'fullName' | 'role' | 'organisationId'>

/**
 * Appends one event to the record's chain. Must be called in the transaction of the act: the act
 * and its trail stand or fall together, and two acts on one record cannot both continue a chain.
 */
export async function recordAudit(person: Person | null, note: AuditNote): Promise<void> {
  const recordId = note.record.id
  const head = await AuditHeadModel.findById(recordId).lean()
  const event = sealEvent(person, note, head?.seq ?? 0, head?.hash ?? chainStart)
  await AuditEventModel.create([event])
  await AuditHeadModel.updateOne(
    { _id: recordId },
    { $set: { seq: event.seq, hash: event.hash, movedAt: event.at, isSealed: false } },
    { upsert: true },
  )
}

/** Whose every look is kept: the auditor's, and the banks', so that a farmer can read who looked. */
const watched = ['auditor', 'loan-officer', 'loan-approver']

/** Records that somebody looked at a record, for those whose every look is kept (service.md section 2). */
export async function recordLook(person: Person, record: AuditedRecord): Promise<void> {
  if (!watched.includes(person.role)) return
  await inTransaction(() => recordAudit(person, { act: `${record.kind}.look`, record }))
}

/** The event as it is stored, with its place in the chain; `lastSeq` and `lastHash` are the head's. */
export function sealEvent(
  person: Person | null,
  note: AuditNote,
  lastSeq: number,
  lastHash: string,
  at: Date = now(),
): Omit<AuditEvent, '_id'> {
  const event = {
    at,
    personId: person?.userId ?? null,
    personName: person?.fullName ?? 'system',
    role: person?.role ?? 'system',
    organisationId: person?.organisationId ?? null,
    act: note.act,
    recordKind: note.record.kind,
    recordId: note.record.id,
    recordNumber: note.record.number,
    recordVersion: note.record.version,
    changes: changesBetween(note.before ?? {}, note.after ?? {}),
    note: note.note ?? null,
    requestId: currentRequestId(),
    seq: lastSeq + 1,
    previousHash: lastHash,
  }
  return { ...event, hash: hashOfEvent(event) }
}

/** SHA-256 over everything an event says and the hash before it. */
export function hashOfEvent(event: Omit<AuditEvent, '_id' | 'hash'>): string {
  return createHash('sha256').update(canonical(event)).digest('hex')
}

function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return fields
    .map((field) => ({ field, before: plain(before[field]), after: plain(after[field]) }))
    .filter((change) => canonical(change.before) !== canonical(change.after))
}

/** Ids and moments as text, what is missing as null: what is hashed must read back the same. */
function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown)
}
