import type { LoanTerms } from './loan-terms.ts'
import { unitsPerYear } from './period-factors.ts'
import type { Schedule } from './schedule.ts'

/** What a loan truly costs a year, in per cent to two decimals. */
export interface EffectiveRates {
  /** Internal rate per period × periods per year. */
  yearlyPct: number
  /** The same, compounded over the periods of a year. */
  compoundedPct: number
}

/**
 * The internal rate at which the instalments are worth what the borrower got in hand (the loan less
 * the fee, which is paid at once), by periods of equal length. Flat 6 % over 12 months: 10.90,
 * compounded 11.46. Rates are no amounts: they are floats, and rounded to hundredths at the end.
 */
export function effectiveRates(
  terms: LoanTerms,
  { instalments, totals }: Schedule,
): EffectiveRates {
  const inHand = totals.principalRupiah - totals.feeRupiah
  const payments = instalments.map((row) => row.dueRupiah - row.feeRupiah)
  const perPeriod = internalRate(inHand, payments)
  const length = terms.every * (terms.method === 'bullet-harvest' ? terms.instalments : 1)
  const periods = unitsPerYear[terms.unit] / length
  return {
    yearlyPct: hundredths(perPeriod * periods * 100),
    compoundedPct: hundredths(((1 + perPeriod) ** periods - 1) * 100),
  }
}

// Newton's method from zero: the worth of the payments falls and bends upwards as the rate grows, so
// each step from the left stays left of the answer and comes nearer to it.
function internalRate(inHand: number, payments: readonly number[]): number {
  let rate = 0
  for (let step = 0; step < 500; step += 1) {
    const discount = 1 / (1 + rate)
    let [sum, slope] = [0, 0]
    for (let index = payments.length - 1; index >= 0; index -= 1) {
      slope = slope * discount + sum
      sum = sum * discount + payments[index]!
    }
    const fall = discount * discount * (sum + discount * slope)
    const change = (sum * discount - inHand) / fall
    if (!(change > rate * 1e-12 + 1e-15)) break
    rate += change
  }
  return rate
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
