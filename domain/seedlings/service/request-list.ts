import { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { nameFor } from '../../farmers/name.ts'
import { listPage } from '../../paging.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import type { RequestStatus } from '../status.ts'

export interface RequestFilter {
  status: RequestStatus | null
  programmeId: string | null
  farmerId: string | null
  year: number | null
  q: string | null
}

/** The query of a list: the reader's scope first; the whole province is bounded by its year. */
export function requestQuery(actor: Actor, filter: RequestFilter): Record<string, unknown> {
  const isWide = Object.keys(seedlingsVisibleTo(actor)).length === 0
  const year = filter.year ?? (isWide && !filter.programmeId ? yearOf(today()) : null)
  const number = filter.q
    ?.trim()
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '')
  const asked = Object.fromEntries(
    Object.entries({ ...filter, year, q: null }).filter(([, value]) => value !== null),
  )
  return {
    $and: [seedlingsVisibleTo(actor), asked, number ? { number: { $regex: `^${number}` } } : {}],
  }
}

/** One page of requests, newest first, with the names of the farmers. */
export async function listRequests(actor: Actor, filter: RequestFilter, after: string | null) {
  const { rows, next } = await listPage<SeedlingRequest>(
    (filter) => SeedlingRequestModel.find(filter),
    requestQuery(actor, filter),
    'number',
    after,
  )
  const names = await farmerNames(actor, rows)
  return {
    next,
    rows: rows.map((row) => ({ ...row, farmerName: names.get(String(row.farmerId)) ?? '' })),
  }
}

/** Names of farmers as this reader may see them. */
export async function farmerNames(
  actor: Actor,
  records: readonly { farmerId: Types.ObjectId }[],
): Promise<Map<string, string>> {
  const ids = records.map(({ farmerId }) => farmerId)
  const found = await FarmerModel.find({ _id: { $in: ids } }, { fullName: 1 }).lean()
  return new Map(found.map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]))
}

/** Names of plots. */
export async function plotNames(ids: readonly Types.ObjectId[]): Promise<Map<string, string>> {
  const found = await PlotModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  return new Map(found.map(({ _id, name }) => [String(_id), name]))
}

/** Several requests in sight of the actor, by number. */
export async function requestsByIds(actor: Actor, ids: readonly Types.ObjectId[]) {
  const found = (await SeedlingRequestModel.find({
    $and: [{ _id: { $in: ids } }, seedlingsVisibleTo(actor)],
  }).lean()) as SeedlingRequest[]
  return found.sort((a, b) => (a.number < b.number ? -1 : 1))
}
