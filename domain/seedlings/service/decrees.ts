import { Types } from 'mongoose'
import { SeedlingDecreeModel, type SeedlingDecree } from '../../../models/seedling-decree.ts'
import {
  SeedlingProgrammeModel,
  type SeedlingProgramme,
} from '../../../models/seedling-programme.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter } from '../../dates.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { findVisible } from '../../find-visible.ts'
import { attachPaper, type KeptPaper } from '../../photos.ts'
import { decreesVisibleTo, seedlingsVisibleTo } from '../../scopes.ts'
import { tellFarmer } from './decide.ts'
import { saveRequest } from './requests.ts'
export type { SeedlingDecree } from '../../../models/seedling-decree.ts'

export interface DecreeTold {
  number: string
  signedOn: string
  signer: string
  seedlingRequestIds: string[]
  amends: string | null
}

/**
 * Fixes who gets seedlings. An amending decree states the whole list anew: who is no longer on it
 * and has nothing allocated yet is verified again, who is new on it is established.
 * @throws {RuleBroken} for requests that are not verified, not there, or beyond the quota
 */
export async function makeDecree(
  actor: Actor,
  programmeId: Types.ObjectId,
  told: DecreeTold,
  file: KeptPaper | null,
): Promise<SeedlingDecree> {
  const programme = (await SeedlingProgrammeModel.findById(programmeId).lean())!
  if (isAfter(told.signedOn, today()))
    throw new RuleBroken({
      signedOn: { key: 'rules.seedling.inFuture', values: { today: today() } },
    })
  if (await SeedlingDecreeModel.exists({ regencyCode: actor.regencyCode, number: told.number }))
    throw new RuleBroken({ number: { key: 'rules.seedling.decreeTwice' } })
  const amended = await amendedBy(actor, programme, told.amends)
  const listed = await listedRequests(actor, programme, told.seedlingRequestIds)
  const kept = new Set((amended?.seedlingRequestIds ?? []).map(String))
  const added = listed.filter(({ _id }) => !kept.has(String(_id)))
  const wrong = added.find(({ status }) => status !== 'verified')
  if (wrong)
    throw new RuleBroken({
      seedlingRequestIds: { key: 'rules.seedling.notVerified', values: { number: wrong.number } },
    })
  const dropped = await droppedRequests(amended, listed)
  await moveQuota(actor, programme, added, dropped)
  const stays = amended
    ? amended.seedlingRequestIds.filter((id) => !dropped.some(({ _id }) => _id.equals(id)))
    : []
  const ids = new Map([...stays, ...added.map(({ _id }) => _id)].map((id) => [String(id), id]))
  const decree: SeedlingDecree = {
    _id: new Types.ObjectId(),
    number: told.number,
    status: 'in-force',
    programmeId: programme._id,
    regencyCode: actor.regencyCode!,
    signedOn: told.signedOn,
    signer: told.signer,
    seedlingRequestIds: [...ids.values()],
    quantity: plantsOf(listed),
    amends: amended?._id ?? null,
    fileId: file ? new Types.ObjectId(file.id) : null,
    madeBy: new Types.ObjectId(actor.userId),
    madeByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await SeedlingDecreeModel.create([decree])
  if (file) await attachPaper(file, { farmerId: null, kind: 'seedling-decree', id: decree._id })
  await moveRequests(actor, decree, amended, added, dropped)
  await recordAudit(actor, {
    act: 'seedling-decree.make',
    record: { kind: 'seedling-decree', id: String(decree._id), number: decree.number, version: 1 },
    after: {
      signedOn: told.signedOn,
      signer: told.signer,
      requests: ids.size,
      quantity: decree.quantity,
    },
  })
  return decree
}

async function moveRequests(
  actor: Actor,
  decree: SeedlingDecree,
  amended: SeedlingDecree | null,
  added: SeedlingRequest[],
  dropped: SeedlingRequest[],
): Promise<void> {
  for (const request of added) {
    await saveRequest(actor, request, 'establish', { decreeId: decree._id }, decree.number)
    await tellFarmer(actor, request, 'established', decree.number)
  }
  for (const request of dropped)
    await saveRequest(actor, request, 'unestablish', { decreeId: null }, decree.number)
  if (!amended) return
  await SeedlingDecreeModel.updateOne(
    { _id: amended._id },
    { $set: { status: 'amended', updatedAt: now() }, $inc: { version: 1 } },
  )
  await SeedlingRequestModel.updateMany(
    { decreeId: amended._id },
    { $set: { decreeId: decree._id } },
  )
}

async function amendedBy(actor: Actor, programme: SeedlingProgramme, id: string | null) {
  if (id === null) return null
  const decree = await SeedlingDecreeModel.findOne({
    $and: [{ _id: id, programmeId: programme._id }, decreesVisibleTo(actor)],
  }).lean()
  if (!decree) throw new RuleBroken({ amends: { key: 'forms.notThere' } })
  if (decree.status === 'amended')
    throw new RuleBroken({ amends: { key: 'rules.seedling.amendedAlready' } })
  return decree
}

async function listedRequests(actor: Actor, programme: SeedlingProgramme, ids: string[]) {
  if (ids.length === 0) throw new RuleBroken({ seedlingRequestIds: { key: 'forms.missing' } })
  const wanted = [...new Set(ids)]
  const found = (await SeedlingRequestModel.find({
    $and: [{ _id: { $in: wanted }, programmeId: programme._id }, seedlingsVisibleTo(actor)],
  }).lean()) as SeedlingRequest[]
  if (found.length < wanted.length)
    throw new RuleBroken({ seedlingRequestIds: { key: 'forms.notThere' } })
  return found
}

/** Who was on the amended list, is left out now, and has nothing allocated yet. */
async function droppedRequests(amended: SeedlingDecree | null, listed: SeedlingRequest[]) {
  if (!amended) return []
  const stays = new Set(listed.map(({ _id }) => String(_id)))
  const gone = amended.seedlingRequestIds.filter((id) => !stays.has(String(id)))
  return (await SeedlingRequestModel.find({
    _id: { $in: gone },
    status: 'established',
  }).lean()) as SeedlingRequest[]
}

/** Verified plants of several requests. */
export function plantsOf(
  requests: readonly Pick<SeedlingRequest, 'lines'>[],
  code?: string,
): number {
  return requests
    .flatMap(({ lines }) => lines)
    .filter(({ varietyCode }) => code === undefined || varietyCode === code)
    .reduce((sum, line) => sum + (line.verifiedQuantity ?? 0), 0)
}

async function moveQuota(
  actor: Actor,
  programme: SeedlingProgramme,
  added: SeedlingRequest[],
  dropped: SeedlingRequest[],
): Promise<void> {
  const quotas = programme.quotas.map((quota) =>
    quota.regencyCode === actor.regencyCode
      ? { ...quota, established: quota.established + plantsOf(added) - plantsOf(dropped) }
      : quota,
  )
  const varieties = programme.varieties.map((variety) => ({
    ...variety,
    established:
      variety.established + plantsOf(added, variety.code) - plantsOf(dropped, variety.code),
  }))
  const over = [...quotas, ...varieties].find(({ established, quantity }) => established > quantity)
  if (over) {
    const values = { quantity: over.quantity, more: over.established - over.quantity }
    throw new RuleBroken({ seedlingRequestIds: { key: 'rules.seedling.overQuota', values } })
  }
  await SeedlingProgrammeModel.updateOne(
    { _id: programme._id },
    { $set: { quotas, varieties, updatedAt: now() } },
  )
}

/** A decree in sight of the actor. */
export async function findDecree(actor: Actor, id: string | undefined): Promise<SeedlingDecree> {
  return findVisible<SeedlingDecree>(SeedlingDecreeModel, id, decreesVisibleTo(actor))
}

/** Decrees of a programme in sight of the actor. */
export async function decreesOf(actor: Actor, programmeId: Types.ObjectId) {
  const decrees = await SeedlingDecreeModel.find({
    $and: [{ programmeId }, decreesVisibleTo(actor)],
  }).lean()
  return decrees.sort((a, b) => (a.signedOn < b.signedOn ? 1 : -1))
}

/** Requests that a new decree may list, or that an amended one lists already. */
export async function requestsToEstablish(
  actor: Actor,
  programmeId: Types.ObjectId,
): Promise<SeedlingRequest[]> {
  if (actor.role !== 'regency-admin') throw new NotFound()
  const found = (await SeedlingRequestModel.find({
    programmeId,
    regencyCode: actor.regencyCode,
    status: { $in: ['verified', 'established'] },
  }).lean()) as SeedlingRequest[]
  return found.sort((a, b) => (a.number < b.number ? -1 : 1))
}
