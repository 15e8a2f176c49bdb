import { Types } from 'mongoose'
import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { SeedConsignmentModel } from '../../../models/seed-consignment.ts'
import { SeedLotModel, type SeedLot } from '../../../models/seed-lot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter, isBefore } from '../../dates.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { attachPaper, type KeptPaper } from '../../photos.ts'
import { readVarieties } from '../../reference.ts'
import { seedLotsVisibleTo } from '../../scopes.ts'
import { lotFaults, sniChecks, type LotDays } from '../seed-checks.ts'
import { stockStatusOn } from '../status.ts'
import { writeEntries } from './append.ts'
export type { SeedLot } from '../../../models/seed-lot.ts'

/** A lot as the seed officer tells it. */
export type LotTold = LotDays &
  Pick<
    SeedLot,
    | 'varietyCode'
    | 'sourceGarden'
    | 'form'
    | 'quantity'
    | 'producerLicence'
    | 'certificateNumber'
    | 'issuer'
    | 'labelColour'
  >

/**
 * Registers a certified lot; its plants are on hand at the institute.
 * @throws {RuleBroken} for days, labels or amounts that cannot be
 */
export async function registerLot(
  actor: Actor,
  told: LotTold,
  scan: KeptPaper | null,
  number: string,
): Promise<SeedLot> {
  const faults = lotFaults(told, today())
  if (told.quantity < 1) faults['quantity'] = { key: 'rules.seedling.atLeastOne' }
  const varieties = await readVarieties()
  if (!varieties.some(({ code }) => code === told.varietyCode))
    faults['varietyCode'] = { key: 'forms.notThere' }
  if (await SeedLotModel.exists({ certificateNumber: told.certificateNumber }))
    faults['certificateNumber'] = { key: 'rules.seedling.certificateTwice' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const lot: SeedLot = {
    _id: new Types.ObjectId(),
    number,
    status: 'open',
    ...told,
    scanId: scan ? new Types.ObjectId(scan.id) : null,
    onHand: told.quantity,
    sent: 0,
    entryCount: 1,
    nurseryIds: [],
    regencyCodes: [],
    recalledAt: null,
    recallReason: null,
    registeredBy: new Types.ObjectId(actor.userId),
    registeredByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await SeedLotModel.create([lot])
  if (scan) await attachPaper(scan, { farmerId: null, kind: 'seed-lot', id: lot._id })
  await writeEntries(actor, [
    {
      kind: 'received',
      quantity: lot.quantity,
      unit: unitOf(lot),
      place: 'lot',
      balance: lot.quantity,
      lotId: lot._id,
      happenedOn: told.sortedOn ?? told.issuedOn,
      document: told.certificateNumber,
    },
  ])
  await recordAudit(actor, { act: 'seed-lot.register', record: audited(lot), after: { ...told } })
  return lot
}

/**
 * Sends part of a lot to a nursery.
 * @throws {WrongState} when the lot is recalled, lapsed or used up, {RuleBroken} for too much
 */
export async function sendLot(
  actor: Actor,
  id: string,
  version: number,
  told: { nurseryId: string; quantity: number; sentOn: string },
): Promise<void> {
  const lot = await findLot(actor, id)
  assertVersion('seed-lot', lot, version)
  const status = stockStatusOn(lot, today())
  if (status !== 'open' && status !== 'ready') throw new WrongState(`stock.${status}`, 'send')
  const nursery = await OrganisationModel.findOne({ _id: told.nurseryId, kind: 'nursery' }).lean()
  if (!nursery) throw new RuleBroken({ nurseryId: { key: 'forms.notThere' } })
  if (isAfter(told.sentOn, today()))
    throw new RuleBroken({ sentOn: { key: 'rules.seedling.inFuture', values: { today: today() } } })
  if (isBefore(told.sentOn, lot.issuedOn))
    throw new RuleBroken({
      sentOn: { key: 'rules.seedling.beforeIssued', values: { day: lot.issuedOn } },
    })
  if (told.quantity < 1) throw new RuleBroken({ quantity: { key: 'rules.seedling.atLeastOne' } })
  const left = lot.onHand - told.quantity
  if (left < 0)
    throw new RuleBroken({
      quantity: { key: 'rules.seedling.notEnoughLot', values: { onHand: lot.onHand } },
    })
  const moved = { ...lot, onHand: left, version: lot.version + 1 }
  await SeedLotModel.updateOne(
    { _id: lot._id, version: lot.version },
    {
      $inc: { onHand: -told.quantity, sent: told.quantity, entryCount: 1, version: 1 },
      $addToSet: { nurseryIds: nursery._id, regencyCodes: nursery.regencyCode },
      $set: { updatedAt: now(), status: left === 0 ? 'used-up' : lot.status },
    },
  )
  await SeedConsignmentModel.updateOne(
    { _id: `${String(lot._id)}:${String(nursery._id)}` },
    {
      $inc: { sent: told.quantity, left: told.quantity },
      $set: { lastSentOn: told.sentOn },
      $setOnInsert: { seedLotId: lot._id, nurseryId: nursery._id },
    },
    { upsert: true },
  )
  await writeEntries(actor, [
    {
      kind: 'handed-over',
      quantity: told.quantity,
      unit: unitOf(lot),
      place: 'lot',
      balance: moved.onHand,
      lotId: lot._id,
      happenedOn: told.sentOn,
      reason: nursery.name,
      regencyCode: nursery.regencyCode,
    },
  ])
  await recordAudit(actor, {
    act: 'seed-lot.send',
    record: audited({ ...lot, version: moved.version }),
    before: { onHand: lot.onHand },
    after: { onHand: moved.onHand, nurseryId: String(nursery._id), sentOn: told.sentOn },
  })
  await tell(await peopleOf(nursery._id, 'nursery-keeper'), {
    key: 'messages.seedling.sent',
    values: { number: lot.number, quantity: told.quantity },
    href: `/nursery-batches/new?seedLotId=${String(lot._id)}`,
  })
}

/** Accounts of an organisation in a role. */
export async function peopleOf(organisationId: Types.ObjectId, role: Actor['role']) {
  const users = await UserModel.find({ organisationId, role }, { _id: 1 }).lean()
  return users.map((user) => user._id)
}

/** Grams of seed, else plants. */
export function unitOf({ form }: Pick<SeedLot, 'form'>): 'plant' | 'g' {
  return form === 'seed' ? 'g' : 'plant'
}

function audited(lot: Pick<SeedLot, '_id' | 'number' | 'version'>) {
  return {
    kind: 'seed-lot',
    id: String(lot._id),
    number: lot.number,
    version: lot.version,
  }
}

/** A lot in sight of the actor. */
export async function findLot(actor: Actor, id: string | undefined): Promise<SeedLot> {
  return findVisible<SeedLot>(SeedLotModel, id, seedLotsVisibleTo(actor))
}

/** A lot with what its page tells: where it was sent, its batches, the checks of the standard. */
export async function readLot(actor: Actor, lot: SeedLot) {
  const [consignments, batches] = await Promise.all([
    SeedConsignmentModel.find({ seedLotId: lot._id }).lean(),
    NurseryBatchModel.find({ seedLotId: lot._id }).lean(),
  ])
  const isKeeper = actor.role === 'nursery-keeper'
  const own = <T extends { nurseryId: Types.ObjectId; regencyCode?: string }>(each: T) =>
    !isKeeper || String(each.nurseryId) === actor.organisationId
  const names = await namesOf(consignments.map(({ nurseryId }) => nurseryId))
  const inSight = batches.filter(own).filter(({ regencyCode }) => seesRegency(actor, regencyCode))
  return {
    lot: { ...lot, status: stockStatusOn(lot, today()) },
    checks: sniChecks(lot),
    consignments: consignments
      .filter(own)
      .map((each) => ({ ...each, nurseryName: names.get(String(each.nurseryId)) ?? '' })),
    batches: inSight,
  }
}

function seesRegency(actor: Actor, regencyCode: string): boolean {
  const isOfRegency = actor.role === 'regency-admin' || actor.role === 'extension-officer'
  return !isOfRegency || actor.regencyCode === regencyCode
}

/** Names of organisations by id. */
export async function namesOf(ids: Types.ObjectId[]): Promise<Map<string, string>> {
  const found = await OrganisationModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  return new Map(found.map(({ _id, name }) => [String(_id), name]))
}

/** Nurseries that a lot can be sent to. */
export async function nurseries() {
  const found = await OrganisationModel.find({ kind: 'nursery' }, { name: 1 }).lean()
  return found.map(({ _id, name }) => ({ id: String(_id), name }))
}
