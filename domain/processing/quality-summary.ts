import { sniGrades, type SniGrade } from './sni-grade.ts'

/** A tested lot as it is compared with others. */
export interface TestedLot {
  season: number
  grade: SniGrade
  /** Sum of defect values in twentieths. */
  twentieths: number
  /** Mean of its latest cupping; null while it was not tasted. */
  cupScore: number | null
}

/** Lots that have something in common, and how good they were. */
export interface QualityGroup {
  key: string
  tests: number
  /** Mean sum of defect values on 300 g, one decimal. */
  meanDefects: number
  /** Share in grades 1 and 2, per cent. */
  goodPct: number
  /** Mean cupping score, two decimals; null where none was tasted. */
  meanCup: number | null
  seasons: { season: number; tests: number; meanDefects: number }[]
}

/** With fewer tests than these, a group is shown but not compared (U). */
const leastTests = 3

/** Lots by what `keysOf` says of them, the fewest defects first; a lot may stand in several groups. */
export function groupQuality<T extends TestedLot>(
  lots: readonly T[],
  keysOf: (lot: T) => readonly string[],
): QualityGroup[] {
  const byKey = new Map<string, T[]>()
  for (const lot of lots)
    for (const key of new Set(keysOf(lot))) byKey.set(key, [...(byKey.get(key) ?? []), lot])
  return [...byKey]
    .map(([key, own]) => groupOf(key, own))
    .sort((a, b) => a.meanDefects - b.meanDefects || b.tests - a.tests)
}

function groupOf(key: string, own: readonly TestedLot[]): QualityGroup {
  const cups = own.map(({ cupScore }) => cupScore).filter((score) => score !== null)
  const bySeason = [...Map.groupBy(own, ({ season }) => season)].sort(([a], [b]) => a - b)
  return {
    key,
    tests: own.length,
    meanDefects: meanDefects(own),
    goodPct: Math.round((own.filter(isGood).length * 100) / own.length),
    meanCup: cups.length === 0 ? null : Math.round((sumOf(cups) * 100) / cups.length) / 100,
    seasons: bySeason.map(([season, each]) => ({
      ...{ season, tests: each.length, meanDefects: meanDefects(each) },
    })),
  }
}

const isGood = ({ grade }: TestedLot) => grade === '1' || grade === '2'
const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0)

function meanDefects(lots: readonly TestedLot[]): number {
  return Math.round((sumOf(lots.map(({ twentieths }) => twentieths)) * 10) / 20 / lots.length) / 10
}

/** How much better the best group of a kind is than the worst, of those with tests enough. */
export function gapOf(
  groups: readonly QualityGroup[],
): { best: QualityGroup; worst: QualityGroup; points: number } | null {
  const enough = groups.filter(({ tests }) => tests >= leastTests)
  const [best, worst] = [enough[0], enough.at(-1)]
  if (!best || !worst || best === worst) return null
  const points = Math.round((worst.meanDefects - best.meanDefects) * 10) / 10
  return points > 0 ? { best, worst, points } : null
}

/** Tests by season and grade. */
export function gradesBySeason(lots: readonly TestedLot[], seasons: readonly number[]) {
  return seasons.map((season) => {
    const own = lots.filter((lot) => lot.season === season)
    const counts = sniGrades.map((grade) => own.filter((lot) => lot.grade === grade).length)
    return { season, tests: own.length, counts }
  })
}

/** Steps of height from low to high; `unknown` stands first. */
export const altitudeBands: readonly string[] = [
  'unknown',
  'below-1000',
  '1000-1199',
  '1200-1399',
  'from-1400',
]

/** The height of a garden in steps in which coffee differs (U). */
export function altitudeBand(altitudeM: number | null): string {
  if (altitudeM === null) return 'unknown'
  if (altitudeM < 1000) return 'below-1000'
  if (altitudeM < 1200) return '1000-1199'
  return altitudeM < 1400 ? '1200-1399' : 'from-1400'
}
