import { monthNumber, yearOf, type Day } from '../dates.ts'

export const harvestForms = ['cherry-red', 'cherry-mixed', 'cherry-dry'] as const
export type HarvestForm = (typeof harvestForms)[number]

/** A figure that is known only between two bounds. */
export interface Band {
  min: number
  max: number
}

/** Fresh cherry in a season above which the service asks, and above which it refuses: kg/ha (U). */
export const highCherryKgPerHa = 8_000
export const impossibleCherryKgPerHa = 15_000

/**
 * Fresh cherry that gardens of the programme give in a season, kg/ha: from 1,400 (2022) and 1,950
 * (2023) [E1] to 4,000 to 5,000 in good gardens [E5]; Bondowoso's mean of 514 kg green/ha in 2025
 * [A16] (D) lies in the middle, at about 3,000.
 */
export const expectedCherryKgPerHa: Band = { min: 1_400, max: 5_000 }

/**
 * Green coffee at 12 % moisture from one kilogram: fresh cherry 0.14 to 0.20 [E5][E7], cherry dried
 * whole (natural) 0.45 to 0.55 (U).
 */
export const greenPerKg: Readonly<Record<HarvestForm, Band>> = {
  'cherry-red': { min: 0.14, max: 0.2 },
  'cherry-mixed': { min: 0.14, max: 0.2 },
  'cherry-dry': { min: 0.45, max: 0.55 },
}

/**
 * Kilograms of fresh cherry that one kilogram of dried cherry was, for counting a season together.
 * 50/17, from the middles of the two bands above (0.50 green against 0.17): 2.94 (U).
 */
export const freshPerDriedCherry = 50 / 17

/** A weight as picked in whole grams of fresh cherry. */
export function freshCherryG(form: HarvestForm, weightG: number): number {
  return form === 'cherry-dry' ? Math.round(weightG * freshPerDriedCherry) : weightG
}

/** The fresh cherry of several harvests together, in whole grams. */
export function sumFreshCherryG(
  harvests: readonly { form: HarvestForm; weightG: number }[],
): number {
  return harvests.reduce((sum, { form, weightG }) => sum + freshCherryG(form, weightG), 0)
}

/** The green coffee that a harvest will give, in whole grams: a band, not one false figure. */
export function greenBandG(form: HarvestForm, weightG: number): Band {
  const { min, max } = greenPerKg[form]
  return { min: Math.round(weightG * min), max: Math.round(weightG * max) }
}

/** The green coffee of several harvests together, in whole grams. */
export function sumGreenBandG(harvests: readonly { form: HarvestForm; weightG: number }[]): Band {
  const bands = harvests.map(({ form, weightG }) => greenBandG(form, weightG))
  return {
    min: bands.reduce((sum, band) => sum + band.min, 0),
    max: bands.reduce((sum, band) => sum + band.max, 0),
  }
}

/** Whole kilograms of fresh cherry per hectare. */
export function cherryKgPerHa(cherryG: number, areaHa: number): number {
  return Math.round(cherryG / 1000 / areaHa)
}

/** How a plot's fresh cherry in a season stands: `ask` above 8 t/ha, `refuse` above 15 t/ha. */
export function judgeYield(seasonCherryG: number, areaHa: number): 'fine' | 'ask' | 'refuse' {
  // 1 kg/ha is 0.1 g/m²; in whole numbers, so that exactly 8 t/ha is not above 8 t/ha
  const squareMetres = Math.round(areaHa * 10_000)
  const isAbove = (kgPerHa: number) => seasonCherryG * 10 > kgPerHa * squareMetres
  if (isAbove(impossibleCherryKgPerHa)) return 'refuse'
  return isAbove(highCherryKgPerHa) ? 'ask' : 'fine'
}

/** Where a season's yield lies against the expected band. */
export function againstExpected(kgPerHa: number): 'below' | 'within' | 'above' {
  if (kgPerHa < expectedCherryKgPerHa.min) return 'below'
  return kgPerHa > expectedCherryKgPerHa.max ? 'above' : 'within'
}

/** The season of a harvest: the calendar year in which it ended (domain.md section 5). */
export function seasonOf(harvestedTo: Day): number {
  return yearOf(harvestedTo)
}

/** Whether any day of the harvest lies outside May to October [E1][E2][B6], the tail (U). */
export function isOffSeason(harvestedFrom: Day, harvestedTo: Day): boolean {
  const isInSeason = (day: Day) => monthNumber(day) >= 5 && monthNumber(day) <= 10
  return (
    yearOf(harvestedFrom) !== yearOf(harvestedTo) ||
    !isInSeason(harvestedFrom) ||
    !isInSeason(harvestedTo)
  )
}
