import type { PlotAdvice, Remedy } from '../visits/plot-advice.ts'
import { massOf } from './composition.ts'
import { defectCodes, defectTwentieths, type DefectCode, type DefectCounts } from './sni-defects.ts'

/**
 * Defects that come from garden and picking, by what helps against them: immature beans were picked
 * green, black ones overripe or from the ground, holes are the borer's; earth and twigs come in with
 * the cherry. What machines break is the unit's own business (U).
 */
export const remedyOf: Partial<Record<DefectCode, Remedy>> = {
  immature: 'pick-red',
  black: 'pick-in-time',
  'partly-black': 'pick-in-time',
  'broken-black': 'pick-in-time',
  'one-hole': 'borer',
  'more-holes': 'borer',
  'foreign-large': 'keep-clean',
  'foreign-medium': 'keep-clean',
  'foreign-small': 'keep-clean',
}

/** A garden that gave less than a tenth of a lot is not judged by it. */
const leastShare = 0.1

/** What helps against the defects of a sample that come from the garden, the dearest first. */
export function remediesFor(counts: DefectCounts): PlotAdvice['remedies'] {
  const sums = new Map<Remedy, { count: number; cost: number }>()
  for (const code of defectCodes) {
    const [remedy, count] = [remedyOf[code], counts[code] ?? 0]
    if (!remedy || count === 0) continue
    const sum = sums.get(remedy) ?? { count: 0, cost: 0 }
    const cost = sum.cost + count * defectTwentieths[code]
    sums.set(remedy, { count: sum.count + count, cost })
  }
  return [...sums]
    .sort(([, a], [, b]) => b.cost - a.cost)
    .map(([remedy, { count }]) => ({ remedy, count }))
}

/** What a test says to the next visit of each garden that gave at least a tenth of the lot. */
export function gardenAdvice<Id>(
  lot: { number: string; composition: readonly { plotId: Id; massG: number }[] },
  test: { sampledOn: string; grade: string; defects: string; defectCounts: DefectCounts },
): { plotId: Id; advice: PlotAdvice }[] {
  const whole = massOf(lot.composition)
  const { sampledOn: on, grade, defects } = test
  return lot.composition
    .filter(({ massG }) => massG >= whole * leastShare && massG > 0)
    .map(({ plotId, massG }) => ({
      plotId,
      advice: {
        ...{ on, lotNumber: lot.number, grade, defects },
        sharePct: Math.round((massG * 100) / whole),
        remedies: remediesFor(test.defectCounts),
      },
    }))
}
