import { FarmerModel } from '../../../models/farmer.ts'
import { LoanModel, type Loan } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays, isDay, type Day } from '../../dates.ts'
import { nameFor } from '../../farmers/name.ts'
import { pageSize, readCursor, readPage } from '../../paging.ts'
import { loansVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import type { LoanStatus } from '../status.ts'
import { readWindows, type Window } from './windows.ts'

export interface LoanFilter {
  status: LoanStatus | null
  farmerId: string | null
  q: string | null
}

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
  const query = loanQuery(actor, filter)
  const rows = await pageOf(query, 'startedOn', after, {
    start: today(),
    end: firstDay,
    direction: 'backward',
    days: 14,
    growth: 2,
  })
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
export async function readQueue(actor: Actor, filter: LoanFilter, after: string | null) {
  const statuses = queueStatuses(actor).filter(
    (status) => filter.status === null || status === filter.status,
  )
  const query = {
    $and: [loanQuery(actor, { ...filter, status: null }), { status: { $in: statuses } }],
  }
  const found: Loan[] = []
  for (const window of queueWindows(today())) {
    if (found.length <= pageSize) found.push(...(await pageOf(query, 'promisedOn', after, window)))
  }
  const { rows, next } = readPage(found, 'promisedOn')
  return { rows: await withNames(actor, rows), next }
}

/**
 * Where a queue is dense it is read by weeks; what is late by months, or promised for a far day, is
 * little and read at once.
 */
function queueWindows(now: Day): Window[] {
  const common = { direction: 'forward', growth: 1 } as const
  const [longAgo, soon, far] = [addDays(now, -60), addDays(now, 28), addDays(now, 1000)]
  return [
    { ...common, start: firstDay, end: longAgo, days: 10_000 },
    { ...common, start: addDays(longAgo, 1), end: soon, days: 7 },
    { ...common, start: addDays(soon, 1), end: far, days: 1000 },
  ]
}

type Field = 'startedOn' | 'promisedOn'

async function pageOf(
  query: Record<string, unknown>,
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
  return readWindows<Loan>(
    field,
    { ...window, start },
    (range) => LoanModel.find({ $and: [query, range] }, { journey: 0 }).lean<Loan[]>(),
    isPast,
  )
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
