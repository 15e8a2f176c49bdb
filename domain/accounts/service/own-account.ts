import { createHash } from 'node:crypto'
import { inTransaction } from '../../../database/transaction.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import { InvitationModel } from '../../../models/invitation.ts'
import { SessionModel } from '../../../models/session.ts'
import { UserModel, type User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { maskPhone } from '../../farmers/phone.ts'
import { decryptField } from '../../field-crypto.ts'
import { deviceName } from '../device.ts'
import { passwordFaults } from '../password.ts'
import { notePassword, setPassword } from './invitations.ts'
import { hashPassword, isRightPassword } from './secret.ts'
import { clearFailures, countFailure, mayTry } from './tries.ts'

/** A browser in which a person is signed in. Its id is a digest: that of the session opens it. */
export interface Device {
  id: string
  device: string | null
  signedInAt: string | null
  isCurrent: boolean
}

/** A person's own account, with the farmer it is tied to and the devices signed in. */
export async function readOwnAccount(actor: Actor, sessionId: string) {
  const user = await ownUser(actor)
  const farmer = user.farmerId
    ? await FarmerModel.findById(user.farmerId, { number: 1, fullName: 1 }).lean()
    : null
  return {
    user,
    phone: user.phoneCipher && maskPhone(decryptField(user.phoneCipher)),
    farmer: farmer && { number: farmer.number, fullName: farmer.fullName },
    devices: await devicesOf(user, sessionId),
  }
}

async function ownUser(actor: Actor): Promise<User> {
  const user = await UserModel.findById(actor.userId).lean()
  if (!user) throw new NotFound()
  return user
}

/** The devices of an account, this one first, then the latest. */
export async function devicesOf(
  user: Pick<User, '_id' | 'sessionEpoch'>,
  sessionId: string | null,
): Promise<Device[]> {
  const sessions = await SessionModel.find({ 'session.userId': String(user._id) }).lean()
  return sessions
    .filter(({ session }) => session.epoch === user.sessionEpoch)
    .map(({ _id, session }) => ({
      id: deviceId(_id),
      device: deviceName(session.device ?? ''),
      signedInAt: session.signedInAt ?? null,
      isCurrent: _id === sessionId,
    }))
    .sort(
      (a, b) =>
        Number(b.isCurrent) - Number(a.isCurrent) ||
        (b.signedInAt ?? '').localeCompare(a.signedInAt ?? ''),
    )
}

/** A device that is signed in now. @throws {NotFound} */
export async function readDevice(actor: Actor, id: string): Promise<Device> {
  const device = (await devicesOf(await ownUser(actor), null)).find((each) => each.id === id)
  if (!device) throw new NotFound()
  return device
}

/** Signs a device out; in the transaction of the act. */
export async function endDevice(actor: Actor, id: string): Promise<void> {
  const user = await ownUser(actor)
  const sessions = await SessionModel.find({ 'session.userId': actor.userId }, { _id: 1 }).lean()
  const ended = sessions.filter(({ _id }) => deviceId(_id) === id)
  await SessionModel.deleteMany({ _id: { $in: ended.map(({ _id }) => _id) } })
  const { username: number, version } = user
  await recordAudit(actor, {
    act: 'account.end-device',
    record: { kind: 'user', id: actor.userId, number, version },
  })
}

/**
 * Changes the own password. The present one is asked again, under the same limit of failures as
 * sign-in; every other session ends.
 * @returns the new epoch, for the session that goes on
 * @throws {RuleBroken} {TooManyTries}
 */
export async function changePassword(
  actor: Actor,
  given: { currentPassword: string; password: string; passwordAgain: string },
  address: string,
): Promise<number> {
  const tries = { account: actor.username, address }
  await mayTry(tries)
  const user = await ownUser(actor)
  if (!(await isRightPassword(user.passwordHash, given.currentPassword))) {
    await countFailure(tries)
    throw new RuleBroken({ currentPassword: { key: 'accounts.password.wrong' } })
  }
  await clearFailures(actor.username)
  const faults = passwordFaults(given.password, given.passwordAgain, user.username)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  if (given.password === given.currentPassword) {
    throw new RuleBroken({ password: { key: 'accounts.password.same' } })
  }
  const passwordHash = await hashPassword(given.password)
  return inTransaction(async () => {
    const current = await ownUser(actor)
    await InvitationModel.deleteMany({ userId: current._id })
    const epoch = await setPassword(current, passwordHash)
    await notePassword(actor, current, 'account.password')
    return epoch
  })
}

function deviceId(sessionId: string): string {
  return createHash('sha256').update(`device:${sessionId}`).digest('hex').slice(0, 24)
}
