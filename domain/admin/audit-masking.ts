import type { Role } from '../permissions.ts'

/** One field that an act changed. */
export interface Change {
  field: string
  before: unknown
  after: unknown
}

/**
 * Records that the administrator keeps himself: accounts, organisations, settings. Of all others he
 * sees who did what and when and which fields changed, but no values: they are personal or money data
 * (service.md section 2). A kind that is not named here is hidden, so that a new area begins safe.
 */
const ownKinds = ['user', 'organisation', 'group', 'reference', 'checklist', 'key', 'audit']

/** Even of accounts these stay hidden. */
const personalFields = ['phone', 'nik', 'birthOn', 'address']

const hidden = '•••'

/** The changes of an event as this reader may see them. The auditor sees everything. */
export function changesFor(role: Role, recordKind: string, changes: readonly Change[]): Change[] {
  if (role !== 'administrator') return [...changes]
  const isOwn = ownKinds.includes(recordKind)
  return changes.map((change) =>
    isOwn && !personalFields.includes(change.field) ? change : hide(change),
  )
}

/** The reason that was given with an act, as this reader may see it. */
export function noteFor(role: Role, recordKind: string, note: string | null): string | null {
  if (role !== 'administrator' || ownKinds.includes(recordKind)) return note
  return note === null ? null : hidden
}

function hide({ field, before, after }: Change): Change {
  return { field, before: veil(before), after: veil(after) }
}

function veil(value: unknown): unknown {
  return value === null || value === undefined || value === '' ? null : hidden
}
