import { PromiseSummaryModel } from '../models/promise-summary.ts'
import { RegistrySummaryModel } from '../models/registry-summary.ts'
import { SeasonSummaryModel } from '../models/season-summary.ts'
import { today } from './clock.ts'
import { addMonths, monthOf } from './dates.ts'

/** Figures of the whole programme for everybody; they hold nobody's name. */
export interface PublicFigures {
  year: number
  farmers: number
  regencies: number
  groups: number
  areaHa: number
  mappedPlots: number
  cherryT: number
  confirmedPct: number | null
  /** Mean calendar days from sending to decision of the last twelve months; null without any. */
  decisionDays: number | null
}

let kept: { at: number; figures: PublicFigures } | null = null
// the front page is asked for most; its figures may be a minute old
const keepMs = 60_000

/** The figures of the front page, added up from the totals of groups. */
export async function readPublicFigures(): Promise<PublicFigures> {
  if (kept && Date.now() - kept.at < keepMs) return kept.figures
  const year = Number(today().slice(0, 4))
  const [registry, season, decisions] = await Promise.all([
    RegistrySummaryModel.find().lean(),
    SeasonSummaryModel.find({ season: year }).lean(),
    PromiseSummaryModel.find({ step: 'whole', month: { $in: lastYear() } }).lean(),
  ])
  const sum = <T>(rows: T[], of: (row: T) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  const weightG = sum(season, (row) => row.weightG)
  const decided = sum(decisions, (row) => row.kept + row.late)
  const figures = {
    year,
    farmers: sum(registry, (row) => row.farmers),
    regencies: new Set(registry.map((row) => row.regencyCode)).size,
    groups: registry.length,
    areaHa: Math.round(sum(registry, (row) => row.areaM2) / 10_000),
    mappedPlots: sum(registry, (row) => row.mappedPlots),
    cherryT: Math.round(weightG / 100_000) / 10,
    confirmedPct:
      weightG > 0 ? Math.round((sum(season, (row) => row.confirmedG) / weightG) * 100) : null,
    decisionDays: decided > 0 ? Math.round(sum(decisions, (row) => row.days) / decided) : null,
  }
  kept = { at: Date.now(), figures }
  return figures
}

function lastYear(): string[] {
  const first = `${monthOf(today())}-01`
  return Array.from({ length: 12 }, (_, back) => monthOf(addMonths(first, -back)))
}
