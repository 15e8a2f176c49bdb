import { FarmerModel } from '../models/farmer.ts'
import { OrganisationModel } from '../models/organisation.ts'
import { PlotModel } from '../models/plot.ts'
import type { Actor } from './actor.ts'
import { nameFor } from './farmers/name.ts'
import { can } from './permissions.ts'
import { findByNumber } from './record-kinds.ts'
import { allRegencies } from './regions.ts'
import { farmersVisibleTo, groupsVisibleTo, plotsVisibleTo } from './scopes.ts'
import { queryWords } from './search-words.ts'

/** One thing that was found. */
export interface Found {
  kind: string
  id: string
  number: string | null
  name: string
  href: string
}

/** Most that are shown of each kind; who finds more should type more. */
const most = 12

/** Two letters, then what a person may leave out or write small: pn-2026-123 is PN-2026-000123. */
const numberLike = /^([a-z]{2})[\s-]*(?:(20\d\d)[\s-]+)?0*(\d{1,9})$/i

/** What a person may see and that has this number or these words in its name. */
export async function searchRecords(actor: Actor, query: string): Promise<Found[]> {
  const number = asNumber(query)
  if (number) {
    const found = await findByNumber(actor, number)
    return found ? [{ ...found, number, name: number }] : []
  }
  const words = queryWords(query)
  if (words.length === 0) return []
  return (
    await Promise.all([
      farmersNamed(actor, words),
      plotsNamed(actor, words),
      groupsNamed(actor, words),
    ])
  ).flat()
}

/** The human number in the form in which it is kept, or null when the text is none. */
export function asNumber(text: string): string | null {
  const match = numberLike.exec(text.trim())
  if (!match) return null
  const [, prefix, year, serial] = match
  const padded = serial!.padStart(6, '0')
  return [prefix!.toUpperCase(), year, padded].filter(Boolean).join('-')
}

async function farmersNamed(actor: Actor, words: string[]): Promise<Found[]> {
  // who sees names only masked cannot look people up by them either
  if (!can(actor, 'farmer.view') || actor.role === 'province-admin') return []
  const farmers = await FarmerModel.find({
    $and: [bounded(farmersVisibleTo(actor)), ...words.map((word) => ({ searchWords: word }))],
    status: 'active',
  })
    .limit(most)
    .lean()
  return farmers.map(({ _id, number, fullName }) => ({
    kind: 'farmer',
    id: String(_id),
    number,
    name: nameFor(actor, fullName),
    href: `/farmers/${String(_id)}`,
  }))
}

async function plotsNamed(actor: Actor, words: string[]): Promise<Found[]> {
  if (actor.role !== 'farmer') return []
  const plots = await PlotModel.find({ ...plotsVisibleTo(actor), status: 'active' }).lean()
  return plots.filter(({ name }) => hasWords(name, words)).map((plot) => found('plot', plot))
}

async function groupsNamed(actor: Actor, words: string[]): Promise<Found[]> {
  if (!can(actor, 'group.view')) return []
  const groups = await OrganisationModel.find(groupsVisibleTo(actor), { name: 1 }).lean()
  return groups
    .filter(({ name }) => hasWords(name, words))
    .slice(0, most)
    .map((group) => found('group', group))
}

function found(kind: 'plot' | 'group', record: { _id: unknown; name: string; number?: string }) {
  const id = String(record._id)
  return { kind, id, number: record.number ?? null, name: record.name, href: `/${kind}s/${id}` }
}

// an empty scope (the auditor's) would scan; the regencies bound it by the index
function bounded(scope: Record<string, unknown>) {
  return Object.keys(scope).length > 0
    ? scope
    : { regencyCode: { $in: allRegencies().map(({ code }) => code) } }
}

function hasWords(name: string, words: string[]): boolean {
  const own = queryWords(name)
  return words.every((word) => own.some((each) => each.startsWith(word)))
}
