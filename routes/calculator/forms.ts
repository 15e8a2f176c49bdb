import { z } from 'zod'
import type { FaultsByField } from '../../domain/fault.ts'
import {
  dayCounts,
  interestPeriods,
  periodUnits,
  plainTerms,
  repaymentMethods,
  roundings,
  type LoanTerms,
  type RepaymentMethod,
} from '../../domain/loans/loan-terms.ts'
import { readRatePpm } from '../../domain/loans/rate.ts'
import { termsFaults } from '../../domain/loans/schedule-rules.ts'
import type { Day } from '../../domain/dates.ts'
import { faultsOf } from '../../middleware/accept.ts'
import { amount, choice, day, readBy, rupiah } from '../fields.ts'

const count = () => amount(0).optional()
const rate = () => readBy(readRatePpm, 'calculator.faults.rate')

/** The parameters of the calculator, as service.md section 6 names them, and `compare` of the page. */
const parameters = z.object({
  principalRupiah: rupiah().required(),
  ratePct: rate().required(),
  method: choice(repaymentMethods).optional(),
  instalments: amount(0).required(),
  every: count(),
  unit: choice(periodUnits).optional(),
  interestPeriod: choice(interestPeriods).optional(),
  dayCount: choice(dayCounts).optional(),
  disbursedOn: day().optional(),
  firstDueOn: day().optional(),
  gracePrincipal: count(),
  graceInterest: count(),
  interestFree: count(),
  roundTo: count(),
  rounding: choice(roundings).optional(),
  feePct: rate().optional(),
  compare: choice(repaymentMethods).optional(),
})

export const parameterNames = Object.keys(parameters.shape)

export type Asked =
  { terms: LoanTerms; compare: RepaymentMethod | null } | { faults: FaultsByField }

/** Reads the terms of a loan from an address; what is absent stands at its plain value. */
export function readTerms(query: Record<string, unknown>, today: Day): Asked {
  const read = parameters.safeParse(query)
  if (read.success) {
    const terms = termsOf(read.data, today)
    const faults = termsFaults(terms)
    return isEmpty(faults) ? { terms, compare: read.data.compare } : { faults }
  }
  const unread = faultsOf(read.error)
  return { faults: { ...faultsOfRest(query, unread, today), ...unread } }
}

/** What is wrong with the parameters that could be read, while others could not. */
function faultsOfRest(
  query: Record<string, unknown>,
  unread: FaultsByField,
  today: Day,
): FaultsByField {
  const given = Object.entries(query).filter(([name]) => !(name in unread))
  const read = parameters.safeParse({ ...stand, ...Object.fromEntries(given) })
  if (!read.success) return {}
  const faults = Object.entries(termsFaults(termsOf(read.data, today)))
  const isFree = ([name]: [string, unknown]) =>
    'instalments' in unread && againstCount.includes(name)
  return Object.fromEntries(faults.filter((fault) => !isFree(fault)))
}

/** Stands for a required parameter that could not be read. */
const stand = { principalRupiah: '1000000', ratePct: '0', instalments: '1' }
const againstCount = ['gracePrincipal', 'graceInterest', 'interestFree']

function termsOf(read: z.infer<typeof parameters>, today: Day): LoanTerms {
  const { ratePct, feePct, principalRupiah, instalments, disbursedOn, compare, ...others } = read
  void compare
  return {
    ...plainTerms,
    ...present(others),
    principalRupiah,
    instalments,
    ratePpm: ratePct,
    feePpm: feePct ?? plainTerms.feePpm,
    disbursedOn: disbursedOn ?? today,
  }
}

function isEmpty(faults: FaultsByField): boolean {
  return Object.keys(faults).length === 0
}

/** Only what was given. */
function present<T extends Record<string, unknown>>(values: T) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
