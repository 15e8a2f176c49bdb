import { HandoverModel } from '../../../models/handover.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { SeedlingRequestModel } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays, daysBetween, type Day } from '../../dates.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import type { RequestStatus } from '../status.ts'
import { groupsToServe } from './allocation-list.ts'
import { lotsToSow } from './batches.ts'
import { countsDue } from './field-lists.ts'
import { requestsToPlant } from './to-plant.ts'

interface Item {
  key: string
  values: Record<string, unknown>
  href: string
  days: number
  isLate: boolean
}

/** A request should be looked at within a fortnight, plants on the way counted within two days (U). */
const verifyWithinDays = 14
const countWithinDays = 2
const sowWithinDays = 7

/** What waits for a person in the chain of seedlings. */
export async function seedlingWork(actor: Actor): Promise<Item[]> {
  if (actor.role === 'extension-officer')
    return [...(await toVerify(actor)), ...(await toCount(actor))]
  if (actor.role === 'regency-admin') return toDecide(actor)
  if (actor.role === 'nursery-keeper') return [...(await toSow(actor)), ...(await toSend(actor))]
  if (actor.role === 'group-leader') return [...(await atGroup(actor)), ...(await toPlant(actor))]
  if (actor.role === 'farmer') return toPlant(actor)
  return actor.role === 'seed-officer' ? toLapse(actor) : []
}

function item(
  key: string,
  values: Record<string, unknown>,
  href: string,
  since: Day,
  within: number,
): Item {
  const days = Math.max(0, daysBetween(since, today()))
  return { key, values, href, days, isLate: days > within }
}

async function inStatus(actor: Actor, status: RequestStatus) {
  return SeedlingRequestModel.find(
    { $and: [seedlingsVisibleTo(actor), { status }] },
    { number: 1, requestedOn: 1, programmeId: 1, lines: 1 },
  ).lean()
}

async function toVerify(actor: Actor): Promise<Item[]> {
  const found = await inStatus(actor, 'proposed')
  return found.map(({ _id, number, requestedOn }) =>
    item(
      'home.work.seedVerify',
      { number },
      `/seedling-requests/${String(_id)}`,
      requestedOn,
      verifyWithinDays,
    ),
  )
}

async function toCount(actor: Actor): Promise<Item[]> {
  const due = await countsDue(actor)
  return due.map((planting) =>
    item(
      'home.work.seedCount',
      { farmer: planting.farmerName, plot: planting.plotName },
      `/survival-counts/new?plantingId=${String(planting._id)}`,
      planting.nextCountOn!,
      verifyWithinDays,
    ),
  )
}

/** One item a programme, however many requests wait. */
async function toDecide(actor: Actor): Promise<Item[]> {
  const groups = async (status: RequestStatus) =>
    Map.groupBy(await inStatus(actor, status), ({ programmeId }) => String(programmeId))
  const oldest = (each: { requestedOn: string }[]) =>
    each.map(({ requestedOn }) => requestedOn).toSorted()[0]!
  const [verified, established] = await Promise.all([groups('verified'), groups('established')])
  return [
    ...[...verified].map(([id, each]) =>
      item(
        'home.work.seedEstablish',
        { count: each.length },
        `/seedling-programmes/${id}/decrees`,
        oldest(each),
        30,
      ),
    ),
    ...[...established].map(([id, each]) =>
      item(
        'home.work.seedAllocate',
        { count: each.length },
        `/allocations/new?programmeId=${id}`,
        oldest(each),
        60,
      ),
    ),
  ]
}

async function toSow(actor: Actor): Promise<Item[]> {
  const lots = await lotsToSow(actor)
  return lots.map(({ lot, sentOn }) =>
    item(
      'home.work.seedSow',
      { number: lot.number },
      `/nursery-batches/new?seedLotId=${String(lot._id)}`,
      sentOn,
      sowWithinDays,
    ),
  )
}

async function toSend(actor: Actor): Promise<Item[]> {
  const groups = await groupsToServe(actor)
  return groups.map(({ id, name, plants, since }) =>
    item(
      'home.work.seedHandOver',
      { plants, group: name },
      `/handovers/new?groupId=${id}`,
      since,
      verifyWithinDays,
    ),
  )
}

async function atGroup(actor: Actor): Promise<Item[]> {
  const found = await HandoverModel.find({
    $and: [seedlingsVisibleTo(actor), { status: { $in: ['sent', 'received'] } }],
  }).lean()
  return found.map(({ _id, number, status, sentOn, receivedOn }) =>
    status === 'sent'
      ? item(
          'home.work.seedReceive',
          { number },
          `/handovers/${String(_id)}`,
          sentOn,
          countWithinDays,
        )
      : item(
          'home.work.seedDistribute',
          { number },
          `/handovers/${String(_id)}`,
          receivedOn ?? sentOn,
          sowWithinDays,
        ),
  )
}

async function toPlant(actor: Actor): Promise<Item[]> {
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
async function toLapse(actor: Actor): Promise<Item[]> {
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
