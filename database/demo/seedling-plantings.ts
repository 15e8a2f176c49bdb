import { addDays, addMonths, parseMoment } from '../../domain/dates.ts'
import {
  aliveAfter,
  nextCountOn,
  usualCountMonths,
  wilson,
} from '../../domain/seedlings/survival.ts'
import { PlantingModel, type Planting } from '../../models/planting.ts'
import { SurvivalCountModel, type SurvivalCount } from '../../models/survival-count.ts'
import { demoRecord, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'
import { DemoBook } from './seedling-book.ts'
import { daysAfter, type DemoRequest } from './seedling-requests.ts'

/** Plantings with the counts that are over. */
export async function plant(
  random: Random,
  trail: DemoTrail,
  book: DemoBook,
  all: DemoRequest[],
  thisDay: string,
) {
  const plantings: Planting[] = []
  const counts: SurvivalCount[] = []
  for (const one of all.filter(({ stage }) => stage >= 5)) {
    const planting = plantingOf(one, addDays(one.base, daysAfter.plant + 12))
    plantings.push(planting)
    const refs = {
      requestId: one.request._id,
      programmeId: one.request.programmeId,
      groupId: one.request.groupId,
      plotId: one.plot._id,
      regencyCode: one.request.regencyCode,
      document: one.request.number,
    }
    book.add(one.people.applicant, {
      kind: 'received',
      quantity: planting.quantity,
      place: 'plot',
      balance: planting.quantity,
      lotId: one.batch.seedLotId,
      happenedOn: planting.plantedOn,
      ...refs,
    })
    trail.note(one.people.applicant, planting.createdAt, {
      act: 'planting.make',
      record: demoRecord('planting', { _id: planting._id, version: 1 }),
      after: { quantity: planting.quantity },
    })
    const months =
      one.stage === 7 ? usualCountMonths : one.stage === 6 ? usualCountMonths.slice(0, 3) : []
    for (const month of months) {
      const countedOn = addDays(addMonths(planting.plantedOn, month), random.whole(0, 5))
      if (countedOn >= thisDay) break
      const count = countOf(random, one, planting, month, countedOn)
      const lost = planting.alive - count.aliveOfPlanting
      planting.alive = count.aliveOfPlanting
      planting.lastCountOn = countedOn
      planting.nextCountOn = nextCountOn(planting.plantedOn, countedOn, usualCountMonths)
      planting.status = planting.nextCountOn ? 'monitored' : 'completed'
      planting.version++
      counts.push(count)
      if (lost > 0)
        book.add(one.people.officer, {
          kind: 'lost',
          quantity: lost,
          place: 'plot',
          balance: planting.alive,
          lotId: one.batch.seedLotId,
          happenedOn: countedOn,
          cause: count.cause,
          ...refs,
        })
      trail.note(one.people.officer, count.createdAt, {
        act: 'survival-count.make',
        record: demoRecord('survival-count', count),
        after: { alive: count.alive, counted: count.counted },
      })
    }
  }
  await PlantingModel.insertMany(plantings, { ordered: false })
  await SurvivalCountModel.insertMany(counts, { ordered: false })
}

function plantingOf({ request, batch, plot, people }: DemoRequest, plantedOn: string): Planting {
  const at = parseMoment(`${plantedOn}T10:00`)!
  const { quantity } = request.lines[0]!
  return {
    _id: demoId(`planting:${request.number}`),
    status: 'planted',
    requestId: request._id,
    requestNumber: request.number,
    programmeId: request.programmeId,
    plotId: plot._id,
    farmerId: request.farmerId,
    groupId: request.groupId,
    districtCode: request.districtCode,
    regencyCode: request.regencyCode,
    varietyCode: batch.varietyCode,
    altitudeM: plot.altitudeM,
    plantedOn,
    quantity,
    alive: quantity,
    parts: [{ lotId: batch.seedLotId, batchId: batch._id, quantity }],
    seedLotIds: [batch.seedLotId],
    spacingM: 2,
    shadeTrees: plot.shadeTrees,
    photoId: null,
    lastCountOn: null,
    nextCountOn: nextCountOn(plantedOn, null, usualCountMonths),
    plantedByName: people.applicant.fullName,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

// most farmers keep their trees; with some, cattle or drought come every season
function fateOf(requestNumber: string): number {
  const place = Number(requestNumber.slice(-3))
  return place % 19 === 7 ? 0.8 : place % 7 === 3 ? 0.92 : 1
}

const causes = ['kekeringan', 'hama atau penyakit', 'ternak', 'cara tanam']

function countOf(
  random: Random,
  one: DemoRequest,
  planting: Planting,
  months: number,
  countedOn: string,
): SurvivalCount {
  const at = parseMoment(`${countedOn}T09:00`)!
  const isSample = planting.quantity >= 60 && random.next() < 0.4
  const counted = isSample ? 40 : planting.quantity
  const share =
    (planting.alive / planting.quantity) *
    (0.93 + random.next() * 0.06 - (planting.altitudeM < 900 ? 0.03 : 0)) *
    fateOf(planting.requestNumber)
  const most = Math.floor((planting.alive * counted) / planting.quantity)
  const alive = Math.min(most, Math.round(counted * share))
  return {
    _id: demoId(`survival-count:${planting.requestNumber}:${months}`),
    status: 'recorded',
    plantingId: planting._id,
    requestId: planting.requestId,
    programmeId: planting.programmeId,
    plotId: planting.plotId,
    farmerId: planting.farmerId,
    groupId: planting.groupId,
    districtCode: planting.districtCode,
    regencyCode: planting.regencyCode,
    varietyCode: planting.varietyCode,
    altitudeM: planting.altitudeM,
    months,
    countedOn,
    method: isSample ? 'sample' : 'census',
    counted,
    alive,
    ...wilson(alive, counted),
    aliveOfPlanting: aliveAfter(planting.quantity, counted, alive),
    planted: planting.quantity,
    cause: alive < counted ? random.pick(causes) : null,
    explanation: null,
    visitId: null,
    countedByName: one.people.officer.fullName,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}
