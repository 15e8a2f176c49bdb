import type { Day } from '../dates.ts'
import type { Rounding, Rupiah } from '../money.ts'

/** How a loan is paid back (service.md section 6). */
export const repaymentMethods = [
  'annuity',
  'flat',
  'equal-principal',
  'bullet-harvest',
  'seasonal',
] as const
export type RepaymentMethod = (typeof repaymentMethods)[number]

export const periodUnits = ['month', 'week', 'day'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** `same`: a period is a whole one whatever the calendar says; `daily`: its days are counted. */
export const interestPeriods = ['same', 'daily'] as const
export type InterestPeriod = (typeof interestPeriods)[number]

export const dayCounts = ['30/360', 'act/360', 'act/365', 'act/act'] as const
export type DayCount = (typeof dayCounts)[number]

export const roundings = ['half-up', 'half-even', 'up'] as const satisfies readonly Rounding[]

/** What a schedule is drawn up from. Rates are whole parts per million: 6 % a year is 60_000. */
export interface LoanTerms {
  principalRupiah: Rupiah
  ratePpm: number
  method: RepaymentMethod
  /** How many periods; with `bullet-harvest` they make one period of `every` × `instalments` units. */
  instalments: number
  every: number
  unit: PeriodUnit
  interestPeriod: InterestPeriod
  dayCount: DayCount
  disbursedOn: Day
  /** The day of the first instalment; null: one period after `disbursedOn`. */
  firstDueOn: Day | null
  /** Periods at the beginning in which no principal is paid. */
  gracePrincipal: number
  /** Periods at the beginning whose interest is kept and due with the first instalment after them. */
  graceInterest: number
  /** Periods at the beginning that cost no interest at all. */
  interestFree: number
  /** Instalments are rounded to a multiple of so many rupiah. */
  roundTo: number
  /** How interest, instalments and fee are rounded. */
  rounding: Rounding
  /** The fee at disbursement, in parts per million of the loan. */
  feePpm: number
  /** `seasonal` only: the months (1 to 12) in which principal is paid. */
  harvestMonths?: readonly number[]
}

/**
 * The three months in which most of the arabica cherry is sold, at the height of the season of May
 * to September (domain.md section 5): `seasonal` loans pay their principal then.
 */
export const harvestMonths: readonly number[] = [6, 7, 8]

/** What stands unless somebody says otherwise: a monthly annuity, whole rupiah, no grace, no fee. */
export const plainTerms = {
  method: 'annuity',
  every: 1,
  unit: 'month',
  interestPeriod: 'same',
  dayCount: '30/360',
  firstDueOn: null,
  gracePrincipal: 0,
  graceInterest: 0,
  interestFree: 0,
  roundTo: 1,
  rounding: 'half-up',
  feePpm: 0,
} as const satisfies Partial<LoanTerms>
