import { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
import { RegistrySummaryModel } from '../../../models/registry-summary.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { nameFor } from '../../farmers/name.ts'
import { assertVersion, findVisible, isId } from '../../find-visible.ts'
import { listPage } from '../../paging.ts'
import { farmersVisibleTo, groupsVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import { hasEnded } from '../status.ts'
import { saveOrganisation } from './organisations.ts'

/** A group with its leader and how many farmers belong to it. */
export type ShownGroup = Organisation & { leaderName: string | null; memberCount: number }

/** One page of the groups in sight, by name. */
export async function listGroups(actor: Actor, q: string | null, after: string | null) {
  const { rows, next } = await listPage<Organisation>(
    (filter) => OrganisationModel.find(filter),
    { $and: [...queryOf(actor, q)] },
    'name',
    after,
    'forward',
  )
  return { rows: await shown(actor, rows), next }
}

/** Every group of the filter, from one unsorted cursor, for files. */
export async function* streamGroups(actor: Actor, q: string | null) {
  const all = OrganisationModel.find({ $and: queryOf(actor, q) })
    .lean()
    .cursor()
  for await (const group of all) yield* await shown(actor, [group])
}

function queryOf(actor: Actor, q: string | null) {
  return [groupsVisibleTo(actor), ...queryWords(q ?? '').map((word) => ({ searchWords: word }))]
}

async function shown(actor: Actor, groups: Organisation[]): Promise<ShownGroup[]> {
  const [totals, leaders] = await Promise.all([
    RegistrySummaryModel.find({ _id: { $in: groups.map(({ _id }) => _id) } }).lean(),
    UserModel.find(
      { _id: { $in: groups.flatMap(({ leaderId }) => leaderId ?? []) } },
      { fullName: 1, endsOn: 1 },
    ).lean(),
  ])
  const counts = new Map(totals.map(({ _id, farmers }) => [String(_id), farmers]))
  const names = new Map(
    leaders
      .filter((leader) => !hasEnded(leader, today()))
      .map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]),
  )
  return groups.map((group) => ({
    ...group,
    leaderName: names.get(String(group.leaderId)) ?? null,
    memberCount: counts.get(String(group._id)) ?? 0,
  }))
}

/** A group in sight. @throws {NotFound} */
export async function readGroup(actor: Actor, id: string): Promise<ShownGroup> {
  const group = await findVisible<Organisation>(OrganisationModel, id, groupsVisibleTo(actor))
  return (await shown(actor, [group]))[0]!
}

/** A group's page: those of its farmers whom this reader may see; an auditor's look is recorded. */
export async function lookAtGroup(actor: Actor, id: string) {
  const group = await readGroup(actor, id)
  const { _id, registeredNumber: number, version } = group
  await recordLook(actor, { kind: 'organisation', id: String(_id), number, version })
  const farmers = await FarmerModel.find(
    { $and: [farmersVisibleTo(actor), { groupId: _id, status: 'active' }] },
    { number: 1, fullName: 1, villageCode: 1 },
  )
    .sort({ fullName: 1 })
    .limit(500)
    .lean()
  const members = farmers.map((farmer) => ({
    id: String(farmer._id),
    number: farmer.number,
    fullName: nameFor(actor, farmer.fullName),
    villageCode: farmer.villageCode,
  }))
  return { group, members }
}

/** Who can lead a group: the leaders' accounts of that group that have not ended. */
export async function leadersOf(group: Pick<Organisation, '_id'>) {
  const leaders = await UserModel.find(
    { organisationId: group._id, role: 'group-leader' },
    { fullName: 1, username: 1, endsOn: 1 },
  ).lean()
  return leaders
    .filter((leader) => !hasEnded(leader, today()))
    .map(({ _id, fullName, username }) => ({ id: String(_id), fullName, username }))
}

/** What the regency writes about a group. */
export interface GroupTold {
  leaderId: string | null
  groupClass: Organisation['groupClass']
  registeredNumber: string | null
}

/** Changes leader, class and registered number. @throws {RuleBroken} {StaleVersion} */
export async function editGroup(
  actor: Actor,
  id: string,
  version: number,
  told: GroupTold,
): Promise<void> {
  const scope = groupsVisibleTo(actor)
  const before = await findVisible<Organisation>(OrganisationModel, id, scope)
  assertVersion('organisation', before, version)
  const { leaderId, groupClass, registeredNumber } = told
  if (leaderId !== null && !(await leadersOf(before)).some((leader) => leader.id === leaderId)) {
    throw new RuleBroken({ leaderId: { key: 'forms.notThere' } })
  }
  const after: Organisation = {
    ...before,
    leaderId: isId(leaderId ?? undefined) ? new Types.ObjectId(leaderId!) : null,
    groupClass,
    registeredNumber,
    version: version + 1,
    updatedAt: now(),
  }
  await saveOrganisation(actor, before, after, 'group.edit')
}
