import { Types } from 'mongoose'
import { buildIndexes, connect, disconnect } from '../database/connect.ts'
import { demoId } from '../database/demo/id.ts'
import { startEmbedded } from '../database/embedded.ts'
import type { Actor } from '../domain/actor.ts'
import { listLots } from '../domain/processing/service/lot-list.ts'
import { lookAtLot } from '../domain/processing/service/lot-read.ts'
import { blank } from '../domain/processing/service/make.ts'
import { traceLot } from '../domain/processing/service/trace.ts'
import { LotEdgeModel } from '../models/lot-edge.ts'
import { LotModel, type Lot } from '../models/lot.ts'
import { atMost, type Bench } from './bench.ts'
import type { Stage } from './stage.ts'
import { fewAgainstMany, inDatabaseOf } from './turns.ts'

const unit = new Types.ObjectId()
const actor: Actor = {
  userId: String(new Types.ObjectId()),
  username: 'bench',
  fullName: 'Bench',
  role: 'processor',
  organisationId: String(unit),
  organisationName: 'Bench',
  regencyCode: '3511',
  districtCodes: [],
  farmerId: null,
  language: 'id',
}
let serial = 900_000

const growth = '50,000 lots of the unit against 1,000'
/** Pages of the day, whose cost must not grow with the coffee that is long sold. */
const dashboards = [
  { reader: 'uph', pages: ['/processing', '/'], growth },
  { reader: 'disbun', pages: ['/', '/quality/seasons'], growth },
]
const [fewLots, manyLots] = [1_000, 50_000]

/**
 * What must stay fast however much coffee there is: trace per ancestor, composition after many
 * merges (in a database of their own), the pages of the day among many old lots.
 */
export async function processingBench(few: Stage): Promise<Bench[]> {
  const rows = await inEmptyDatabase(few, async () => [
    await traceByAncestors(),
    await compositionOfMerged(),
  ])
  await inDatabaseOf(few, () => growTo(fewLots))
  const pages = await fewAgainstMany(
    few,
    () => dashboards,
    () => growTo(manyLots),
  )
  return [...rows, ...pages]
}

async function inEmptyDatabase(stage: Stage, act: () => Promise<Bench[]>): Promise<Bench[]> {
  const database = await startEmbedded(stage.dataDir)
  try {
    await connect(database.uri('bench'))
    await buildIndexes()
    return await act()
  } finally {
    await disconnect()
    await database.stop()
  }
}

/** Fills a unit's lots up with such as were used up last season. */
async function growTo(count: number): Promise<void> {
  await insert(usedUp(count - (await LotModel.countDocuments({}))))
}

async function traceByAncestors(): Promise<Bench> {
  const [few, many] = [await lotWithAncestors(20), await lotWithAncestors(2_000)]
  const cost = async (id: Types.ObjectId, count: number) =>
    (await medianMs(() => traceLot(actor, String(id), 'back'))) / count
  const [small, large] = [await cost(few, 20), await cost(many, 2_000)]
  return result('trace of 2,000 ancestors against 20, cost each', large / small, 1.2, [
    small,
    large,
  ])
}

async function compositionOfMerged(): Promise<Bench> {
  let parents = [newLot(), newLot()]
  const lots = [...parents]
  const edges: object[] = []
  for (let level = 0; level < 12; level++) {
    const child = newLot()
    const fresh = newLot()
    edges.push(...parents.map((parent) => edgeOf(parent, child)))
    lots.push(child, fresh)
    parents = [child, fresh]
  }
  const last = newLot({ composition: partsOf(26) })
  await LotModel.insertMany([...lots, last])
  await LotEdgeModel.insertMany([...edges, ...parents.map((parent) => edgeOf(parent, last))])
  const filter = { season: 2026, status: null, form: null, process: null, number: null }
  const page = await medianMs(() => listLots(actor, filter, null))
  const look = await medianMs(() => lookAtLot(actor, String(last._id)))
  return result('composition of a lot merged 12 levels deep, in list pages', look / page, 3, [
    page,
    look,
  ])
}

function usedUp(count: number): Lot[] {
  return Array.from({ length: count }, () =>
    newLot({
      organisationId: demoId('organisation:uph'),
      regencyCodes: ['3511'],
      ...{ status: 'used-up', massG: 0, composition: [], season: 2025 },
    }),
  )
}

async function insert(lots: Lot[]): Promise<void> {
  for (let from = 0; from < lots.length; from += 5_000)
    await LotModel.insertMany(lots.slice(from, from + 5_000), { ordered: false })
}

/** A tree in which each lot was poured together from ten. */
async function lotWithAncestors(count: number): Promise<Types.ObjectId> {
  const lots = Array.from({ length: count + 1 }, () => newLot())
  const edges = lots.slice(1).map((lot, index) => edgeOf(lot, lots[Math.floor(index / 10)]!))
  await insert(lots)
  await LotEdgeModel.insertMany(edges)
  return lots[0]!._id
}

function edgeOf(from: Lot, to: Lot) {
  return { fromKind: 'lot', fromId: from._id, toId: to._id, massG: 1_000 }
}

function partsOf(count: number) {
  return Array.from({ length: count }, () => ({
    farmerId: new Types.ObjectId(),
    plotId: new Types.ObjectId(),
    massG: 1_000,
  }))
}

function newLot(given: Partial<Lot> = {}): Lot {
  const at = new Date('2026-08-01T00:00:00Z')
  const composition = given.composition ?? partsOf(1)
  return {
    ...blank(),
    _id: new Types.ObjectId(),
    number: `LT-2026-${++serial}`,
    name: null,
    organisationId: unit,
    process: 'washed',
    season: 2026,
    status: 'in-process',
    form: 'green',
    place: null,
    massG: composition.reduce((sum, { massG }) => sum + massG, 0),
    cherryG: 0,
    composition,
    receivedFrom: at,
    receivedTo: at,
    varietyCodes: [],
    altitudeMinM: null,
    altitudeMaxM: null,
    indication: null,
    farmerIds: [],
    groupIds: [],
    districtCodes: [],
    regencyCodes: [],
    ...given,
  }
}

async function medianMs(act: () => Promise<unknown>, times = 9): Promise<number> {
  await act()
  const measured: number[] = []
  for (let round = 0; round < times; round++) {
    const from = performance.now()
    await act()
    measured.push(performance.now() - from)
  }
  return measured.sort((a, b) => a - b)[Math.floor(times / 2)]!
}

function result(name: string, ratio: number, limit: number, ms: number[]): Bench {
  return atMost(name, ratio, limit, ms.map((each) => `${each.toPrecision(3)} ms`).join(' → '))
}
