import type { Month } from '../dates.ts'
import { issueKinds, type IssueKind } from './kinds.ts'

/** One summary as the overview adds it up. */
export interface SummaryPart {
  districtCode: string
  officerId: unknown
  officerName: string | null
  month: Month
  planned: number
  kept: number
  missed: number
  done: number
  borerVisits: number
  borerHundredths: number
  rustVisits: number
  rustHundredths: number
  issues: Partial<Record<IssueKind, number>>
}

const sum = (parts: readonly SummaryPart[], of: (part: SummaryPart) => number) =>
  parts.reduce((total, part) => total + of(part), 0)

/** Plans kept and missed, visits made, and the share of plans that was kept, whole per cent. */
export function countsOf(parts: readonly SummaryPart[]) {
  const [planned, kept, missed, done] = [
    sum(parts, (part) => part.planned),
    sum(parts, (part) => part.kept),
    sum(parts, (part) => part.missed),
    sum(parts, (part) => part.done),
  ]
  return {
    planned,
    kept,
    missed,
    done,
    keptPct: planned > 0 ? Math.round((kept / planned) * 100) : null,
  }
}

/** Visits in which each kind of thing was amiss, most first; kinds that were never found are left out. */
export function issuesIn(parts: readonly SummaryPart[]): { kind: IssueKind; visits: number }[] {
  return issueKinds
    .map((kind) => ({ kind, visits: sum(parts, (part) => part.issues[kind] ?? 0) }))
    .filter(({ visits }) => visits > 0)
    .sort((a, b) => b.visits - a.visits)
}

/** Mean share of trees with borer and with rust, per cent with one decimal; null where nobody looked. */
export function pestsIn(parts: readonly SummaryPart[]) {
  const mean = (hundredths: number, visits: number) =>
    visits > 0 ? Math.round(hundredths / visits / 10) / 10 : null
  return {
    borerPct: mean(
      sum(parts, (part) => part.borerHundredths),
      sum(parts, (part) => part.borerVisits),
    ),
    rustPct: mean(
      sum(parts, (part) => part.rustHundredths),
      sum(parts, (part) => part.rustVisits),
    ),
  }
}

/** The months of a year, up to `lastMonth` in the running one. */
export function monthsOfYear(year: number, lastMonth: Month): Month[] {
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
  return months.filter((month) => month <= lastMonth || !lastMonth.startsWith(String(year)))
}
