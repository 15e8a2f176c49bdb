import { FarmerModel } from '../../../models/farmer.ts'
import { FarmerSeenModel } from '../../../models/farmer-seen.ts'
import { PlotModel } from '../../../models/plot.ts'
import { RegistrySummaryModel } from '../../../models/registry-summary.ts'
import { VisitModel } from '../../../models/visit.ts'
import { VisitSummaryModel } from '../../../models/visit-summary.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays, compareDays, monthOf, yearOf } from '../../dates.ts'
import { regionName } from '../../regions.ts'
import type { IssueKind } from '../kinds.ts'
import { countsOf, issuesIn, monthsOfYear, pestsIn } from '../overview.ts'

/** Every farmer should be seen once in a quarter (issue 5 A). */
export const seenWithinDays = 90
const mostNames = 100
const mostOnMap = 300

type Place = 'districtCode' | 'regencyCode'

function scopeOf(actor: Actor): Record<string, unknown> {
  if (actor.role === 'extension-officer') return { districtCode: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  return {}
}

/**
 * A year of visits within the reader's scope, from the summaries: by month, by officer, what was
 * amiss, borer and rust by district. Nothing here grows with the number of visits.
 */
export async function readOverview(actor: Actor, year: number) {
  const parts = await VisitSummaryModel.find({ ...scopeOf(actor), season: year }).lean()
  const months = monthsOfYear(year, monthOf(today()))
  const place: Place = isWide(actor) ? 'regencyCode' : 'districtCode'
  const byOfficer = Map.groupBy(parts, ({ officerId }) => String(officerId))
  const byPlace = Map.groupBy(parts, (part) => part[place])
  return {
    year,
    total: countsOf(parts),
    months: months.map((month) => ({ month, ...countsOf(parts.filter((p) => p.month === month)) })),
    officers: [...byOfficer.values()]
      .map((own) => ({ officerName: own[0]!.officerName, ...countsOf(own), ...pestsIn(own) }))
      .sort((a, b) => b.done - a.done),
    issues: issuesIn(parts),
    places: [...byPlace]
      .map(([code, own]) => ({
        code,
        name: regionName(code),
        ...countsOf(own),
        ...pestsIn(own),
        months: months.map((month) => ({
          month,
          ...pestsIn(own.filter((p) => p.month === month)),
        })),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  }
}

/** The province and the auditor, whose scope is everything. */
export function isWide(actor: Pick<Actor, 'role'>): boolean {
  return actor.role === 'province-admin' || actor.role === 'auditor'
}

/**
 * Farmers whom nobody has seen for 90 days: how many, by district, and for an officer the names of
 * those who wait longest. Null for a wide scope: that asks a regency.
 */
export async function farmersNotSeen(actor: Actor) {
  if (isWide(actor)) return null
  const since = addDays(today(), -seenWithinDays)
  const [groups, seen] = await Promise.all([
    RegistrySummaryModel.find(scopeOf(actor), { districtCode: 1, farmers: 1 }).lean(),
    FarmerSeenModel.find(
      { ...scopeOf(actor), visitedOn: { $gte: since } },
      { districtCode: 1 },
    ).lean(),
  ])
  const districts = [...Map.groupBy(groups, ({ districtCode }) => districtCode)].map(
    ([code, own]) => {
      const farmers = own.reduce((total, each) => total + each.farmers, 0)
      const known = seen.filter(({ districtCode }) => districtCode === code).length
      return { code, name: regionName(code), farmers, notSeen: Math.max(0, farmers - known) }
    },
  )
  return {
    days: seenWithinDays,
    farmers: districts.reduce((total, each) => total + each.farmers, 0),
    notSeen: districts.reduce((total, each) => total + each.notSeen, 0),
    districts: districts.sort((a, b) => b.notSeen - a.notSeen || a.name.localeCompare(b.name)),
    names: actor.role === 'extension-officer' ? await namesNotSeen(actor, since) : [],
  }
}

/** Never seen first, then the longest ago. */
async function namesNotSeen(actor: Actor, since: string) {
  const [farmers, seen] = await Promise.all([
    FarmerModel.find({ ...scopeOf(actor), status: 'active' }, { fullName: 1, number: 1 }).lean(),
    FarmerSeenModel.find(scopeOf(actor), { visitedOn: 1 }).lean(),
  ])
  const last = new Map(seen.map(({ _id, visitedOn }) => [String(_id), visitedOn]))
  return farmers
    .map(({ _id, fullName, number }) => ({
      id: String(_id),
      ...{ fullName, number },
      visitedOn: last.get(String(_id)) ?? null,
    }))
    .filter(({ visitedOn }) => visitedOn === null || visitedOn < since)
    .sort(
      (a, b) =>
        (a.visitedOn ?? '').localeCompare(b.visitedOn ?? '') ||
        a.fullName.localeCompare(b.fullName),
    )
    .slice(0, mostNames)
}

/** Findings of the last 90 days in one district, where they were found; at most 300, newest first. */
export async function findingsOnMap(districtCode: string, issue: IssueKind | null) {
  const since = addDays(today(), -seenWithinDays)
  const seasons = [...new Set([yearOf(since), yearOf(today())])]
  const visits = await VisitModel.find(
    { districtCode, season: { $in: seasons }, day: { $gte: since, $lte: today() } },
    { issues: 1, plotId: 1, farmerId: 1, day: 1, number: 1, visitedOn: 1 },
  ).lean()
  const wanted = visits
    .filter(
      ({ visitedOn, issues }) => visitedOn && (issue ? issues.includes(issue) : issues.length),
    )
    .sort((a, b) => compareDays(b.day, a.day))
    .slice(0, mostOnMap)
  const plots = await PlotModel.find(
    { _id: { $in: wanted.map(({ plotId }) => plotId) } },
    { centre: 1, name: 1 },
  ).lean()
  const gardens = new Map(plots.map((plot) => [String(plot._id), plot]))
  return wanted.map(({ _id, plotId, day, number, issues }) => {
    const plot = gardens.get(String(plotId))
    return {
      id: String(_id),
      number,
      day,
      issues,
      plotName: plot?.name ?? '',
      centre: plot?.centre ?? null,
    }
  })
}

/** The districts whose findings the reader may ask for, by name. */
export function districtsFor(actor: Actor, places: { code: string; name: string }[]) {
  if (actor.role !== 'extension-officer') return places
  return actor.districtCodes
    .map((code) => ({ code, name: regionName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
