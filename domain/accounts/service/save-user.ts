import { Types } from 'mongoose'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
import { UserModel, type User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import type { Day } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { maskPhone, normalisePhone } from '../../farmers/phone.ts'
import { decryptField, encryptField, hashField } from '../../field-crypto.ts'
import { assertNext, assertVersion } from '../../find-visible.ts'
import { isDuplicateOf } from '../../once.ts'
import { searchWords } from '../../search-words.ts'
import { next } from '../../status-table.ts'
import type { AccountTold } from '../account-rules.ts'
import { userStatus, userTransitions, type UserEvent } from '../status.ts'
import { checkUser, keepAnAdministrator } from './check-user.ts'
import { makeInvitation } from './invitations.ts'
import { accountInReach, managedAccount } from './reach.ts'
import { staffedOrganisation } from './users.ts'

/** An account as the form tells it. */
export interface UserTold extends AccountTold {
  organisationId: string
}

/**
 * Makes an account without a password, and the one-time link by which its person chooses one.
 * @param actor null for the command that makes the first administrator
 * @throws {RuleBroken}
 */
export async function registerUser(
  actor: Actor | null,
  told: UserTold,
): Promise<{ id: string; token: string }> {
  const organisation = await organisationFor(actor, told.organisationId)
  await checkUser(actor, told, organisation, null)
  const user: User = {
    _id: new Types.ObjectId(),
    ...fieldsOf(told, organisation),
    ...phoneOf(told.phone),
    passwordHash: null,
    mustChangePassword: false,
    sessionEpoch: 1,
    language: 'id',
    endsOn: null,
    endReason: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await write(() => UserModel.create([user]))
  // a group without a leader has one from now on
  if (user.role === 'group-leader' && organisation.leaderId === null) {
    await OrganisationModel.updateOne({ _id: organisation._id }, { $set: { leaderId: user._id } })
  }
  const token = await makeInvitation(user._id, actor?.userId ?? user._id)
  await note(actor, user, 'user.register', { after: audited(user) })
  return { id: String(user._id), token }
}

/**
 * Changes an account; a new role, organisation or farmer ends its open sessions.
 * @throws {RuleBroken} {StaleVersion} {WrongState}
 */
export async function editUser(
  actor: Actor,
  id: string,
  version: number,
  told: UserTold,
  removesPhone: boolean,
): Promise<void> {
  const user = await userToMove(actor, id, version, 'edit')
  const organisation = await organisationFor(actor, told.organisationId)
  const fields = fieldsOf(told, organisation)
  const isMoved =
    fields.role !== user.role ||
    String(fields.organisationId) !== String(user.organisationId) ||
    String(fields.farmerId) !== String(user.farmerId)
  if (isMoved && id === actor.userId) {
    const field = fields.role === user.role ? 'organisationId' : 'role'
    throw new RuleBroken({ [field]: { key: 'users.rules.notOneself' } })
  }
  await checkUser(actor, told, organisation, user._id)
  if (fields.role !== user.role) await keepAnAdministrator(user, 'role')
  // left empty, the number stays: it is never sent back to be typed over
  const phone = told.phone !== null || removesPhone ? phoneOf(told.phone) : {}
  const after: User = {
    ...user,
    ...fields,
    ...phone,
    sessionEpoch: user.sessionEpoch + (isMoved ? 1 : 0),
  }
  await save(user, after)
  await note(actor, after, 'user.edit', { before: audited(user), after: audited(after) })
}

/**
 * Ends an account from a day on; what its person did stays his.
 * @throws {RuleBroken} when it is one's own, or the last administrator's
 */
export async function endUser(
  actor: Actor,
  id: string,
  version: number,
  endsOn: Day,
  reason: string,
): Promise<void> {
  const user = await userToMove(actor, id, version, 'end')
  if (id === actor.userId) throw new RuleBroken({ form: { key: 'users.rules.notOneself' } })
  await keepAnAdministrator(user, 'form')
  const after: User = { ...user, endsOn, endReason: reason }
  await save(user, after)
  await note(actor, after, 'user.end', {
    before: audited(user),
    after: audited(after),
    note: reason,
  })
}

/**
 * A new one-time link for somebody who forgot the password; earlier links are void.
 * @throws {NotFound} out of reach; {WrongState} for an ended account
 */
export async function linkUser(actor: Actor, id: string): Promise<string> {
  const user = await accountInReach(actor, id)
  assertOpen(user, 'link')
  if (id === actor.userId) throw new RuleBroken({ form: { key: 'users.rules.notOwnLink' } })
  const token = await makeInvitation(user._id, actor.userId)
  await note(actor, user, 'user.link', {})
  return token
}

async function userToMove(
  actor: Actor,
  id: string,
  version: number,
  event: UserEvent,
): Promise<User> {
  const user = await managedAccount(actor, id)
  assertVersion('user', user, version)
  assertOpen(user, event)
  return user
}

function assertOpen(user: User, event: UserEvent): void {
  const status = userStatus(user, today())
  assertNext(next(userTransitions, status, event), `user.${status}`, event)
}

async function organisationFor(actor: Actor | null, id: string): Promise<Organisation> {
  const found = actor
    ? await staffedOrganisation(actor, id)
    : await OrganisationModel.findById(id).lean()
  if (!found) throw new RuleBroken({ organisationId: { key: 'forms.notThere' } })
  return found
}

function fieldsOf(told: UserTold, organisation: Organisation) {
  return {
    username: told.username,
    fullName: told.fullName,
    email: told.email,
    organisationId: organisation._id,
    regencyCode: organisation.regencyCode,
    role: told.role,
    farmerId: told.farmerId === null ? null : new Types.ObjectId(told.farmerId),
    districtCodes: told.districtCodes,
    searchWords: searchWords([told.fullName, told.username]),
  }
}

function phoneOf(typed: string | null): Pick<User, 'phoneCipher' | 'phoneHash'> {
  const phone = typed && normalisePhone(typed)
  return phone
    ? { phoneCipher: encryptField(phone), phoneHash: hashField(phone) }
    : { phoneCipher: null, phoneHash: null }
}

async function save(before: User, after: User): Promise<void> {
  after.version = before.version + 1
  const { _id, ...fields } = { ...after, updatedAt: now() }
  await write(() => UserModel.updateOne({ _id, version: before.version }, { $set: fields }))
}

/** Of two who take a name or number at the same moment, the second is told that it is taken. */
async function write(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!isDuplicateOf(error, 'users')) throw error
    const isPhone = /phoneHash/.test((error as Error).message)
    throw new RuleBroken(
      isPhone
        ? { phone: { key: 'users.rules.phoneTaken' } }
        : { username: { key: 'users.rules.usernameTaken' } },
    )
  }
}

async function note(
  actor: Actor | null,
  user: User,
  act: string,
  changes: { before?: Record<string, unknown>; after?: Record<string, unknown>; note?: string },
): Promise<void> {
  const { _id, username: number, version } = user
  await recordAudit(actor, {
    act,
    record: { kind: 'user', id: String(_id), number, version },
    ...changes,
  })
}

/** What the trail keeps of an account: the phone only by its last digits. */
function audited(user: User): Record<string, unknown> {
  const { fullName, username, email, organisationId, role, farmerId, districtCodes } = user
  return {
    fullName,
    username,
    phone: user.phoneCipher && maskPhone(decryptField(user.phoneCipher)),
    email,
    organisationId: String(organisationId),
    role,
    farmerId: farmerId && String(farmerId),
    districtCodes: [...districtCodes].sort().join(' '),
    endsOn: user.endsOn,
  }
}
