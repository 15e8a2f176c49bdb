import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import type { Actor } from '../../actor.ts'
import { findPage, readPage } from '../../paging.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import { farmerAsSeenBy, groupNames } from './read.ts'
import { walk } from './walk.ts'

export interface RegistryFilter {
  /** Part of a name, or a number. */
  q: string | null
  groupId: string | null
  districtCode: string | null
  regencyCode: string | null
}

/** The query of a list of farmers: the reader's scope first, then what was asked for. */
function farmerQuery(actor: Actor, filter: RegistryFilter): Record<string, unknown> {
  return { $and: [farmersVisibleTo(actor), { status: 'active' }, ...boundsOf(filter)] }
}

/** What bounds a list besides the scope, most telling first. */
export function boundsOf({ groupId, districtCode, regencyCode }: RegistryFilter) {
  const asked = { groupId, districtCode, regencyCode }
  return Object.entries(asked).flatMap(([name, value]) =>
    value === null ? [] : [{ [name]: value }],
  )
}

/** A number, `PT-12` or `pt000012`, in full; null for anything else. */
export function asNumber(prefix: string, q: string | null): string | null {
  const digits = new RegExp(`^${prefix}[-\\s]?(\\d{1,9})$`, 'i').exec(q?.trim() ?? '')?.[1]
  return digits === undefined ? null : `${prefix}-${digits.padStart(6, '0')}`
}

/** What is looked for by name or by a farmer's number. */
export function wordsAsked(actor: Actor, q: string | null): Record<string, unknown>[] {
  if (q === null) return []
  const number = asNumber('PT', q)
  if (number !== null) return [{ number }]
  // the province sees initials: a search by name would tell it whose they are
  if (actor.role === 'province-admin') return [{ _id: null }]
  const words = queryWords(q).sort((a, b) => b.length - a.length)
  return words.length === 0 ? [{ _id: null }] : words.map((word) => ({ searchWords: word }))
}

/** One page of farmers by name (a wide one by regency, then name), with the names of their groups. */
export async function listFarmers(actor: Actor, filter: RegistryFilter, after: string | null) {
  const words = wordsAsked(actor, filter.q)
  const isBounded = boundsOf(filter).length > 0 || words.some((each) => !('searchWords' in each))
  const read = (bound: object, from: string | null, limit: number): Promise<Farmer[]> =>
    findPage<Farmer>(
      (each) => FarmerModel.find(each),
      { $and: [farmerQuery(actor, filter), bound, ...words] },
      'fullName',
      from,
      'forward',
      limit,
    )
  const { rows, next } = await walk(actor, isBounded, after, read, (found) =>
    readPage(found, 'fullName'),
  )
  const names = await groupNames(rows.map(({ groupId }) => String(groupId)))
  return {
    rows: rows.map((farmer) => ({
      ...farmerAsSeenBy(actor, farmer),
      groupName: names.get(String(farmer.groupId)) ?? null,
    })),
    next,
  }
}

/** Every farmer of the filter, from one unsorted cursor, for files. */
export async function* streamFarmers(actor: Actor, filter: RegistryFilter) {
  const words = wordsAsked(actor, filter.q)
  const all = FarmerModel.find({ $and: [farmerQuery(actor, filter), ...words] })
    .lean()
    .cursor()
  for await (const farmer of all) yield farmerAsSeenBy(actor, farmer)
}
