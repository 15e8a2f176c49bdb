import { createHash, randomBytes } from 'node:crypto'
import { inTransaction } from '../../../database/transaction.ts'
import { InvitationModel } from '../../../models/invitation.ts'
import { UserModel, type User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { tell } from '../../messages.ts'
import { passwordFaults } from '../password.ts'
import { hasEnded } from '../status.ts'
import { hashPassword } from './secret.ts'
import { actorOf, type SignedIn } from './sign-in.ts'

/** Days for which a link can be used (U); long enough for a farmer who comes to the next meeting. */
export const linkDays = 7

/**
 * Makes a one-time link for an account and forgets the earlier ones; in the transaction of the act.
 * @returns the token, which is kept nowhere: only its hash is
 */
export async function makeInvitation(
  userId: User['_id'],
  issuedBy: User['_id'] | string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await InvitationModel.deleteMany({ userId })
  await InvitationModel.create([
    {
      _id: hashOf(token),
      userId,
      issuedBy,
      // the database removes what has expired by machine time, whatever CLOCK says
      expiresAt: new Date(Date.now() + linkDays * 24 * 3600_000),
    },
  ])
  return token
}

/**
 * The account that a link is for.
 * @throws {NotFound} in one way for a link that is unknown, used or expired, or of an ended account
 */
export async function readInvitation(token: string): Promise<User> {
  const invitation = await InvitationModel.findById(hashOf(token)).lean()
  if (!invitation || invitation.expiresAt.getTime() <= Date.now()) throw new NotFound()
  const user = await UserModel.findById(invitation.userId).lean()
  if (!user || hasEnded(user, today())) throw new NotFound()
  return user
}

/**
 * Sets the password of a link's account; the link is used up, and every open session ends.
 * @throws {NotFound} as `readInvitation`; {RuleBroken} when the password is no good
 */
export async function acceptInvitation(
  token: string,
  password: string,
  again: string,
): Promise<SignedIn> {
  const { username } = await readInvitation(token)
  const faults = passwordFaults(password, again, username)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const passwordHash = await hashPassword(password)
  return inTransaction(async () => {
    const user = await readInvitation(token)
    await InvitationModel.deleteMany({ userId: user._id })
    const epoch = await setPassword(user, passwordHash)
    const actor = await actorOf(user)
    await notePassword(actor, user, 'account.invitation')
    return { actor, epoch, mustChangePassword: false }
  })
}

/** Writes a new password; the sessions opened before are ended. Returns the new epoch. */
export async function setPassword(user: User, passwordHash: string): Promise<number> {
  const sessionEpoch = user.sessionEpoch + 1
  await UserModel.updateOne(
    { _id: user._id },
    { $set: { passwordHash, mustChangePassword: false, sessionEpoch, updatedAt: now() } },
    { timestamps: false },
  )
  return sessionEpoch
}

/** The trail of a new password, and a word to its owner: it may not have been him. */
export async function notePassword(
  actor: Actor,
  user: User,
  act: 'account.invitation' | 'account.password',
): Promise<void> {
  const { username: number, version } = user
  await recordAudit(actor, { act, record: { kind: 'user', id: actor.userId, number, version } })
  await tell([user._id], { key: 'messages.passwordChanged', href: '/account' })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
