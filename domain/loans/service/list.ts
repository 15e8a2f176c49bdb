import { FarmerModel } from '../../../models/farmer.ts'
import { LoanModel, type Loan } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays, isDay, type Day } from '../../dates.ts'
import { nameFor } from '../../farmers/name.ts'
import { pageSize, readCursor, readPage } from '../../paging.ts'
import { isOfBank, loansVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import type { LoanStatus } from '../status.ts'
import { readWindows, type Window } from './windows.ts'

export interface LoanFilter {
  status: LoanStatus | null
  farmerId: string | null
  q: string | null
}

/** The long parts of a record, which no list prints. */
const notListed = {
  journey: 0,
  documents: 0,
  checks: 0,
  analysis: 0,
  answers: 0,
  conditions: 0,
  searchWords: 0,
  recommendation: 0,
  decision: 0,
} as const

/** Nothing was applied for before. */
const firstDay: Day = '2018-01-01'

/** The query of a list: the reader's scope first, then what was asked for. */
export function loanQuery(actor: Actor, { status, farmerId, q }: LoanFilter) {
  const asked: Record<string, unknown> = {}
  if (status) asked['status'] = status
  if (farmerId) asked['farmerId'] = farmerId
  const words = q ? queryWords(q).map((word) => ({ searchWords: word })) : []
  return { $and: [loansVisibleTo(actor), asked, ...words] }
}

/** One page of loans, the newest first, with the names of the farmers. */
export async function listLoans(actor: Actor, filter: LoanFilter, after: string | null) {
  const isNarrow = actor.role === 'farmer' || actor.role === 'group-leader'
  const hasWords = filter.q !== null || filter.farmerId !== null
  // few rows are read at once; the many of a bank or an office from the latest backwards
  const days = isNarrow || hasWords ? 10_000 : 3
  const end = { start: today(), end: firstDay, direction: 'backward', growth: 2 } as const
  const rows = await pageOf([loanQuery(actor, filter)], 'startedOn', after, { ...end, days })
  const { rows: page, next } = readPage(rows, 'startedOn')
  return { rows: await withNames(actor, page), next }
}

/** Which states a person's queue holds. */
export function queueStatuses(actor: Actor): LoanStatus[] {
  if (actor.role === 'loan-officer')
    return ['recommended', 'not-recommended', 'in-review', 'offer-accepted']
  if (actor.role === 'loan-approver') return ['in-review']
  return ['submitted']
}

/** One page of what waits for this person's office or bank, the most urgent first. */
export async function readQueue(actor: Actor, status: LoanStatus | null, after: string | null) {
  const queries = queueQueries(actor, status)
  const found: Loan[] = []
  for (const window of queueWindows(today())) {
    if (found.length <= pageSize)
      found.push(...(await pageOf(queries, 'promisedOn', after, window)))
  }
  const { rows, next } = readPage(found, 'promisedOn')
  return { rows: await withNames(actor, rows), next }
}

/** One query for each place and state, all of them equalities: those an index bounds. */
function queueQueries(actor: Actor, asked: LoanStatus | null): Record<string, unknown>[] {
  const statuses = queueStatuses(actor)
  if (asked && !statuses.includes(asked)) return []
  // a loan officer's queue is all that lies with his bank
  const what =
    asked || statuses.length === 1
      ? { status: asked ?? statuses[0] }
      : { holder: isOfBank(actor) ? 'bank' : 'office' }
  if (actor.role !== 'extension-officer') return [{ ...loansVisibleTo(actor), ...what }]
  return actor.districtCodes.map((code) => ({ sentDistrictCode: code, ...what }))
}

/**
 * Where a queue is dense it is read by days; what is late, or promised for a far day, is little and
 * read at once.
 */
function queueWindows(now: Day): Window[] {
  const common = { direction: 'forward', growth: 2 } as const
  const [soon, far] = [addDays(now, 28), addDays(now, 1000)]
  return [
    { ...common, start: firstDay, end: addDays(now, -1), days: 10_000 },
    { ...common, start: now, end: soon, days: 2 },
    { ...common, start: addDays(soon, 1), end: far, days: 1000 },
  ]
}

type Field = 'startedOn' | 'promisedOn'

async function pageOf(
  queries: readonly Record<string, unknown>[],
  field: Field,
  after: string | null,
  window: Window,
): Promise<Loan[]> {
  const [typed, id] = readCursor(after)
  const day = typed && isDay(typed) ? typed : undefined
  const forward = window.direction === 'forward'
  const start = day && (forward ? day > window.start : day < window.start) ? day : window.start
  const isPast = (row: Loan) => {
    if (!day || row[field] !== day) return false
    return forward ? String(row._id) <= id! : String(row._id) >= id!
  }
  const find = async (range: Record<string, unknown>) => {
    const parts = queries.map((query) =>
      LoanModel.find({ $and: [query, range] }, notListed).lean<Loan[]>(),
    )
    return (await Promise.all(parts)).flat()
  }
  return readWindows<Loan>(field, { ...window, start }, find, isPast)
}

/** Names for a page of loans, one look-up whatever the number of rows. */
async function withNames(actor: Actor, loans: Loan[]) {
  const farmers = await FarmerModel.find(
    { _id: { $in: loans.map(({ farmerId }) => farmerId) } },
    { fullName: 1 },
  ).lean()
  const names = new Map(farmers.map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]))
  return loans.map((loan) => ({ ...loan, farmerName: names.get(String(loan.farmerId)) ?? '' }))
}

/** Every loan of the filter, from one unsorted cursor, for files. */
export async function* streamLoans(actor: Actor, filter: LoanFilter): AsyncGenerator<Loan> {
  yield* LoanModel.find(loanQuery(actor, filter)).lean<Loan[]>().cursor() as AsyncIterable<Loan>
}
