import {
  defectCodes,
  defectTwentieths,
  totalTwentieths,
  twentiethsText,
  type DefectCode,
  type DefectCounts,
} from './sni-defects.ts'

export const sniGrades = ['1', '2', '3', '4', '5', '6', 'outside'] as const
export type SniGrade = (typeof sniGrades)[number]

/**
 * The most defects of each grade (SNI 01-2907-2008 [G2][G3][G6]). The standard writes whole ranges
 * (12 to 25) though totals have fractions; upper bounds are strict here, so 11.05 is grade 2.
 * Arabica's grade 4 is not divided into 4a and 4b: that is robusta.
 */
const upperBounds: [SniGrade, number][] = [
  ['1', 11],
  ['2', 25],
  ['3', 44],
  ['4', 80],
  ['5', 150],
  ['6', 225],
]

/** The general requirements, by the name of the field that holds each. */
const requirements = ['moisturePct', 'impurityPct', 'liveInsects', 'badSmell'] as const
export type Requirement = (typeof requirements)[number]

/** What is measured beside the counts; null where it was not. Shares in hundredths of a percent. */
export interface GeneralFindings {
  moistureHundredths: number | null
  impurityHundredths: number | null
  hasLiveInsects: boolean | null
  hasBadSmell: boolean | null
}

/** Greatest water content, 12.5 %, and greatest share of dirt, 0.5 % of the mass [G1]. */
const mostMoistureHundredths = 1250
const mostImpurityHundredths = 50

/** One defect's part of the total, and what the lot would be without it. */
export interface DefectCost {
  code: DefectCode
  count: number
  /** Values of one piece and of all, as texts with two decimals. */
  value: string
  total: string
  /** The grade if all of these were sorted out and the rest stayed. */
  gradeWithout: SniGrade
}

export interface SniResult {
  /** The sum of the defect values, a text with two decimals. */
  defects: string
  grade: SniGrade
  failed: Requirement[]
  /** Only what was found, the dearest first. */
  perDefect: DefectCost[]
}

/** The grade of a total of defect values in twentieths. */
export function gradeOfTotal(twentieths: number): SniGrade {
  return upperBounds.find(([, most]) => twentieths <= most * 20)?.[0] ?? 'outside'
}

/** Which general requirements a sample fails; what was not measured is not judged. */
function failedRequirements(findings: GeneralFindings): Requirement[] {
  const isFailed: Record<Requirement, boolean> = {
    moisturePct: (findings.moistureHundredths ?? 0) > mostMoistureHundredths,
    impurityPct: (findings.impurityHundredths ?? 0) > mostImpurityHundredths,
    liveInsects: findings.hasLiveInsects === true,
    badSmell: findings.hasBadSmell === true,
  }
  return requirements.filter((requirement) => isFailed[requirement])
}

/**
 * Grades a sample of 300 g by SNI 01-2907-2008: a lot that fails a general requirement is outside,
 * whatever its defects [G1].
 */
export function gradeSample(counts: DefectCounts, findings: GeneralFindings): SniResult {
  const total = totalTwentieths(counts)
  const failed = failedRequirements(findings)
  const grade = failed.length > 0 ? 'outside' : gradeOfTotal(total)
  const perDefect = defectCodes
    .filter((code) => (counts[code] ?? 0) > 0)
    .map((code) => ({ code, count: counts[code]!, cost: counts[code]! * defectTwentieths[code] }))
    .toSorted((a, b) => b.cost - a.cost)
    .map(({ code, count, cost }) => ({
      code,
      count,
      value: twentiethsText(defectTwentieths[code]),
      total: twentiethsText(cost),
      gradeWithout: gradeOfTotal(total - cost),
    }))
  return { defects: twentiethsText(total), grade, failed, perDefect }
}

/** The first defect whose sorting out would bring a better grade, dearest first; null when none. */
export function bestSorting({ grade, failed, perDefect }: SniResult): DefectCost | null {
  if (failed.length > 0) return null
  const rank = (each: SniGrade) => sniGrades.indexOf(each)
  return perDefect.find(({ gradeWithout }) => rank(gradeWithout) < rank(grade)) ?? null
}
