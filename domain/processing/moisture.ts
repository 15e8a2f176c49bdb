/** Hundredths of a per cent in one. */
const wholeBp = 10_000
/** The moisture at which outturns are compared (domain.md section 5). */
export const standardBp = 1_200
/** Green coffee moister than this fails the standard: SNI 01-2907-2008 [G1]. */
export const mostMoistBp = 1_250

/** Per cent as typed, at most two decimals, in hundredths of a per cent. */
export function toBp(pct: number): number {
  return Math.round(pct * 100)
}

/** Hundredths of a per cent in per cent. */
export function toPct(bp: number | null): number | null {
  return bp === null ? null : bp / 100
}

/** Dry mass in whole grams, rounded down: what is left when all water is gone. */
export function dryG(massG: number, moistureBp: number): number {
  return Number((BigInt(massG) * BigInt(wholeBp - moistureBp)) / BigInt(wholeBp))
}

/** Mass brought to 12 % moisture, whole grams: `W12 = W × (1 − m) / 0.88`. */
export function w12G(massG: number, moistureBp: number): number {
  const product = BigInt(massG) * BigInt(wholeBp - moistureBp)
  const divisor = BigInt(wholeBp - standardBp)
  return Number((product * 2n + divisor) / (divisor * 2n))
}

/**
 * Moisture of coffees poured together, weighed by mass and rounded up, so that no dry mass is made;
 * null when that of one is not known.
 */
export function moistureOfMix(
  parts: readonly { massG: number; moistureBp: number | null }[],
): number | null {
  let mass = 0n
  let water = 0n
  for (const part of parts) {
    if (part.moistureBp === null) return null
    mass += BigInt(part.massG)
    water += BigInt(part.massG) * BigInt(part.moistureBp)
  }
  return mass === 0n ? null : Number((water + mass - 1n) / mass)
}
