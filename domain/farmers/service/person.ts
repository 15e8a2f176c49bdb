import type { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
import type { Answer } from '../../../models/record.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { faultsByField, type Fault } from '../../fault.ts'
import { decryptField, encryptField, hashField } from '../../field-crypto.ts'
import { isId } from '../../find-visible.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { villagesMeant } from '../../regions.ts'
import { groupsVisibleTo, placesOf } from '../../scopes.ts'
import { searchWords } from '../../search-words.ts'
import { checkNik, foreignNikQuestion, maskNik, normaliseNik } from '../nik.ts'
import { personFaults } from '../person-rules.ts'
import { maskPhone, normalisePhone } from '../phone.ts'

/** A person as told to the officer; `villageCode` may be a code or words that mean one village. */
export interface PersonTold {
  nik: string | null
  fullName: string
  gender: Farmer['gender']
  birthOn: string
  phone: string | null
  villageCode: string
  address: string | null
  groupId: string
}

/** What is kept of a person after all rules were asked. */
export type PersonKept = Pick<
  Farmer,
  | 'fullName'
  | 'nikCipher'
  | 'nikHash'
  | 'nikLast4'
  | 'gender'
  | 'birthOn'
  | 'phoneCipher'
  | 'phoneHash'
  | 'villageCode'
  | 'districtCode'
  | 'regencyCode'
  | 'address'
  | 'groupId'
  | 'searchWords'
>

/**
 * Asks every rule about a person, then what must be asked.
 * @param before the record that is being changed; null for a new one
 * @throws {RuleBroken} by field, {MustAsk} when the NIK was issued elsewhere
 */
export async function checkPerson(
  actor: Actor,
  told: PersonTold,
  number: string,
  before: Farmer | null,
  confirmed: Confirmed,
): Promise<{ person: PersonKept; group: Organisation | null; answers: Answer[] }> {
  const nik = nikOf(told.nik, before)
  const phone = phoneOf(told.phone, before)
  const villageCode = villageOf(actor, told.villageCode, before)
  const group = await groupInSight(actor, told.groupId)
  const keepsGroup = before !== null && String(before.groupId) === told.groupId
  const nikFault = checkNik(nik, told) ?? (await nikTaken(hashField(nik), before))
  const faults = {
    ...faultsByField({ nik: nikFault }),
    ...personFaults({ ...told, phone }, today()),
    ...faultsByField({
      villageCode: villageCode ? null : { key: 'farmers.rules.village' },
      groupId: group || keepsGroup ? null : { key: 'forms.notThere' },
    }),
  }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const isNewNik = before === null || decryptField(before.nikCipher) !== nik
  const question = isNewNik ? foreignNikQuestion(nik) : null
  const answers = answersTo(actor, question ? [question] : [], confirmed)
  const person = {
    ...kept(told, nik, phone === null ? null : normalisePhone(phone), villageCode!),
    groupId: group?._id ?? before!.groupId,
    searchWords: searchWords([told.fullName, number]),
  }
  return { person, group, answers }
}

function kept(told: PersonTold, nik: string, phone: string | null, villageCode: string) {
  return {
    fullName: told.fullName,
    nikCipher: encryptField(nik),
    nikHash: hashField(nik),
    nikLast4: nik.slice(-4),
    gender: told.gender,
    birthOn: told.birthOn,
    phoneCipher: phone === null ? null : encryptField(phone),
    phoneHash: phone === null ? null : hashField(phone),
    villageCode,
    districtCode: villageCode.slice(0, 6),
    regencyCode: villageCode.slice(0, 4),
    address: told.address,
  }
}

// a form of change shows numbers masked: one that still has its stars was not touched
const isMasked = (typed: string) => typed.includes('*')

// left out, it stays as well
function nikOf(typed: string | null, before: Farmer | null): string {
  if (before && (typed === null || isMasked(typed))) return decryptField(before.nikCipher)
  return normaliseNik(typed ?? '')
}

// emptied, it goes
function phoneOf(typed: string | null, before: Farmer | null): string | null {
  if (before === null || typed === null || !isMasked(typed)) return typed
  return before.phoneCipher && decryptField(before.phoneCipher)
}

function villageOf(actor: Actor, typed: string, before: Farmer | null): string | null {
  const places = [...placesOf(actor), ...(before ? [before.villageCode] : [])]
  const meant = new Set(villagesMeant(typed, places).map(({ code }) => code))
  return meant.size === 1 ? [...meant][0]! : null
}

async function groupInSight(actor: Actor, groupId: string): Promise<Organisation | null> {
  if (!isId(groupId)) return null
  return OrganisationModel.findOne({ $and: [{ _id: groupId }, groupsVisibleTo(actor)] }).lean()
}

/** Who holds this NIK already: the officer and the group are named, never the person. */
async function nikTaken(nikHash: string, before: Farmer | null): Promise<Fault | null> {
  const holder = await FarmerModel.findOne({ nikHash, status: 'active' }).lean()
  if (!holder || (before && holder._id.equals(before._id))) return null
  const [officer, group] = await Promise.all([
    officerOf(holder),
    OrganisationModel.findById(holder.groupId, { name: 1 }).lean(),
  ])
  const values = { officer: officer ?? '–', group: group?.name ?? '–' }
  return { key: 'farmers.rules.nikTaken', values }
}

/** The officer to ask about a farmer: who registered him, else who is in charge of his district. */
async function officerOf(farmer: {
  registeredBy: Types.ObjectId
  districtCode: string
}): Promise<string | null> {
  const registrant = await UserModel.findById(farmer.registeredBy, { fullName: 1 }).lean()
  if (registrant) return registrant.fullName
  const filter = { districtCodes: farmer.districtCode, role: 'extension-officer' as const }
  return (await UserModel.findOne(filter, { fullName: 1 }).lean())?.fullName ?? null
}

/** The particulars of which the audit trail and a stale form speak; numbers stay masked in both. */
export function auditedPerson(person: PersonKept & { photoId: Types.ObjectId | null }) {
  const { fullName, gender, birthOn, villageCode, address, groupId, photoId } = person
  return {
    nik: maskNik(person.nikLast4),
    fullName,
    gender,
    birthOn,
    phone: person.phoneCipher && maskPhone(decryptField(person.phoneCipher)),
    villageCode,
    address,
    groupId: String(groupId),
    photo: photoId && String(photoId),
  }
}
