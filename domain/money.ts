import { parseTyped } from './typed-number.ts'

/** Whole rupiah: a safe integer, never a fraction. */
export type Rupiah = number

/** Where half a rupiah goes; all three are mirrored for negative amounts (`up` is away from zero). */
export type Rounding = 'half-up' | 'half-even' | 'up'

const million = 1_000_000n

/**
 * Reads whole rupiah as typed or printed: `1500000`, `1.500.000`, `Rp 1.500.000`, `Rp1.500.000,00`,
 * `Rp 1.500.000,-`. `null` when it is anything else or has a part of a rupiah.
 */
export function parseRupiah(text: string): Rupiah | null {
  const bare = text
    .trim()
    .replace(/^(?:rp\.?|idr)\s*/i, '')
    .replace(/,(?:00|-)$/, '')
  return parseTyped(bare, { dot: 'groups', maxDecimals: 0 })
}

/**
 * Splits a total by weights so that the parts add up to it exactly: each gets its share rounded
 * down, the rupiah left go one by one to the largest remainders (the earlier at a tie). Whole
 * numbers only; throws RangeError on negative or all-zero weights.
 */
export function share(total: Rupiah, weights: readonly number[]): Rupiah[] {
  const parts = weights.map(whole)
  const sum = parts.reduce((a, b) => a + b, 0n)
  if (sum === 0n || parts.some((part) => part < 0n)) {
    throw new RangeError('weights must be zero or more, and one above zero')
  }
  const sign = total < 0 ? -1n : 1n
  const amount = whole(total) * sign
  const shares = parts.map((part) => (amount * part) / sum)
  const remainder = (index: number) => (amount * (parts[index] ?? 0n)) % sum
  const left = Number(amount - shares.reduce((a, b) => a + b, 0n))
  const neediest = [...shares.keys()].sort((a, b) => compare(remainder(b), remainder(a)) || a - b)
  for (const index of neediest.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n
  return shares.map((part) => rupiah(part * sign))
}

/**
 * An amount times a rate in whole parts per million (6 % is 60_000), rounded to whole rupiah.
 * Throws RangeError when either is not a whole number or the result is not a safe one.
 */
export function multiplyPpm(amount: Rupiah, ppm: number, rounding: Rounding): Rupiah {
  const product = whole(amount) * whole(ppm)
  const size = product < 0n ? -product : product
  const down = size / million
  const rest = size % million
  const up = down + (roundsUp(rest, down, rounding) ? 1n : 0n)
  return rupiah(product < 0n ? -up : up)
}

function roundsUp(rest: bigint, down: bigint, rounding: Rounding): boolean {
  if (rounding === 'up') return rest > 0n
  if (rest * 2n === million) return rounding === 'half-up' || down % 2n === 1n
  return rest * 2n > million
}

function whole(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe whole number: ${value}`)
  return BigInt(value)
}

function rupiah(value: bigint): Rupiah {
  const amount = Number(value)
  if (!Number.isSafeInteger(amount)) throw new RangeError('the amount is too large')
  return amount
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
