import { monthOf, type Day, type Month } from '../dates.ts'
import type { IssueKind } from './kinds.ts'
import type { VisitStatus } from './status.ts'

/** What the totals need to know of a visit. */
export interface CountedVisit {
  status: VisitStatus
  plannedOn: Day | null
  visitedOn: Day | null
  issues: readonly IssueKind[]
  /** Per cent, at most two decimals. */
  borerPct: number | null
  rustPct: number | null
}

/** Counts by the field of the summary; `issues.borer` and the like are nested. */
export type Counted = Record<string, number>

/**
 * What a visit adds to the totals: to the month it was planned for, and to the month in which it was
 * made. A cancelled plan counts nowhere.
 */
export function sharesOf(visit: CountedVisit): { month: Month; counts: Counted }[] {
  const shares: { month: Month; counts: Counted }[] = []
  if (visit.plannedOn && visit.status !== 'cancelled') {
    const counts: Counted = { planned: 1 }
    if (visit.visitedOn) counts['kept'] = 1
    if (visit.status === 'missed') counts['missed'] = 1
    shares.push({ month: monthOf(visit.plannedOn), counts })
  }
  if (visit.visitedOn) {
    const counts: Counted = { done: 1 }
    for (const issue of visit.issues) counts[`issues.${issue}`] = 1
    if (visit.borerPct !== null) {
      counts['borerVisits'] = 1
      counts['borerHundredths'] = Math.round(visit.borerPct * 100)
    }
    if (visit.rustPct !== null) {
      counts['rustVisits'] = 1
      counts['rustHundredths'] = Math.round(visit.rustPct * 100)
    }
    shares.push({ month: monthOf(visit.visitedOn), counts })
  }
  return shares
}
