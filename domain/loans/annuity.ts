import type { Rounding, Rupiah } from '../money.ts'
import type { Factor } from './period-factors.ts'
import { divideToMultiple } from './rounding.ts'

const one = 10n ** 36n
const fine = 10n ** 12n

/**
 * The equal instalment that pays off a loan over periods of any length:
 * principal ÷ Σ Π 1 / (1 + factor), rounded to a multiple. The sum is kept to 36 decimals, and the
 * payment is first read to 12 of them, so that what is truly a half or a whole rupiah is seen as one.
 */
export function equalInstalment(
  principal: Rupiah,
  factors: readonly Factor[],
  multiple: number,
  rounding: Rounding,
): Rupiah {
  const sum = discountSum(factors)
  const scaled = BigInt(principal) * one * fine
  const payment = (scaled * 2n + sum) / (sum * 2n)
  return divideToMultiple(payment, fine, multiple, rounding)
}

/** What one rupiah at the end of each period is worth at the beginning, added up; one is 10^36. */
function discountSum(factors: readonly Factor[]): bigint {
  let [worth, sum] = [one, 0n]
  let [last, den, denAndNum]: [Factor | null, bigint, bigint] = [null, 1n, 1n]
  for (const factor of factors) {
    if (factor !== last) {
      den = BigInt(factor.den)
      denAndNum = BigInt(factor.den + factor.num)
      last = factor
    }
    worth = (worth * den) / denAndNum
    sum += worth
  }
  return sum
}
