/**
 * The twenty defects of SNI 01-2907-2008 table 3 [G2][G3] with their value in twentieths of a
 * defect: every value of the table is a multiple of 1/20, so whole numbers hold every sum exactly.
 * No. 16 (more than one hole) is 1/5, not 1/2, as the grader app of [G13] had to learn.
 */
export const defectTwentieths = {
  black: 20,
  'partly-black': 10,
  'broken-black': 10,
  cherry: 20,
  brown: 5,
  'husk-large': 20,
  'husk-medium': 10,
  'husk-small': 4,
  'in-parchment': 10,
  'parchment-large': 10,
  'parchment-medium': 4,
  'parchment-small': 2,
  broken: 4,
  immature: 4,
  'one-hole': 2,
  'more-holes': 4,
  spotted: 2,
  'foreign-large': 100,
  'foreign-medium': 40,
  'foreign-small': 20,
} as const

export type DefectCode = keyof typeof defectTwentieths
export const defectCodes = Object.keys(defectTwentieths) as DefectCode[]

/** Pieces counted on the sample of 300 g, by defect; a bean with several counts once, at its worst. */
export type DefectCounts = Partial<Record<DefectCode, number>>

/** The sum of the defect values in twentieths. */
export function totalTwentieths(counts: DefectCounts): number {
  return defectCodes.reduce((sum, code) => sum + (counts[code] ?? 0) * defectTwentieths[code], 0)
}

/** Twentieths as a decimal text with two places: 231 is 11.55. */
export function twentiethsText(twentieths: number): string {
  const hundredths = twentieths * 5
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
