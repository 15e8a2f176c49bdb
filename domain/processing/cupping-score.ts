export const cuppingForms = ['sca-2004', 'cva'] as const
export type CuppingForm = (typeof cuppingForms)[number]

/** Attributes scored 6.00 to 10.00 in steps of 0.25, in the order of the form [G10]. */
export const attributes = [
  'fragrance',
  'flavour',
  'aftertaste',
  'acidity',
  'body',
  'balance',
  'overall',
] as const
export type Attribute = (typeof attributes)[number]

/** Attributes counted in cups that are right, of five; two points a cup (U). */
export const cupCounts = ['uniformCups', 'cleanCups', 'sweetCups'] as const

export const cupsPerSample = 5
/** From this score on a coffee is specialty [G11][G12]. */
export const specialtyFrom = 80

/** One cupper's sheet of one sample; attributes in quarter points, so every sum is whole. */
export interface CuppingSheet {
  quarters: Record<Attribute, number>
  uniformCups: number
  cleanCups: number
  sweetCups: number
  taintCups: number
  faultCups: number
}

/** A score of the form in quarter points; null when it is not on the scale. */
export function quartersOf(score: number): number | null {
  const quarters = score * 4
  return Number.isInteger(quarters) && quarters >= 24 && quarters <= 40 ? quarters : null
}

/**
 * The final score in quarter points by the SCA form of 2004 [G10][G11]: seven attributes, two
 * points for each even, clean and sweet cup, less 2 for each tainted and 4 for each faulty cup.
 */
export function finalQuarters(sheet: CuppingSheet): number {
  const tasted = attributes.reduce((sum, attribute) => sum + sheet.quarters[attribute], 0)
  const cups = (sheet.uniformCups + sheet.cleanCups + sheet.sweetCups) * 2 * 4
  return tasted + cups - (sheet.taintCups * 2 + sheet.faultCups * 4) * 4
}

/** What several cuppers say of one sample: mean to two decimals, greatest less least, who stands apart. */
export function panelOf(quarters: readonly number[]): {
  finalScore: number | null
  spread: number | null
  isOutlier: boolean[]
} {
  if (quarters.length === 0) return { finalScore: null, spread: null, isOutlier: [] }
  const sum = quarters.reduce((total, each) => total + each, 0)
  const finalScore = Math.round((sum * 25) / quarters.length) / 100
  const spread = (Math.max(...quarters) - Math.min(...quarters)) / 4
  const middle = medianOf(quarters)
  return { finalScore, spread, isOutlier: quarters.map((each) => isApart(each, middle)) }
}

/** More than two points from the panel's median is looked at again (U). */
const apartQuarters = 8

function isApart(quarters: number, middle: number): boolean {
  return Math.abs(quarters - middle) > apartQuarters
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (!Number.isInteger(half)) return sorted[Math.floor(half)]!
  return (sorted[half - 1]! + sorted[half]!) / 2
}
