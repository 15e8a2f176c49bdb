import { Types } from 'mongoose'
import type { Actor } from '../domain/actor.ts'
import { dueAt, stockOf } from '../domain/processing/service/dashboard.ts'
import { listLots } from '../domain/processing/service/lot-list.ts'
import { lookAtLot } from '../domain/processing/service/lot-read.ts'
import { blank } from '../domain/processing/service/make.ts'
import { traceLot } from '../domain/processing/service/trace.ts'
import { LotEdgeModel } from '../models/lot-edge.ts'
import { LotModel, type Lot } from '../models/lot.ts'

/** One promise about speed, as a ratio measured in one run. */
export interface BenchResult {
  name: string
  ratio: number
  limit: number
  holds: boolean
  detail: string
}

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

/**
 * What must stay fast however much coffee there is: trace per ancestor, composition after many
 * merges, the unit's day among many old lots. Wants a connected, empty database.
 */
export async function processingBench(): Promise<BenchResult[]> {
  return [await traceByAncestors(), await compositionOfMerged(), await unitAmongMany()]
}

async function traceByAncestors(): Promise<BenchResult> {
  const [few, many] = [await lotWithAncestors(20), await lotWithAncestors(2_000)]
  const cost = async (id: Types.ObjectId, count: number) =>
    (await medianMs(() => traceLot(actor, String(id), 'back'))) / count
  const [small, large] = [await cost(few, 20), await cost(many, 2_000)]
  return result('trace of 2,000 ancestors against 20, cost each', large / small, 1.2, [
    small,
    large,
  ])
}

async function compositionOfMerged(): Promise<BenchResult> {
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

async function unitAmongMany(): Promise<BenchResult> {
  const day = async () => {
    await Promise.all([dueAt(actor), stockOf(actor)])
  }
  await LotModel.deleteMany({ organisationId: unit })
  const working = Array.from({ length: 60 }, () =>
    newLot({ form: 'parchment-wet', lastStep: 'wash' }),
  )
  await insert([...working, ...usedUp(940)])
  const small = await medianMs(day)
  await insert(usedUp(49_000))
  const large = await medianMs(day)
  return result('unit dashboard at 50,000 lots against 1,000', large / small, 1.2, [small, large])
}

function usedUp(count: number): Lot[] {
  return Array.from({ length: count }, () =>
    newLot({ status: 'used-up', massG: 0, composition: [], season: 2025 }),
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

function result(name: string, ratio: number, limit: number, ms: number[]): BenchResult {
  const rounded = Math.round(ratio * 100) / 100
  const detail = ms.map((each) => `${each.toPrecision(3)} ms`).join(' → ')
  return { name, ratio: rounded, limit, holds: rounded <= limit, detail }
}
