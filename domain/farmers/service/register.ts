import { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { attachPhoto } from '../../photos.ts'
import { isDuplicateOf } from '../../once.ts'
import type { Confirmed } from '../../questions.ts'
import { auditedPerson, checkPerson, type PersonTold } from './person.ts'
import { moveRegistry, placeOfGroup } from './registry.ts'

/**
 * Registers a farmer in a village and group of the actor.
 * @throws {RuleBroken} by field, {MustAsk} when the NIK was issued elsewhere
 */
export async function registerFarmer(
  actor: Actor,
  told: PersonTold,
  photoId: string | null,
  confirmed: Confirmed,
  number: string,
): Promise<Farmer> {
  const { person, group, answers } = await checkPerson(actor, told, number, null, confirmed)
  const farmer: Farmer = {
    _id: new Types.ObjectId(),
    number,
    status: 'active',
    ...person,
    photoId: photoId ? new Types.ObjectId(photoId) : null,
    consents: {},
    answers,
    registeredBy: new Types.ObjectId(actor.userId),
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await insert(farmer)
  if (photoId) await attachPhoto(photoId, { farmerId: farmer._id, kind: 'farmer', id: farmer._id })
  await moveRegistry(farmer.groupId, placeOfGroup(group, farmer), { farmers: 1 })
  await recordAudit(actor, {
    act: 'farmer.register',
    record: { kind: 'farmer', id: farmer._id.toHexString(), number, version: 1 },
    after: auditedPerson(farmer),
  })
  return farmer
}

/** Of two who register one NIK at once the second is asked to try again, and is then refused by name. */
async function insert(farmer: Farmer): Promise<void> {
  try {
    await FarmerModel.create([farmer])
  } catch (error) {
    if (isDuplicateOf(error, 'farmers')) {
      const { addErrorLabel } = error as { addErrorLabel?: (label: string) => void }
      addErrorLabel?.call(error, 'TransientTransactionError')
    }
    throw error
  }
}
