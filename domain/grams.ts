/**
 * Kilograms as typed (at most two decimals, see `parseTyped`) in whole grams, the unit in which
 * weights are kept and added. Throws RangeError for what is not a number or too large to be exact.
 */
export function toGrams(kg: number): number {
  const grams = Math.round(kg * 1000)
  if (!Number.isSafeInteger(grams)) throw new RangeError(`not a weight: ${kg} kg`)
  return grams
}

/** Whole grams in kilograms. */
export function toKg(grams: number): number {
  return grams / 1000
}
