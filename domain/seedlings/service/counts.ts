import { Types } from 'mongoose'
import { PlantingModel, type Planting } from '../../../models/planting.ts'
import { PlotModel } from '../../../models/plot.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import { SurvivalCountModel, type SurvivalCount } from '../../../models/survival-count.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { addMonths, isAfter, isBefore, type Day } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { findVisible } from '../../find-visible.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { aliveAfter, nextCountOn, wilson } from '../survival.ts'
import { writeEntries } from './append.ts'
import { readNorms } from './norms.ts'
import { saveRequest } from './requests.ts'
import { noteVisit } from './visit.ts'
export type { SurvivalCount } from '../../../models/survival-count.ts'
export { countMethods } from '../../../models/survival-count.ts'

export interface CountTold {
  plantingId: string
  countedOn: Day
  method: SurvivalCount['method']
  counted: number
  alive: number
  cause: string | null
  explanation: string | null
}

/**
 * Counts the survivors of a planting.
 * @throws {RuleBroken} for more alive than counted or counted than planted, and for more alive than
 * at the last count unless it is explained
 */
export async function countSurvivors(
  actor: Actor,
  told: CountTold,
  visitNumber: string,
): Promise<SurvivalCount> {
  const planting = (await PlantingModel.findOne({
    $and: [{ _id: told.plantingId }, seedlingsVisibleTo(actor)],
  }).lean()) as Planting | null
  if (!planting) throw new RuleBroken({ plantingId: { key: 'forms.notThere' } })
  assertCount(planting, told)
  const alive = aliveAfter(planting.quantity, told.counted, told.alive)
  if (alive > planting.alive && !told.explanation)
    throw new RuleBroken({
      explanation: { key: 'rules.seedling.moreAlive', values: { last: planting.alive, alive } },
    })
  const { countMonths } = await readNorms()
  const due = nextCountOn(planting.plantedOn, told.countedOn, countMonths)
  const share = wilson(told.alive, told.counted)
  const visitId = await noteVisit(actor, {
    number: visitNumber,
    kind: 'survival',
    farmerId: planting.farmerId,
    plotId: planting.plotId,
    visitedOn: told.countedOn,
    findings: `${told.alive}/${told.counted}`,
    answers: { alivePct: String(Math.round(share.survivalPct)) },
  })
  const count = countOf(actor, planting, told, alive, visitId)
  await SurvivalCountModel.create([count])
  await PlantingModel.updateOne(
    { _id: planting._id },
    {
      $set: {
        alive,
        status: due === null ? 'completed' : 'monitored',
        lastCountOn: told.countedOn,
        nextCountOn: due,
        updatedAt: now(),
      },
      $inc: { version: 1 },
    },
  )
  await writeCounted(actor, planting, alive, told)
  await PlotModel.updateOne(
    { _id: planting.plotId },
    { $inc: { treeCount: await treesLost(planting, alive) } },
  )
  await moveRequest(actor, planting, due)
  await recordAudit(actor, {
    act: 'survival-count.make',
    record: { kind: 'survival-count', id: String(count._id), number: null, version: 1 },
    after: {
      countedOn: told.countedOn,
      method: told.method,
      counted: told.counted,
      alive: told.alive,
      ...share,
    },
  })
  return count
}

// a plot keeps at least one tree, however many died
async function treesLost(planting: Planting, alive: number): Promise<number> {
  const plot = await PlotModel.findById(planting.plotId, { treeCount: 1 }).lean()
  return Math.max(alive - planting.alive, 1 - (plot?.treeCount ?? 1))
}

function assertCount(planting: Planting, told: CountTold): void {
  const faults: Record<string, Fault> = {}
  const earliest = planting.lastCountOn ?? planting.plantedOn
  if (isAfter(told.countedOn, today()))
    faults['countedOn'] = { key: 'rules.seedling.inFuture', values: { today: today() } }
  else if (isBefore(told.countedOn, earliest))
    faults['countedOn'] = { key: 'rules.seedling.tooEarly', values: { day: earliest } }
  if (told.counted < 1) faults['counted'] = { key: 'rules.seedling.atLeastOne' }
  else if (told.counted > planting.quantity)
    faults['counted'] = { key: 'rules.seedling.moreThan', values: { most: planting.quantity } }
  else if (told.method === 'census' && told.counted !== planting.quantity)
    faults['counted'] = { key: 'rules.seedling.census', values: { planted: planting.quantity } }
  if (told.alive > told.counted)
    faults['alive'] = { key: 'rules.seedling.moreThan', values: { most: told.counted } }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

function countOf(
  actor: Actor,
  planting: Planting,
  told: CountTold,
  alive: number,
  visitId: Types.ObjectId | null,
): SurvivalCount {
  return {
    _id: new Types.ObjectId(),
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
    months: monthsSince(planting.plantedOn, told.countedOn),
    countedOn: told.countedOn,
    method: told.method,
    counted: told.counted,
    alive: told.alive,
    ...wilson(told.alive, told.counted),
    aliveOfPlanting: alive,
    planted: planting.quantity,
    cause: told.cause,
    explanation: told.explanation,
    visitId,
    countedByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

/** Whole months from one day to another. */
export function monthsSince(from: Day, to: Day): number {
  let months = 0
  while (addMonths(from, months + 1) <= to) months++
  return months
}

async function writeCounted(
  actor: Actor,
  planting: Planting,
  alive: number,
  told: CountTold,
): Promise<void> {
  const difference = alive - planting.alive
  if (difference === 0) return
  await writeEntries(actor, [
    {
      kind: difference < 0 ? 'lost' : 'corrected',
      quantity: Math.abs(difference),
      place: 'plot',
      balance: alive,
      lotId: planting.parts[0]!.lotId,
      programmeId: planting.programmeId,
      requestId: planting.requestId,
      groupId: planting.groupId,
      plotId: planting.plotId,
      regencyCode: planting.regencyCode,
      happenedOn: told.countedOn,
      cause: told.cause,
      reason: told.explanation,
      document: planting.requestNumber,
    },
  ])
}

async function moveRequest(actor: Actor, planting: Planting, due: Day | null): Promise<void> {
  const request = (await SeedlingRequestModel.findById(
    planting.requestId,
  ).lean()) as SeedlingRequest
  const others = await PlantingModel.find({
    requestId: request._id,
    _id: { $ne: planting._id },
  }).lean()
  const isAllPlanted = request.lines.every((line) => line.plantedQuantity >= line.receivedQuantity)
  const isDone = due === null && isAllPlanted && others.every(({ nextCountOn: on }) => on === null)
  const event = isDone && request.status !== 'completed' ? 'complete' : 'count'
  await saveRequest(actor, request, event)
}

/** A count in sight of the actor. */
export async function findCount(actor: Actor, id: string | undefined): Promise<SurvivalCount> {
  return findVisible<SurvivalCount>(SurvivalCountModel, id, seedlingsVisibleTo(actor))
}

/** The counts of a planting, the latest first. */
export async function countsOf(plantingId: Types.ObjectId): Promise<SurvivalCount[]> {
  const counts = (await SurvivalCountModel.find({ plantingId }).lean()) as SurvivalCount[]
  return counts.sort((a, b) => (a.countedOn < b.countedOn ? 1 : -1))
}
