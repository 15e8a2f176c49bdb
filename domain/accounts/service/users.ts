import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
import { UserModel, type User } from '../../../models/user.ts'
export type { User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { today } from '../../clock.ts'
import { nameFor } from '../../farmers/name.ts'
import { maskPhone } from '../../farmers/phone.ts'
import { decryptField } from '../../field-crypto.ts'
import { isId } from '../../find-visible.ts'
import { listPage } from '../../paging.ts'
import type { Role } from '../../permissions.ts'
import { organisationsStaffedBy } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'
import { userStatus, type UserStatus } from '../status.ts'
import { accountInReach, accountsInReach } from './reach.ts'

export interface UserFilter {
  q: string | null
  role: Role | null
  organisationId: string | null
  status: UserStatus | null
}

/** An account as lists and pages show it: never the password, the phone with its last digits only. */
export type ShownUser = User & {
  status: UserStatus
  organisationName: string
  phone: string | null
}

/** One page of the accounts in reach, by name. */
export async function listUsers(actor: Actor, filter: UserFilter, after: string | null) {
  const { rows, next } = await listPage<User>(
    (filter) => UserModel.find(filter),
    { $and: [...(await queryOf(actor, filter))] },
    'fullName',
    after,
    'forward',
  )
  return { rows: await shown(rows), next }
}

/** Every account of the filter, from one unsorted cursor, for files. */
export async function* streamUsers(actor: Actor, filter: UserFilter) {
  const all = UserModel.find({ $and: await queryOf(actor, filter) })
    .lean()
    .cursor()
  for await (const user of all) yield* await shown([user])
}

async function queryOf(actor: Actor, { q, status, ...exact }: UserFilter) {
  const asked = Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== null))
  return [
    await accountsInReach(actor),
    asked,
    statusQuery(status),
    ...queryWords(q ?? '').map((word) => ({ searchWords: word })),
  ]
}

function statusQuery(status: UserStatus | null): Record<string, unknown> {
  if (status === null) return {}
  const day = today()
  if (status === 'ended') return { endsOn: { $type: 'string', $lte: day } }
  return {
    endsOn: { $not: { $lte: day } },
    passwordHash: status === 'invited' ? null : { $ne: null },
  }
}

async function shown(users: User[]): Promise<ShownUser[]> {
  const ids = [...new Set(users.map((user) => String(user.organisationId)))]
  const organisations = await OrganisationModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  const names = new Map(organisations.map(({ _id, name }) => [String(_id), name]))
  const day = today()
  return users.map((user) => ({
    ...user,
    status: userStatus(user, day),
    organisationName: names.get(String(user.organisationId)) ?? '',
    phone: user.phoneCipher && maskPhone(decryptField(user.phoneCipher)),
  }))
}

/** One account in reach, and the farmer it is tied to. @throws {NotFound} */
export async function readUser(actor: Actor, id: string) {
  const user = await accountInReach(actor, id)
  const [row] = await shown([user])
  const farmer = user.farmerId
    ? await FarmerModel.findById(user.farmerId, { number: 1, fullName: 1 }).lean()
    : null
  return {
    user: row!,
    farmer: farmer && { number: farmer.number, fullName: farmerName(actor, farmer.fullName) },
  }
}

/** The same for whoever opens the page: the look of an auditor is itself recorded. */
export async function lookAtUser(actor: Actor, id: string) {
  const found = await readUser(actor, id)
  const { _id, username: number, version } = found.user
  await recordLook(actor, { kind: 'user', id: String(_id), number, version })
  return found
}

// who looks after accounts and settings sees no more of a farmer than he needs
function farmerName(actor: Actor, fullName: string): string {
  return actor.role === 'administrator' ? nameFor({ role: 'province-admin' }, fullName) : fullName
}

/** An organisation whose people the actor manages, or null. */
export async function staffedOrganisation(
  actor: Actor,
  id: string | null,
): Promise<Organisation | null> {
  if (!isId(id ?? undefined)) return null
  return OrganisationModel.findOne({ $and: [{ _id: id }, organisationsStaffedBy(actor)] }).lean()
}

/** Organisations to choose from for a new account, by part of their name. */
export async function organisationsToChoose(actor: Actor, q: string | null) {
  const found = await OrganisationModel.find({
    $and: [
      organisationsStaffedBy(actor),
      ...queryWords(q ?? '').map((word) => ({ searchWords: word })),
    ],
  })
    .sort({ name: 1 })
    .limit(50)
    .lean()
  return found.map(({ _id, name, kind }) => ({ id: String(_id), name, kind }))
}

/** Where a person may be moved to: organisations of the same kind in the same regency. */
export async function organisationsLike(actor: Actor, { kind, regencyCode }: Organisation) {
  const found = await OrganisationModel.find(
    { $and: [organisationsStaffedBy(actor), { kind, regencyCode }] },
    { name: 1 },
  )
    .sort({ name: 1 })
    .limit(300)
    .lean()
  return found.map(({ _id, name }) => ({ id: String(_id), name }))
}

/** The farmers of a group, for the account of one of them. */
export async function farmersOfGroup(actor: Actor, group: Organisation) {
  if (group.kind !== 'farmer-group') return []
  const farmers = await FarmerModel.find(
    { groupId: group._id, status: 'active' },
    { number: 1, fullName: 1 },
  )
    .sort({ fullName: 1 })
    .limit(300)
    .lean()
  return farmers.map(({ _id, number, fullName }) => ({
    id: String(_id),
    number,
    fullName: farmerName(actor, fullName),
  }))
}
