import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { decryptField } from '../../field-crypto.ts'
import { findVisible } from '../../find-visible.ts'
import { farmersVisibleTo, groupsVisibleTo } from '../../scopes.ts'
import { consentPurposes } from '../consent.ts'
import { nameFor } from '../name.ts'
import { maskNik } from '../nik.ts'
import { maskPhone } from '../phone.ts'

/**
 * A farmer as this reader may see him: numbers masked for everybody; the province, which works with
 * initials, gets neither address nor picture.
 */
export function farmerAsSeenBy(actor: Actor, farmer: Farmer) {
  const isWide = actor.role === 'province-admin'
  return {
    id: farmer._id.toHexString(),
    number: farmer.number,
    status: farmer.status,
    version: farmer.version,
    fullName: nameFor(actor, farmer.fullName),
    nik: maskNik(farmer.nikLast4),
    gender: farmer.gender,
    birthOn: farmer.birthOn,
    phone: farmer.phoneCipher && maskPhone(decryptField(farmer.phoneCipher)),
    villageCode: farmer.villageCode,
    address: isWide ? null : farmer.address,
    groupId: farmer.groupId.toHexString(),
    photos: farmer.photoId && !isWide ? [{ href: `/photos/${String(farmer.photoId)}` }] : [],
    consents: Object.fromEntries(
      consentPurposes.map((purpose) => [purpose, farmer.consents[purpose] ?? null]),
    ),
    registeredAt: farmer.createdAt,
  }
}

/** A farmer in sight; what his acts and forms load. @throws {NotFound} */
export async function readFarmer(actor: Actor, id: string | undefined): Promise<Farmer> {
  return findVisible<Farmer>(FarmerModel, id, farmersVisibleTo(actor))
}

/** The same for whoever opens a page of the record: the look of an auditor is itself recorded. */
export async function lookAtFarmer(actor: Actor, id: string | undefined) {
  const farmer = await readFarmer(actor, id)
  await recordLook(actor, {
    kind: 'farmer',
    id: farmer._id.toHexString(),
    number: farmer.number,
    version: farmer.version,
  })
  const [group, registrant] = await Promise.all([
    OrganisationModel.findById(farmer.groupId, { name: 1 }).lean(),
    UserModel.findById(farmer.registeredBy, { fullName: 1 }).lean(),
  ])
  return {
    farmer: farmerAsSeenBy(actor, farmer),
    farmerId: farmer._id,
    answers: farmer.answers,
    groupName: group?.name ?? null,
    registeredByName: registrant ? nameFor(actor, registrant.fullName) : null,
  }
}

/** The groups that a person may put a farmer into, or filter by, by name; of one regency if asked. */
export async function groupsInSight(
  actor: Actor,
  regencyCode?: string,
): Promise<{ id: string; name: string }[]> {
  const within = regencyCode === undefined ? {} : { regencyCode }
  const filter = { $and: [groupsVisibleTo(actor), within] }
  const groups = await OrganisationModel.find(filter, { name: 1 }).lean()
  return groups
    .map(({ _id, name }) => ({ id: _id.toHexString(), name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Names of groups by id, for a page of rows. */
export async function groupNames(ids: readonly string[]): Promise<Map<string, string>> {
  const groups = await OrganisationModel.find(
    { _id: { $in: [...new Set(ids)] } },
    { name: 1 },
  ).lean()
  return new Map(groups.map(({ _id, name }) => [_id.toHexString(), name]))
}
