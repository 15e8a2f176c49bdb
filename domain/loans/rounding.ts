import type { Rounding } from '../money.ts'

/**
 * `amount × num / den` in whole numbers, rounded. All are zero or more, `den` above zero. The
 * product goes through BigInt where it passes 2^53, so that the result is exact at any size.
 */
export function multiplyRatio(amount: number, num: number, den: number, mode: Rounding): number {
  const product = amount * num
  if (product <= Number.MAX_SAFE_INTEGER) return divide(product, den, mode)
  return Number(divideBig(BigInt(amount) * BigInt(num), BigInt(den), mode))
}

/** `num / den`, rounded to a multiple of `multiple`. */
export function divideToMultiple(
  num: bigint,
  den: bigint,
  multiple: number,
  mode: Rounding,
): number {
  return Number(divideBig(num, den * BigInt(multiple), mode)) * multiple
}

function divide(product: number, den: number, mode: Rounding): number {
  const rest = product % den
  const down = (product - rest) / den
  if (rest === 0) return down
  if (mode === 'up') return down + 1
  if (rest * 2 === den) return mode === 'half-up' || down % 2 === 1 ? down + 1 : down
  return rest * 2 > den ? down + 1 : down
}

function divideBig(product: bigint, den: bigint, mode: Rounding): bigint {
  const rest = product % den
  const down = product / den
  if (rest === 0n) return down
  if (mode === 'up') return down + 1n
  if (rest * 2n === den) return mode === 'half-up' || down % 2n === 1n ? down + 1n : down
  return rest * 2n > den ? down + 1n : down
}
