import { addDays, addMonths, type Day } from '../dates.ts'
import type { LoanTerms, PeriodUnit } from './loan-terms.ts'

/** The day `count` units after another; months clamp to their last day. */
export function addUnits(day: Day, count: number, unit: PeriodUnit): Day {
  if (unit === 'month') return addMonths(day, count)
  return addDays(day, unit === 'week' ? count * 7 : count)
}

/**
 * The due days of a loan, counted from `firstDueOn`, else from `disbursedOn`, so that their day of
 * the month is kept: 31 January, 28 February, 31 March. One day with `bullet-harvest`.
 * @throws {RangeError} when a day lies beyond the year 9999
 */
export function dueDays(terms: LoanTerms): Day[] {
  const { disbursedOn, firstDueOn, unit, instalments, every } = terms
  const start = firstDueOn ?? disbursedOn
  const ahead = firstDueOn === null ? 1 : 0
  if (terms.method === 'bullet-harvest') return [addUnits(start, ahead * every * instalments, unit)]
  return Array.from({ length: instalments }, (_, index) =>
    addUnits(start, (index + ahead) * every, unit),
  )
}
