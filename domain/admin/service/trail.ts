import { inTransaction } from '../../../database/transaction.ts'
import { AuditEventModel, type AuditEvent } from '../../../models/audit-event.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { addDays, parseMoment, type Day } from '../../dates.ts'
import { findPage, pageSize, readPage } from '../../paging.ts'
import { queryWords } from '../../search-words.ts'
import { changesFor, noteFor } from '../audit-masking.ts'

export type { AuditEvent } from '../../../models/audit-event.ts'

/** What is asked of the trail; null where it is not asked for. */
export interface TrailFilter {
  person: string | null
  act: string | null
  /** The id of a record or its number. */
  record: string | null
  day: Day | null
}

type Query = Record<string, unknown>

const dayMs = 86_400_000
const mostPeople = 20

/**
 * One page of the trail, newest first. Every query is bounded by an index: the day, or one equality
 * and a stretch of time that grows until the page is full. Without any filter it is the current day.
 */
export async function readTrail(actor: Actor, filter: TrailFilter, after: string | null) {
  const query = await queryOf(filter)
  const dayAsked = dayOfFilter(filter)
  const found = dayAsked
    ? await pageOf({ $and: [query, within(dayAsked)] }, after)
    : await latest(query, after)
  const { rows, next } = readPage(found, 'at')
  await recordTrailLook(actor, filter)
  return { rows: rows.map((event) => eventFor(actor, event)), next, day: dayAsked }
}

/** Every event of the filter from one unsorted cursor, for files. */
export async function* streamTrail(actor: Actor, filter: TrailFilter) {
  const query = await queryOf(filter)
  const day = dayOfFilter(filter)
  await recordTrailLook(actor, filter)
  const events = AuditEventModel.find(day ? { $and: [query, within(day)] } : query)
  for await (const event of events.lean().cursor()) yield eventFor(actor, event)
}

/** The event as data: the keys of service.md section 3, and more. */
function eventFor(actor: Actor, event: AuditEvent) {
  const { at, personName, personId, role, act, recordKind, recordId, recordNumber } = event
  return {
    at,
    who: personName,
    act,
    record: recordNumber ?? recordId,
    personId,
    role,
    recordKind,
    recordId,
    changes: changesFor(actor.role, recordKind, event.changes),
    note: noteFor(actor.role, recordKind, event.note),
    requestId: event.requestId,
  }
}
export type TrailRow = ReturnType<typeof eventFor>

function dayOfFilter({ person, act, record, day }: TrailFilter): Day | null {
  return day ?? (person || act || record ? null : today())
}

async function queryOf({ person, act, record }: TrailFilter): Promise<Query> {
  const query: Query = {}
  if (record) Object.assign(query, recordQuery(record.trim()))
  if (person) query['personId'] = { $in: await idsOf(person.trim()) }
  if (act) query['act'] = act.trim()
  return query
}

// ids of other than people's records hold a colon, such as `variety:kartika-1`
function recordQuery(record: string): Query {
  return looksLikeId(record) || record.includes(':')
    ? { recordId: record }
    : { recordNumber: record.toUpperCase() }
}

/** The accounts that a username, an id or a part of a name means. */
async function idsOf(person: string): Promise<(string | null)[]> {
  if (person === 'system') return [null]
  if (looksLikeId(person)) return [person]
  const own = await UserModel.findOne({ username: person.toLowerCase() }, { _id: 1 }).lean()
  if (own) return [String(own._id)]
  const words = queryWords(person).map((word) => ({ searchWords: word }))
  const named = words.length > 0 ? await peopleWho({ $and: words }) : []
  // a part from the middle of a name has no index: looked for only when nothing else was found
  const part = person.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return named.length > 0 ? named : peopleWho({ fullName: new RegExp(part, 'i') })
}

async function peopleWho(query: Query): Promise<string[]> {
  const people = await UserModel.find(query, { _id: 1 }).limit(mostPeople).lean()
  return people.map(({ _id }) => String(_id))
}

const looksLikeId = (text: string) => /^[0-9a-f]{24}$/.test(text)

function within(day: Day): Query {
  const [from, to] = [day, addDays(day, 1)].map((each) => parseMoment(`${each}T00:00`)!)
  return { at: { $gte: from, $lt: to } }
}

// sorting costs what the bounds leave, so the stretch of time grows fourfold until it is enough
async function latest(query: Query, after: string | null): Promise<AuditEvent[]> {
  const found: AuditEvent[] = []
  const start = now().getTime()
  let to: Date | null = null
  for (let days = 7; found.length <= pageSize; days *= 4) {
    const from: Date | null = days > 4000 ? null : new Date(start - days * dayMs)
    const at: Query = { ...(from && { $gte: from }), ...(to && { $lt: to }) }
    const stretch: Query = Object.keys(at).length > 0 ? { $and: [query, { at }] } : query
    found.push(...(await pageOf(stretch, after, pageSize + 1 - found.length)))
    if (!from) break
    to = from
  }
  return found
}

function pageOf(query: Query, after: string | null, count = pageSize + 1): Promise<AuditEvent[]> {
  return findPage<AuditEvent>((f) => AuditEventModel.find(f), query, 'at', after, 'backward', count)
}

// the auditor's looks are themselves recorded; one chain a person, so that nobody waits
async function recordTrailLook(actor: Actor, filter: TrailFilter): Promise<void> {
  if (actor.role !== 'auditor') return
  const asked = Object.entries(filter).filter(([, value]) => value !== null)
  await inTransaction(() =>
    recordAudit(actor, {
      act: 'audit.look',
      record: { kind: 'audit', id: `audit:${actor.userId}`, number: null, version: null },
      note: asked.map(([name, value]) => `${name}=${String(value)}`).join(' ') || null,
    }),
  )
}
