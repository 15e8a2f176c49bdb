import { HandoverModel } from '../../../models/handover.ts'
import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { ReceiptModel } from '../../../models/receipt.ts'
import { SeedlingRequestModel } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { forecastReadyOn } from '../readiness.ts'
import type { RequestStatus } from '../status.ts'
import { groupsToServe } from './allocation-list.ts'
import { lotsToSow } from './batches.ts'
import { countsDue } from './field-lists.ts'
import { readNorms } from './norms.ts'
import { provinceSeedlingWork } from './province-work.ts'
import { requestsToPlant } from './to-plant.ts'
import { workItem, type SeedlingItem } from './work-item.ts'

/** A request should be looked at within a fortnight, plants on the way counted within two days (U). */
const verifyWithinDays = 14
const countWithinDays = 2
const sowWithinDays = 7

/** What waits for a person in the chain of seedlings. */
export async function seedlingWork(actor: Actor): Promise<SeedlingItem[]> {
  if (actor.role === 'extension-officer')
    return [...(await toVerify(actor)), ...(await toCount(actor))]
  if (actor.role === 'regency-admin') return toDecide(actor)
  if (actor.role === 'province-admin') return provinceSeedlingWork()
  if (actor.role === 'nursery-keeper')
    return [...(await toSow(actor)), ...(await toSend(actor)), ...(await toDeclare(actor))]
  if (actor.role === 'group-leader') return [...(await atGroup(actor)), ...(await toPlant(actor))]
  if (actor.role === 'farmer') return [...(await toConfirm(actor)), ...(await toPlant(actor))]
  return actor.role === 'seed-officer' ? toLapse(actor) : []
}

async function inStatus(actor: Actor, status: RequestStatus) {
  return SeedlingRequestModel.find(
    { $and: [seedlingsVisibleTo(actor), { status }] },
    { number: 1, requestedOn: 1, programmeId: 1, lines: 1 },
  ).lean()
}

async function toVerify(actor: Actor): Promise<SeedlingItem[]> {
  const found = await inStatus(actor, 'proposed')
  return found.map(({ _id, number, requestedOn }) =>
    workItem(
      'home.work.seedVerify',
      { number },
      `/seedling-requests/${String(_id)}`,
      requestedOn,
      verifyWithinDays,
    ),
  )
}

async function toCount(actor: Actor): Promise<SeedlingItem[]> {
  const due = await countsDue(actor)
  return due.map((planting) =>
    workItem(
      'home.work.seedCount',
      { farmer: planting.farmerName, plot: planting.plotName },
      `/survival-counts/new?plantingId=${String(planting._id)}`,
      planting.nextCountOn!,
      verifyWithinDays,
    ),
  )
}

/** One item a programme, however many requests wait. */
async function toDecide(actor: Actor): Promise<SeedlingItem[]> {
  const groups = async (status: RequestStatus) =>
    Map.groupBy(await inStatus(actor, status), ({ programmeId }) => String(programmeId))
  const oldest = (each: { requestedOn: string }[]) =>
    each.map(({ requestedOn }) => requestedOn).toSorted()[0]!
  const [verified, established] = await Promise.all([groups('verified'), groups('established')])
  return [
    ...[...verified].map(([id, each]) =>
      workItem(
        'home.work.seedEstablish',
        { count: each.length },
        `/seedling-programmes/${id}/decrees`,
        oldest(each),
        30,
      ),
    ),
    ...[...established].map(([id, each]) =>
      workItem(
        'home.work.seedAllocate',
        { count: each.length },
        `/allocations/new?programmeId=${id}`,
        oldest(each),
        60,
      ),
    ),
  ]
}

async function toSow(actor: Actor): Promise<SeedlingItem[]> {
  const lots = await lotsToSow(actor)
  return lots.map(({ lot, sentOn }) =>
    workItem(
      'home.work.seedSow',
      { number: lot.number },
      `/nursery-batches/new?seedLotId=${String(lot._id)}`,
      sentOn,
      sowWithinDays,
    ),
  )
}

async function toSend(actor: Actor): Promise<SeedlingItem[]> {
  const groups = await groupsToServe(actor)
  return groups.map(({ id, name, plants, since }) =>
    workItem(
      'home.work.seedHandOver',
      { plants, group: name },
      `/handovers/new?groupId=${id}`,
      since,
      verifyWithinDays,
    ),
  )
}

/** Batches that should be ready by now and were not declared so. */
async function toDeclare(actor: Actor): Promise<SeedlingItem[]> {
  const { ready } = await readNorms()
  const open = await NurseryBatchModel.find({
    nurseryId: actor.organisationId,
    status: 'open',
    onHand: { $gt: 0 },
    validUntil: { $gte: today() },
  }).lean()
  return open
    .map((batch) => ({ ...batch, due: forecastReadyOn(batch.sownOn, ready) }))
    .filter(({ due }) => due <= today())
    .map(({ _id, number, due }) =>
      workItem('home.work.seedReady', { number }, `/nursery-batches/${String(_id)}`, due, 30),
    )
}

async function atGroup(actor: Actor): Promise<SeedlingItem[]> {
  const found = await HandoverModel.find({
    $and: [seedlingsVisibleTo(actor), { status: { $in: ['sent', 'received'] } }],
  }).lean()
  return found.map(({ _id, number, status, sentOn, receivedOn }) =>
    status === 'sent'
      ? workItem(
          'home.work.seedReceive',
          { number },
          `/handovers/${String(_id)}`,
          sentOn,
          countWithinDays,
        )
      : workItem(
          'home.work.seedDistribute',
          { number },
          `/handovers/${String(_id)}`,
          receivedOn ?? sentOn,
          sowWithinDays,
        ),
  )
}

/** Receipts that the farmer did not sign for and confirms himself. */
async function toConfirm(actor: Actor): Promise<SeedlingItem[]> {
  const found = await ReceiptModel.find({ farmerId: actor.farmerId, status: 'waiting' }).lean()
  return found.map(({ number, quantity, handedOn }) =>
    workItem(
      'home.work.seedConfirm',
      { number, quantity },
      `/receipts/${number}`,
      handedOn,
      countWithinDays,
    ),
  )
}

async function toPlant(actor: Actor): Promise<SeedlingItem[]> {
  const waiting = await requestsToPlant(actor, null)
  return waiting.map(({ id, number }) => ({
    key: 'home.work.seedPlant',
    values: { number },
    href: `/plantings/new?seedlingRequestId=${id}`,
    days: 0,
    isLate: false,
  }))
}

/** Lots whose certificate runs out within a month while there is stock. */
async function toLapse(actor: Actor): Promise<SeedlingItem[]> {
  if (actor.role !== 'seed-officer') return []
  const lots = await SeedLotModel.find({
    validUntil: { $gte: today(), $lte: addDays(today(), 30) },
    status: { $in: ['open', 'ready'] },
  }).lean()
  return lots.map(({ _id, number, validUntil }) => ({
    key: 'home.work.seedLapse',
    values: { number, day: validUntil },
    href: `/seed-lots/${String(_id)}`,
    days: 0,
    isLate: false,
  }))
}
