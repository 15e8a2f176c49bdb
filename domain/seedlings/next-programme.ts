import { share } from '../money.ts'
import { alivePct } from './overview.ts'

/** From which share of living trees on a farmer is proposed; editable reference data, per cent. */
export interface NextNorm {
  againPct: number
  replacePct: number
}
/** Usual thresholds (U). */
export const usualNextNorm: NextNorm = { againPct: 80, replacePct: 50 }

/** Fewer plants than this, counted at twelve months, say nothing about a whole regency (U). */
export const leastCounted = 30

/** What the last programme gave to a regency or of a variety, and what lived of it at twelve months. */
export interface Earlier {
  key: string
  decreed: number
  counted12: number
  alive12: number
}

export interface QuotaProposal {
  key: string
  quantity: number
  survivalPct: number | null
  /** Why: by its own survival, by the mean for want of counts, or nothing as nothing was decreed. */
  code: 'lived' | 'not-counted' | 'nothing-decreed'
}

/**
 * Shares a new quantity by what the last programme decreed, weighed by the share that lived at
 * twelve months; where too few were counted the mean of all stands in. The parts add up to the
 * quantity. Nothing at all when nothing was decreed anywhere.
 */
export function proposeQuotas(earlier: readonly Earlier[], quantity: number): QuotaProposal[] {
  const counted = earlier.reduce((sum, each) => sum + each.counted12, 0)
  const lived = earlier.reduce((sum, each) => sum + each.alive12, 0)
  const mean = alivePct(lived, counted) ?? 100
  const proposals = earlier.map((each) => {
    const survivalPct =
      each.counted12 < leastCounted ? null : alivePct(each.alive12, each.counted12)
    // hundredths of a per cent, so that the weights are whole
    const weight = each.decreed * Math.round((survivalPct ?? mean) * 100)
    const isCounted = survivalPct !== null
    const code = each.decreed === 0 ? 'nothing-decreed' : isCounted ? 'lived' : 'not-counted'
    return { key: each.key, survivalPct, code: code as QuotaProposal['code'], weight }
  })
  const weights = proposals.map(({ weight }) => weight)
  const parts = weights.some((weight) => weight > 0) ? share(quantity, weights) : []
  return proposals.map(({ key, survivalPct, code }, index) => ({
    ...{ key, survivalPct, code },
    quantity: parts[index] ?? 0,
  }))
}

/** Again with as many plants, only to replace the dead, first look into the causes, or wait for counts. */
export const farmerDecisions = ['again', 'replace', 'look', 'wait'] as const
export type FarmerDecision = (typeof farmerDecisions)[number]

/** What a farmer's plants of the last programme came to. */
export interface FarmerPast {
  planted: number
  counted12: number
  alive12: number
}

/** How many plants a decision stands for; whole plants. */
export function plantsFor(decision: FarmerDecision, past: FarmerPast): number {
  if (decision === 'again') return past.planted
  return decision === 'replace' ? past.counted12 - past.alive12 : 0
}

/** What the rule proposes for a farmer, by the share of his plants that lived at twelve months. */
export function proposeFarmer(past: FarmerPast, norm: NextNorm) {
  const survivalPct = alivePct(past.alive12, past.counted12)
  const decision: FarmerDecision =
    survivalPct === null
      ? 'wait'
      : survivalPct >= norm.againPct
        ? 'again'
        : survivalPct >= norm.replacePct
          ? 'replace'
          : 'look'
  return { decision, survivalPct, quantity: plantsFor(decision, past) }
}
