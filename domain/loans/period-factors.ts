import type { Day } from '../dates.ts'
import { yearPart, type YearPart } from './day-count.ts'
import { addUnits } from './due-days.ts'
import type { LoanTerms, PeriodUnit } from './loan-terms.ts'

/** Interest of one period for one rupiah, as an exact ratio of whole numbers. */
export type Factor = YearPart

const million = 1_000_000
const free: Factor = { num: 0, den: 1 }
/** Periods of one unit in a year, for interest that does not count days. */
export const unitsPerYear: Record<PeriodUnit, number> = { month: 12, week: 52, day: 365 }

/**
 * What each period costs: the yearly rate times the part of a year that it lasts, zero while the
 * loan is free of interest. With `same` that part is `every` × months / 12, weeks / 52 or days / 365
 * whatever the calendar says; with `daily` it is counted between the due days.
 */
export function periodFactors(terms: LoanTerms, due: readonly Day[]): Factor[] {
  const { ratePpm, every, unit, interestFree } = terms
  if (terms.method === 'bullet-harvest') return [wholeTerm(terms, due[0]!)]
  const whole = factor(ratePpm, { num: every, den: unitsPerYear[unit] })
  return due.map((day, index) => {
    if (index < interestFree) return free
    if (terms.interestPeriod === 'same') return whole
    return factor(ratePpm, yearPart(due[index - 1] ?? terms.disbursedOn, day, terms.dayCount))
  })
}

/** A bullet pays once for all its periods, but for those that are free of interest. */
function wholeTerm(terms: LoanTerms, due: Day): Factor {
  const { ratePpm, every, unit, instalments, interestFree } = terms
  if (interestFree >= instalments) return free
  if (terms.interestPeriod === 'same') {
    return factor(ratePpm, { num: every * (instalments - interestFree), den: unitsPerYear[unit] })
  }
  const from = addUnits(terms.disbursedOn, every * interestFree, unit)
  return from < due ? factor(ratePpm, yearPart(from, due, terms.dayCount)) : free
}

// in lowest terms, so that most products stay below 2^53
function factor(ratePpm: number, part: YearPart): Factor {
  const num = ratePpm * part.num
  if (num === 0) return free
  const den = million * part.den
  const common = greatestCommonDivisor(num, den)
  return { num: num / common, den: den / common }
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
