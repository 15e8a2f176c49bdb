import { OrganisationModel } from '../../../models/organisation.ts'
import { UserModel, type User } from '../../../models/user.ts'
import { inTransaction } from '../../../database/transaction.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { hasEnded } from '../status.ts'
import { normalisePhone } from '../../farmers/phone.ts'
import { hashField } from '../../field-crypto.ts'
import { isRightPassword } from './secret.ts'
import { clearFailures, countFailure, mayTry } from './tries.ts'

/** Who signed in, and what his session must remember. */
export interface SignedIn {
  actor: Actor
  epoch: number
  mustChangePassword: boolean
}

/**
 * Signs a person in by username or phone.
 * @throws {RuleBroken} with the same words whether the name, the password or the account is wrong
 * @throws {TooManyTries} after too many failures
 */
export async function signIn(name: string, password: string, address: string): Promise<SignedIn> {
  const tries = { account: name, address }
  await mayTry(tries)
  const user = await userByName(name)
  const isRight = await isRightPassword(user?.passwordHash ?? null, password)
  if (!user || !isRight || hasEnded(user, today())) {
    await countFailure(tries)
    throw new RuleBroken({ username: { key: 'accounts.signIn.wrong' } })
  }
  await clearFailures(name)
  const actor = await actorOf(user)
  await inTransaction(() =>
    recordAudit(actor, {
      act: 'account.sign-in',
      record: { kind: 'user', id: actor.userId, number: user.username, version: user.version },
    }),
  )
  return { actor, epoch: user.sessionEpoch, mustChangePassword: user.mustChangePassword }
}

// two look-ups, not $or, which would read every account
async function userByName(name: string): Promise<User | null> {
  const byUsername = await UserModel.findOne({ username: name.trim().toLowerCase() }).lean()
  if (byUsername) return byUsername
  const phone = normalisePhone(name)
  return phone === null ? null : UserModel.findOne({ phoneHash: hashField(phone) }).lean()
}

/** The person of a session, or null when the session or the account has ended meanwhile. */
export async function actorOfSession(userId: string, epoch: number): Promise<Actor | null> {
  const user = await UserModel.findById(userId).lean()
  if (!user || user.sessionEpoch !== epoch || hasEnded(user, today())) return null
  return actorOf(user)
}

/** The person of an account, as services and rules see him. */
export async function actorOf(user: User): Promise<Actor> {
  const organisation = await OrganisationModel.findById(user.organisationId, { name: 1 }).lean()
  return {
    userId: user._id.toHexString(),
    username: user.username,
    fullName: user.fullName,
    role: user.role,
    organisationId: user.organisationId.toHexString(),
    organisationName: organisation?.name ?? '',
    regencyCode: user.regencyCode,
    districtCodes: user.districtCodes,
    farmerId: user.farmerId?.toHexString() ?? null,
    language: user.language,
  }
}

/** Keeps the language that a person chose. */
export async function rememberLanguage(actor: Actor, language: 'id' | 'en'): Promise<void> {
  await UserModel.updateOne({ _id: actor.userId }, { $set: { language } })
}
