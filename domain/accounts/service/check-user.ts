import { CounterModel } from '../../../models/counter.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import type { Organisation } from '../../../models/organisation.ts'
import { UserModel, type User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { maskPhone, normalisePhone } from '../../farmers/phone.ts'
import type { Fault } from '../../fault.ts'
import { hashField } from '../../field-crypto.ts'
import { accountFaults, type AccountTold } from '../account-rules.ts'
import { hasEnded } from '../status.ts'

/**
 * The rules of an account, then what only the database knows: whether the farmer is one of the group
 * and has no account yet, whether name and phone are free.
 * @param own the account itself when it is changed
 * @throws {RuleBroken}
 */
export async function checkUser(
  actor: Actor | null,
  told: AccountTold,
  home: Organisation,
  own: User['_id'] | null,
): Promise<void> {
  const faults = accountFaults(told, home)
  const farmerFault =
    told.farmerId !== null && !faults['farmerId'] && !faults['role']
      ? await farmerFaultOf(told.farmerId, home, own)
      : null
  if (farmerFault) faults['farmerId'] = farmerFault
  // a name stays with its account for ever, so that the past can be read
  const holder = await UserModel.findOne({ username: told.username }, { _id: 1 }).lean()
  if (holder && !holder._id.equals(own ?? ''))
    faults['username'] ??= { key: 'users.rules.usernameTaken' }
  if (!faults['phone'] && told.phone !== null && (await isPhoneTaken(actor, told.phone, own)))
    faults['phone'] = { key: 'users.rules.phoneTaken' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

/** A farmer has one account at a time; a new one may follow one that has ended. */
async function farmerFaultOf(
  farmerId: string,
  group: Organisation,
  own: User['_id'] | null,
): Promise<Fault | null> {
  // written, not only read, so that of two who make an account for him the second sees the first
  const { matchedCount } = await FarmerModel.updateOne(
    { _id: farmerId, groupId: group._id, status: 'active' },
    { $set: { updatedAt: now() } },
  )
  if (matchedCount === 0) return { key: 'forms.notThere' }
  const others = await UserModel.find({ farmerId }, { endsOn: 1 }).lean()
  const isTaken = others.some((user) => !user._id.equals(own ?? '') && !hasEnded(user, today()))
  return isTaken ? { key: 'users.rules.farmerTaken' } : null
}

/** A number belongs to one account; one that has ended gives it up to whoever comes after. */
async function isPhoneTaken(
  actor: Actor | null,
  typed: string,
  own: User['_id'] | null,
): Promise<boolean> {
  const phone = normalisePhone(typed)!
  const holder = await UserModel.findOne({ phoneHash: hashField(phone) }).lean()
  if (!holder || holder._id.equals(own ?? '')) return false
  if (!hasEnded(holder, today())) return true
  const version = holder.version + 1
  await UserModel.updateOne(
    { _id: holder._id },
    { $set: { phoneCipher: null, phoneHash: null, version, updatedAt: now() } },
  )
  await recordAudit(actor, {
    act: 'user.edit',
    record: { kind: 'user', id: String(holder._id), number: holder.username, version },
    before: { phone: maskPhone(phone) },
    after: { phone: null },
  })
  return false
}

/**
 * Makes sure that an administrator who is about to go is not the last who can sign in.
 * @throws {RuleBroken} at `field`
 */
export async function keepAnAdministrator(user: User, field: string): Promise<void> {
  if (user.role !== 'administrator') return
  // written by whoever takes an administrator away, so that two cannot take away each other
  await CounterModel.updateOne({ _id: 'administrators' }, { $inc: { last: 1 } }, { upsert: true })
  const others = await UserModel.find(
    { role: 'administrator', endsOn: null, _id: { $ne: user._id } },
    { passwordHash: 1 },
  ).lean()
  if (!others.some(({ passwordHash }) => passwordHash !== null)) {
    throw new RuleBroken({ [field]: { key: 'users.rules.lastAdministrator' } })
  }
}
