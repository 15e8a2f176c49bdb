import type { Types } from 'mongoose'
import {
  SeedlingAllocationModel,
  type SeedlingAllocation,
} from '../../../models/seedling-allocation.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { listPage } from '../../paging.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { varietyNames } from './lists.ts'
import { namesOf } from './lots.ts'
import { farmerNames } from './request-list.ts'

export interface AllocationFilter {
  programmeId: string | null
  requestId: string | null
  batchId: string | null
  status: SeedlingAllocation['status'] | null
}

/** One page of allocations, newest first; whoever sees all reads the last two years unless asked for more. */
export async function listAllocations(
  actor: Actor,
  filter: AllocationFilter,
  after: string | null,
) {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
  const isWide =
    Object.keys(seedlingsVisibleTo(actor)).length === 0 && Object.keys(asked).length === 0
  const { rows, next } = await listPage<SeedlingAllocation>(
    (filter) => SeedlingAllocationModel.find(filter),
    {
      $and: [
        seedlingsVisibleTo(actor),
        asked,
        isWide ? { allocatedOn: { $gte: addDays(today(), -730) } } : {},
      ],
    },
    'allocatedOn',
    after,
  )
  return { rows: await withNames(actor, rows), next }
}

/** Allocations with the names that pages print. A nursery needs the group, not the person. */
export async function withNames(actor: Actor, rows: SeedlingAllocation[]) {
  const [farmers, groups, varieties] = await Promise.all([
    actor.role === 'nursery-keeper' || actor.role === 'seed-officer'
      ? new Map<string, string>()
      : farmerNames(actor, rows),
    namesOf(rows.map(({ groupId }) => groupId)),
    varietyNames(),
  ])
  return rows.map((row) => ({
    ...row,
    farmerName: farmers.get(String(row.farmerId)) ?? '',
    groupName: groups.get(String(row.groupId)) ?? '',
    varietyName: varieties.get(row.varietyCode) ?? row.varietyCode,
  }))
}

/** Allocations that were confirmed in one act. */
export async function allocatedTogether(actor: Actor, together: string) {
  const found = (await SeedlingAllocationModel.find({
    $and: [{ together }, seedlingsVisibleTo(actor)],
  }).lean()) as SeedlingAllocation[]
  return withNames(
    actor,
    found.sort((a, b) => (a.requestNumber < b.requestNumber ? -1 : 1)).slice(0, 200),
  )
}

/** What a nursery still has to hand over to a group. */
export async function allocationsToHandOver(actor: Actor, groupId: Types.ObjectId | string) {
  const found = (await SeedlingAllocationModel.find({
    nurseryId: actor.organisationId,
    groupId,
    left: { $gt: 0 },
  }).lean()) as SeedlingAllocation[]
  return withNames(
    actor,
    found.sort((a, b) => (a.requestNumber < b.requestNumber ? -1 : 1)),
  )
}

/** Groups that wait for plants of a nursery, with how many. */
export async function groupsToServe(actor: Actor) {
  const found = await SeedlingAllocationModel.find(
    { nurseryId: actor.organisationId, left: { $gt: 0 } },
    { groupId: 1, left: 1, allocatedOn: 1 },
  ).lean()
  const names = await namesOf(found.map(({ groupId }) => groupId))
  return [...Map.groupBy(found, ({ groupId }) => String(groupId))].map(([id, each]) => ({
    id,
    name: names.get(id) ?? '',
    plants: each.reduce((sum, { left }) => sum + left, 0),
    since: each.map(({ allocatedOn }) => allocatedOn).toSorted()[0]!,
  }))
}
