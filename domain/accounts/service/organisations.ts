import { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel, type Organisation } from '../../../models/organisation.ts'
export type { Organisation } from '../../../models/organisation.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit, recordLook } from '../../audit.ts'
import { now } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { normalisePhone } from '../../farmers/phone.ts'
import type { FaultsByField } from '../../fault.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { listPage } from '../../paging.ts'
import { regencyKinds, type OrganisationKind } from '../../permissions.ts'
import { parseVillageCode, villagesMeant } from '../../regions.ts'
import { organisationsManagedBy } from '../../scopes.ts'
import { queryWords, searchWords } from '../../search-words.ts'
import { organisationFaults, regencyOf, type OrganisationTold } from '../organisation-rules.ts'

export interface OrganisationFilter {
  q: string | null
  kind: OrganisationKind | null
}

/** The kinds of organisation that a person may set up. */
export function kindsFor(actor: Actor, all: readonly OrganisationKind[]): OrganisationKind[] {
  return all.filter((kind) => actor.role !== 'regency-admin' || regencyKinds.includes(kind))
}

/** One page of the organisations that a person manages, by name. */
export async function listOrganisations(
  actor: Actor,
  filter: OrganisationFilter,
  after: string | null,
) {
  return listPage<Organisation>(
    (filter) => OrganisationModel.find(filter),
    { $and: [...queryOf(actor, filter)] },
    'name',
    after,
    'forward',
  )
}

/** Every organisation of the filter, from one unsorted cursor, for files. */
export function streamOrganisations(actor: Actor, filter: OrganisationFilter) {
  return OrganisationModel.find({ $and: queryOf(actor, filter) })
    .lean()
    .cursor()
}

function queryOf(actor: Actor, { q, kind }: OrganisationFilter) {
  return [
    organisationsManagedBy(actor),
    kind === null ? {} : { kind },
    ...queryWords(q ?? '').map((word) => ({ searchWords: word })),
  ]
}

/** One organisation that the person manages. @throws {NotFound} */
export async function readOrganisation(actor: Actor, id: string): Promise<Organisation> {
  return findVisible<Organisation>(OrganisationModel, id, organisationsManagedBy(actor))
}

/** The same with the number of its accounts, for its page; an auditor's look is recorded. */
export async function lookAtOrganisation(actor: Actor, id: string) {
  const organisation = await readOrganisation(actor, id)
  await recordLook(actor, recordOf(organisation))
  const people = await UserModel.countDocuments({ organisationId: organisation._id })
  return { organisation, people }
}

/** Sets up an organisation. @throws {RuleBroken} */
export async function registerOrganisation(
  actor: Actor,
  written: OrganisationTold,
): Promise<string> {
  const told = withVillage(actor, written)
  if (!kindsFor(actor, [told.kind]).includes(told.kind)) {
    throw new RuleBroken({ kind: { key: 'forms.choice' } })
  }
  await check(actor, told, null)
  const organisation: Organisation = {
    _id: new Types.ObjectId(),
    ...fieldsOf(actor, told),
    groupClass: null,
    registeredNumber: null,
    leaderId: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await OrganisationModel.create([organisation])
  await recordAudit(actor, {
    act: 'organisation.register',
    record: recordOf(organisation),
    after: audited(organisation),
  })
  return String(organisation._id)
}

/**
 * Changes an organisation. Its kind is fixed; its regency too once people or farmers belong to it.
 * @throws {RuleBroken} {StaleVersion}
 */
export async function editOrganisation(
  actor: Actor,
  id: string,
  version: number,
  written: OrganisationTold,
): Promise<void> {
  const before = await readOrganisation(actor, id)
  assertVersion('organisation', before, version)
  const told = withVillage(actor, written)
  await check(actor, told, before)
  const after = { ...before, ...fieldsOf(actor, told), version: version + 1, updatedAt: now() }
  await saveOrganisation(actor, before, after, 'organisation.edit')
}

/** Writes a changed organisation and its trail; in the transaction of the act. */
export async function saveOrganisation(
  actor: Actor,
  before: Organisation,
  after: Organisation,
  act: 'organisation.edit' | 'group.edit',
): Promise<void> {
  const { _id, ...fields } = after
  await OrganisationModel.updateOne({ _id, version: before.version }, { $set: fields })
  await recordAudit(actor, {
    act,
    record: recordOf(after),
    before: audited(before),
    after: audited(after),
  })
}

async function check(
  actor: Actor,
  told: OrganisationTold,
  before: Organisation | null,
): Promise<void> {
  const place = withOwnRegency(actor, told)
  const faults = organisationFaults(place)
  if (actor.role === 'regency-admin' && regencyOf(place) !== actor.regencyCode) {
    faults[told.regencyCode === null ? 'villageCode' : 'regencyCode'] ??= { key: 'forms.notThere' }
  }
  if (before) await checkWhatIsFixed(before, place, faults)
  const twins = await OrganisationModel.find(
    { kind: told.kind, regencyCode: regencyOf(place), name: told.name },
    { villageCode: 1 },
  ).lean()
  const isTwin = twins.some(
    ({ _id, villageCode }) =>
      !_id.equals(before?._id ?? '') && villageCode === (told.villageCode ?? null),
  )
  if (isTwin) faults['name'] ??= { key: 'organisations.rules.nameTaken' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

async function checkWhatIsFixed(
  before: Organisation,
  told: OrganisationTold,
  faults: FaultsByField,
): Promise<void> {
  if (told.kind !== before.kind) faults['kind'] = { key: 'organisations.rules.kindFixed' }
  if (regencyOf(told) === before.regencyCode) return
  const isUsed =
    (await UserModel.exists({ organisationId: before._id })) ??
    (await FarmerModel.exists({ groupId: before._id }))
  if (isUsed)
    faults[told.regencyCode === null ? 'villageCode' : 'regencyCode'] ??= {
      key: 'organisations.rules.regencyFixed',
    }
}

/** Where a person may set up an organisation, as beginnings of village codes. */
export function placesFor(actor: Actor, regencyCode: string | null): string[] {
  const own = actor.role === 'regency-admin' ? actor.regencyCode : null
  return [own ?? regencyCode ?? '35']
}

// the village as it was written, by code or by name, becomes its code
function withVillage(actor: Actor, written: OrganisationTold): OrganisationTold {
  if (written.villageCode === null) return written
  // a code is taken wherever it is, so that the rules can say what is wrong with the place
  const code = parseVillageCode(
    /\(([\d.]+)\)\s*$/.exec(written.villageCode)?.[1] ?? written.villageCode,
  )
  if (code) return { ...written, villageCode: code }
  const meant = villagesMeant(written.villageCode, placesFor(actor, written.regencyCode))
  if (meant.length === 1) return { ...written, villageCode: meant[0]!.code }
  throw new RuleBroken({ villageCode: { key: 'organisations.rules.village' } })
}

// a regency sets up what is its own; the form need not say so
function withOwnRegency(actor: Actor, told: OrganisationTold): OrganisationTold {
  if (actor.role !== 'regency-admin' || regencyOf(told) !== null) return told
  return { ...told, regencyCode: actor.regencyCode }
}

function fieldsOf(actor: Actor, told: OrganisationTold) {
  return {
    name: told.name,
    kind: told.kind,
    bankKind: told.bankKind,
    regencyCode: regencyOf(withOwnRegency(actor, told)),
    districtCode: told.villageCode?.slice(0, 6) ?? null,
    villageCode: told.villageCode,
    phone: told.phone && normalisePhone(told.phone),
    searchWords: searchWords([told.name]),
  }
}

function recordOf({ _id, registeredNumber, version }: Organisation) {
  return { kind: 'organisation', id: String(_id), number: registeredNumber, version }
}

function audited(organisation: Organisation): Record<string, unknown> {
  const { name, kind, bankKind, regencyCode, villageCode, phone, groupClass, registeredNumber } =
    organisation
  const leaderId = organisation.leaderId && String(organisation.leaderId)
  return {
    name,
    kind,
    bankKind,
    regencyCode,
    villageCode,
    phone,
    groupClass,
    registeredNumber,
    leaderId,
  }
}
