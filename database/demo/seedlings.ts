import { Types } from 'mongoose'
import { addDays, parseMoment, yearOf } from '../../domain/dates.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import type { Plot } from '../../models/plot.ts'
import { PlotPlanModel } from '../../models/plot-plan.ts'
import { SeedRecallModel } from '../../models/seed-recall.ts'
import type { SeedlingAllocation } from '../../models/seedling-allocation.ts'
import { SeedlingDecreeModel, type SeedlingDecree } from '../../models/seedling-decree.ts'
import { SeedlingRequestModel } from '../../models/seedling-request.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { randomFrom } from './random.ts'
import { DemoBook } from './seedling-book.ts'
import { daysAfter, makeRequests, yearOfRequest, type DemoRequest } from './seedling-requests.ts'
import { makeStock, writeStock } from './seedling-stock.ts'
import { handOver } from './seedling-handovers.ts'
import { plant } from './seedling-plantings.ts'

export interface SeedlingHands {
  officer: DemoPerson
  keeper: DemoPerson
  province: DemoPerson
  leaderOf: (groupId: Types.ObjectId) => DemoPerson
  peopleOf: (plot: Plot) => DemoRequest['people']
}

const perProgramme = [90, 100, 110]

/** Three programmes with 300 requests in every state, their stock, receipts, plantings and counts. */
export async function loadSeedlings(
  trail: DemoTrail,
  plots: Plot[],
  hands: SeedlingHands,
  thisDay: string,
) {
  // dice of its own, so that whatever is loaded after it stays as it is
  const random = randomFrom(6)
  const book = new DemoBook()
  const stock = await makeStock(trail, book, hands, thisDay)
  const all: DemoRequest[] = []
  for (const [index, programme] of stock.programmes.entries()) {
    const lots = new Set(stock.lots.slice(index * 3, index * 3 + 3).map(({ _id }) => String(_id)))
    const batches = stock.batches.filter(({ seedLotId }) => lots.has(String(seedLotId)))
    const count = perProgramme[index]!
    const numbers = await reserveNumbers(`UB-${yearOfRequest(programme)}`, count)
    all.push(
      ...makeRequests(random, {
        plots,
        programme,
        index,
        batches,
        peopleOf: hands.peopleOf,
        count,
        numbers,
      }),
    )
  }
  await decree(trail, all, stock.programmes)
  const allocations = allocate(trail, book, all)
  await handOver(trail, book, all, allocations, hands)
  await plant(random, trail, book, all, thisDay)
  for (const each of all) noteJourney(trail, each)
  await SeedlingRequestModel.insertMany(
    all.map(({ request }) => request),
    { ordered: false },
  )
  await PlotPlanModel.insertMany(plansOf(all))
  await writeStock(stock, trail, hands.officer, parseMoment(`${addDays(thisDay, -20)}T10:00`)!)
  const bad = stock.lots[1]!
  await SeedRecallModel.create([
    {
      _id: bad._id,
      lotNumber: bad.number,
      reason: bad.recallReason!,
      status: 'listing',
      startedAt: bad.recalledAt!,
    },
  ])
  const entries = await book.write()
  return { requests: all.map(({ request }) => request), entries }
}

function noteJourney(trail: DemoTrail, { request, people }: DemoRequest): void {
  const byName = new Map(Object.values(people).map((person) => [person.fullName, person]))
  request.journey.forEach(({ act, at, byName: name, note }, index) => {
    const record = demoRecord('seedling-request', { ...request, version: index + 1 })
    trail.note(byName.get(name)!, at, {
      act: `seedling-request.${act}`,
      record,
      after: { act },
      note,
    })
  })
}

function plansOf(all: DemoRequest[]) {
  const open = all.filter(({ stage }) => stage >= 0 && stage < 5)
  return [...Map.groupBy(open, ({ plot }) => String(plot._id))].map(([id, each]) => ({
    _id: new Types.ObjectId(id),
    planned: each.reduce((sum, { request }) => sum + request.lines[0]!.quantity, 0),
  }))
}

async function decree(
  trail: DemoTrail,
  all: DemoRequest[],
  programmes: {
    _id: Types.ObjectId
    quotas: { regencyCode: string; established: number }[]
    varieties: { code: string; established: number }[]
  }[],
) {
  const listed = all.filter(({ stage }) => stage >= 2)
  const groups = Map.groupBy(
    listed,
    ({ request, isOnTheWay }) =>
      `${String(request.programmeId)}:${request.regencyCode}:${isOnTheWay}`,
  )
  const decrees = [...groups.values()].map((each, index): SeedlingDecree => {
    const { request, people, base } = each[0]!
    const signedOn = addDays(base, daysAfter.establish)
    const at = parseMoment(`${signedOn}T10:00`)!
    const made: SeedlingDecree = {
      _id: demoId(`seedling-decree:${index}`),
      number: `188.45/${120 + index}/${request.regencyCode}/${yearOf(signedOn)}`,
      status: 'in-force',
      programmeId: request.programmeId,
      regencyCode: request.regencyCode,
      signedOn,
      signer: 'Kepala Dinas Pertanian',
      seedlingRequestIds: each.map((one) => one.request._id),
      quantity: each.reduce((sum, one) => sum + one.request.lines[0]!.quantity, 0),
      amends: null,
      fileId: null,
      madeBy: new Types.ObjectId(people.office.userId),
      madeByName: people.office.fullName,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }
    for (const one of each) one.request.decreeId = made._id
    const programme = programmes.find(({ _id }) => _id.equals(request.programmeId))!
    programme.quotas.find(({ regencyCode }) => regencyCode === request.regencyCode)!.established +=
      made.quantity
    for (const one of each)
      programme.varieties.find(({ code }) => code === one.batch.varietyCode)!.established +=
        one.request.lines[0]!.quantity
    trail.note(people.office, at, {
      act: 'seedling-decree.make',
      record: demoRecord('seedling-decree', made),
      after: { quantity: made.quantity, signedOn },
    })
    return made
  })
  await SeedlingDecreeModel.insertMany(decrees)
}

function allocate(
  trail: DemoTrail,
  book: DemoBook,
  all: DemoRequest[],
): Map<string, SeedlingAllocation> {
  const made = new Map<string, SeedlingAllocation>()
  for (const { request, batch, stage, isOnTheWay, base, people } of all) {
    if (stage < 3) continue
    const allocatedOn = addDays(base, daysAfter.allocate)
    const at = parseMoment(`${allocatedOn}T11:00`)!
    const { quantity } = request.lines[0]!
    const isSent = stage >= 4 || isOnTheWay
    const allocation: SeedlingAllocation = {
      _id: demoId(`seedling-allocation:${request.number}`),
      status: isSent ? 'handed-over' : 'reserved',
      programmeId: request.programmeId,
      requestId: request._id,
      requestNumber: request.number,
      batchId: batch._id,
      batchNumber: batch.number,
      lotId: batch.seedLotId,
      varietyCode: batch.varietyCode,
      nurseryId: batch.nurseryId,
      farmerId: request.farmerId,
      groupId: request.groupId,
      districtCode: request.districtCode,
      regencyCode: request.regencyCode,
      quantity,
      handedOver: isSent ? quantity : 0,
      released: 0,
      left: isSent ? 0 : quantity,
      allocatedOn,
      allocatedByName: people.office.fullName,
      together: `${people.office.userId}:${allocatedOn}`,
      reason: null,
      version: isSent ? 2 : 1,
      createdAt: at,
      updatedAt: at,
    }
    made.set(request.number, allocation)
    const refs = {
      programmeId: request.programmeId,
      requestId: request._id,
      allocationId: allocation._id,
      groupId: request.groupId,
      document: request.number,
    }
    book.batch(people.office, batch, 'reserved', quantity, allocatedOn, refs)
    trail.note(people.office, at, {
      act: 'seedling-allocation.make',
      record: demoRecord('seedling-allocation', { _id: allocation._id, version: 1 }),
      after: { quantity },
    })
  }
  return made
}
