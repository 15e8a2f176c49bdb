import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { RegistrySummaryModel } from '../../../models/registry-summary.ts'
import { SeasonSummaryModel } from '../../../models/season-summary.ts'
import type { Actor } from '../../actor.ts'
import { regionName } from '../../regions.ts'
import {
  againstExpected,
  cherryKgPerHa,
  freshCherryG,
  sumGreenBandG,
  type HarvestForm,
} from '../yield.ts'

export type SeasonLevel = 'plot' | 'farmer' | 'group' | 'district' | 'regency'

interface Part {
  key: string
  month: string
  form: HarvestForm
  weightG: number
  confirmedG: number
}

/** A season: kilograms by month and by the level below, yield, share confirmed, green band. */
export interface Season {
  year: number
  by: SeasonLevel
  months: { month: string; weightKg: number; confirmedKg: number }[]
  rows: {
    id: string
    name: string
    weightKg: number
    confirmedKg: number
    areaHa: number
    kgPerHa: number | null
  }[]
  total: {
    weightKg: number
    confirmedKg: number
    confirmedPct: number | null
    areaHa: number
    kgPerHa: number | null
    against: 'below' | 'within' | 'above' | null
    greenKg: { min: number; max: number }
  }
}

/** Levels that a reader may ask for; the first is what he sees unasked. */
export function levelsFor(actor: Actor): SeasonLevel[] {
  if (actor.role === 'farmer') return ['plot']
  if (actor.role === 'group-leader') return ['farmer']
  if (actor.role === 'extension-officer') return ['group', 'district']
  if (actor.role === 'regency-admin') return ['district', 'group']
  return ['regency', 'district', 'group']
}

/** The season within the reader's scope. A farmer and a group read records, wider levels read totals. */
export async function readSeason(actor: Actor, year: number, by: SeasonLevel): Promise<Season> {
  const parts =
    by === 'plot' || by === 'farmer'
      ? await partsFromHarvests(actor, year, by)
      : await partsFromTotals(actor, year, by)
  const areas = await areasOf(actor, by)
  const names = await namesOf(by, [...new Set([...parts.map((part) => part.key), ...areas.keys()])])
  const rows = [...names].map(([key, name]) => {
    const own = parts.filter((part) => part.key === key)
    return { id: key, name, ...weightsOf(own), ...yieldOf(own, areas.get(key) ?? 0) }
  })
  const areaHa = [...areas.values()].reduce((sum, area) => sum + area, 0)
  const { weightKg, confirmedKg } = weightsOf(parts)
  const { kgPerHa } = yieldOf(parts, areaHa)
  const green = sumGreenBandG(parts)
  return {
    year,
    by,
    months: monthsOf(parts, year),
    rows: rows.sort((a, b) => b.weightKg - a.weightKg || a.name.localeCompare(b.name)),
    total: {
      weightKg,
      confirmedKg,
      confirmedPct: weightKg > 0 ? Math.round((confirmedKg / weightKg) * 100) : null,
      areaHa: Math.round(areaHa * 100) / 100,
      kgPerHa,
      against: kgPerHa === null || weightKg === 0 ? null : againstExpected(kgPerHa),
      greenKg: { min: Math.round(green.min / 1000), max: Math.round(green.max / 1000) },
    },
  }
}

async function partsFromHarvests(
  actor: Actor,
  season: number,
  by: 'plot' | 'farmer',
): Promise<Part[]> {
  const scope = by === 'plot' ? { farmerId: actor.farmerId } : { groupId: actor.organisationId }
  const harvests = await HarvestModel.find(
    { ...scope, season },
    { farmerId: 1, plotId: 1, month: 1, form: 1, weightG: 1, status: 1 },
  ).lean()
  return harvests
    .filter((harvest) => harvest.status !== 'void')
    .map((harvest) => ({
      key: String(by === 'plot' ? harvest.plotId : harvest.farmerId),
      month: harvest.month,
      form: harvest.form,
      weightG: harvest.weightG,
      confirmedG: harvest.status === 'confirmed' ? harvest.weightG : 0,
    }))
}

function placeScope(actor: Actor): Record<string, unknown> {
  if (actor.role === 'extension-officer') return { districtCode: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  return {}
}

async function partsFromTotals(actor: Actor, season: number, by: SeasonLevel): Promise<Part[]> {
  const totals = await SeasonSummaryModel.find({ ...placeScope(actor), season }).lean()
  return totals.map((total) => ({ ...total, key: keyAt(by, total) }))
}

function keyAt(
  by: SeasonLevel,
  place: { groupId: unknown; districtCode: string; regencyCode: string },
): string {
  if (by === 'group') return String(place.groupId)
  return by === 'district' ? place.districtCode : place.regencyCode
}

async function areasOf(actor: Actor, by: SeasonLevel): Promise<Map<string, number>> {
  const areas = new Map<string, number>()
  const add = (key: string, ha: number) => areas.set(key, (areas.get(key) ?? 0) + ha)
  if (by === 'plot' || by === 'farmer') {
    const scope = by === 'plot' ? { farmerId: actor.farmerId } : { groupId: actor.organisationId }
    const plots = await PlotModel.find(
      { ...scope, status: 'active' },
      { areaHa: 1, farmerId: 1 },
    ).lean()
    for (const plot of plots) add(String(by === 'plot' ? plot._id : plot.farmerId), plot.areaHa)
    return areas
  }
  const summaries = await RegistrySummaryModel.find(placeScope(actor)).lean()
  for (const summary of summaries)
    add(keyAt(by, { ...summary, groupId: summary._id }), summary.areaM2 / 10_000)
  return areas
}

async function namesOf(by: SeasonLevel, keys: string[]): Promise<Map<string, string>> {
  if (by === 'district' || by === 'regency')
    return new Map(keys.map((key) => [key, regionName(key)]))
  const ids = { _id: { $in: keys } }
  const found =
    by === 'plot'
      ? (await PlotModel.find(ids, { name: 1 }).lean()).map(
          (plot) => [String(plot._id), plot.name] as const,
        )
      : by === 'farmer'
        ? (await FarmerModel.find(ids, { fullName: 1 }).lean()).map(
            (farmer) => [String(farmer._id), farmer.fullName] as const,
          )
        : (await OrganisationModel.find(ids, { name: 1 }).lean()).map(
            (group) => [String(group._id), group.name] as const,
          )
  return new Map(found)
}

function weightsOf(parts: Part[]) {
  const sum = (field: 'weightG' | 'confirmedG') =>
    parts.reduce((total, part) => total + part[field], 0) / 1000
  return { weightKg: sum('weightG'), confirmedKg: sum('confirmedG') }
}

function yieldOf(parts: Part[], areaHa: number) {
  const fresh = parts.reduce((sum, part) => sum + freshCherryG(part.form, part.weightG), 0)
  return {
    areaHa: Math.round(areaHa * 100) / 100,
    kgPerHa: areaHa > 0 ? cherryKgPerHa(fresh, areaHa) : null,
  }
}

// May to October always, other months when something was picked in them
function monthsOf(parts: Part[], year: number) {
  const season = ['05', '06', '07', '08', '09', '10'].map((month) => `${year}-${month}`)
  const months = [...new Set([...season, ...parts.map((part) => part.month)])].sort()
  return months.map((month) => ({
    month,
    ...weightsOf(parts.filter((part) => part.month === month)),
  }))
}
