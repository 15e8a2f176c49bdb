export const sieves = ['6.5', '6.0', '5.0', 'pan'] as const
export type Sieve = (typeof sieves)[number]

/** Grams that stayed on each sieve; `pan` is what passed the smallest. */
export type SieveGrams = Partial<Record<Sieve, number>>

export const sizeClasses = ['large', 'medium', 'small', 'mixed'] as const
export type SizeClass = (typeof sizeClasses)[number]

/** At most this share of the mass may pass the sieve that gives a class its name, in percent [G4]. */
const mostPassingPct = 5

/**
 * Size class of arabica (SNI 01-2907-2008 [G4]): large stays on 6.5 mm, medium on 6.0 mm, small on
 * 5.0 mm, each with at most 5 % of the mass passing. Null when nothing was sieved. Grams may have
 * decimals; they are compared in milligrams, so no sum is a float's.
 */
export function sizeClassOf(grams: SieveGrams): SizeClass | null {
  const mass = (sieve: Sieve) => Math.round((grams[sieve] ?? 0) * 1000)
  const total = sieves.reduce((sum, sieve) => sum + mass(sieve), 0)
  if (total === 0) return null
  const passes65 = total - mass('6.5')
  const passes60 = passes65 - mass('6.0')
  const isClass = (passing: number) => passing * 100 <= total * mostPassingPct
  if (isClass(passes65)) return 'large'
  if (isClass(passes60)) return 'medium'
  return isClass(mass('pan')) ? 'small' : 'mixed'
}
