import type { Visit } from '../../../models/visit.ts'
import { VisitModel } from '../../../models/visit.ts'
import {
  VisitSummaryModel,
  type VisitCounts,
  type VisitSummary,
} from '../../../models/visit-summary.ts'
import { issueKinds } from '../kinds.ts'
import { sharesOf, type Counted } from '../totals.ts'

type Key = Pick<
  VisitSummary,
  '_id' | 'districtCode' | 'regencyCode' | 'officerId' | 'officerName' | 'season' | 'month'
>

function keyOf(visit: Visit, month: string): Key {
  const { districtCode, regencyCode, officerId, officerName } = visit
  return {
    _id: `${districtCode}:${month}:${officerId ? String(officerId) : 'none'}`,
    districtCode,
    regencyCode,
    officerId,
    officerName,
    season: Number(month.slice(0, 4)),
    month,
  }
}

type Steps = Map<string, { key: Key; counts: Counted }>

function add(steps: Steps, visit: Visit, sign: 1 | -1): void {
  for (const { month, counts } of sharesOf(visit)) {
    const key = keyOf(visit, month)
    const step = steps.get(key._id) ?? { key, counts: {} }
    for (const [field, count] of Object.entries(counts))
      step.counts[field] = (step.counts[field] ?? 0) + sign * count
    steps.set(key._id, step)
  }
}

/** Moves the totals from how a visit was to how it is; in the transaction of the act. */
export async function moveVisitTotals(before: Visit | null, after: Visit): Promise<void> {
  const steps: Steps = new Map()
  if (before) add(steps, before, -1)
  add(steps, after, 1)
  for (const { key, counts } of steps.values()) {
    const $inc = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
    if (Object.keys($inc).length === 0) continue
    const { _id, ...place } = key
    await VisitSummaryModel.updateOne({ _id }, { $inc, $setOnInsert: place }, { upsert: true })
  }
}

/** The totals as the visits themselves give them, by key; one unsorted cursor over all that match. */
export async function totalsFromVisits(
  bounds: Record<string, unknown> = {},
): Promise<Map<string, VisitSummary>> {
  const totals: Steps = new Map()
  for await (const visit of VisitModel.find(bounds).lean().cursor()) add(totals, visit, 1)
  return new Map(
    [...totals].map(([_id, { key, counts }]) => [
      _id,
      { ...key, ...noCounts(), ...nested(counts) },
    ]),
  )
}

/** Writes the totals anew from the visits; for bulk loads. */
export async function rebuildVisitTotals(): Promise<void> {
  const totals = [...(await totalsFromVisits()).values()]
  await VisitSummaryModel.deleteMany({})
  if (totals.length > 0) await VisitSummaryModel.insertMany(totals)
}

/** A month in which nothing was. */
export function noCounts(): VisitCounts {
  const nought = { planned: 0, kept: 0, missed: 0, done: 0, borerVisits: 0, borerHundredths: 0 }
  const issues = Object.fromEntries(issueKinds.map((kind) => [kind, 0]))
  return { ...nought, rustVisits: 0, rustHundredths: 0, issues: issues as VisitCounts['issues'] }
}

const prefix = 'issues.'
const nested = (counts: Counted) =>
  ({ ...flatOf(counts), issues: { ...noCounts().issues, ...issuesIn(counts) } }) as VisitCounts
const flatOf = (counts: Counted) =>
  Object.fromEntries(Object.entries(counts).filter(([field]) => !field.startsWith(prefix)))
const issuesIn = (counts: Counted) =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, count]) => [field.slice(prefix.length), count]),
  )
