import { Types } from 'mongoose'
import { noEffect } from '../domain/seedlings/entry-kinds.ts'
import { NurseryBatchModel, type NurseryBatch } from '../models/nursery-batch.ts'
import { PlantingModel, type Planting } from '../models/planting.ts'
import { SeedlingAllocationModel, type SeedlingAllocation } from '../models/seedling-allocation.ts'
import { SeedlingEntryModel, type SeedlingEntry } from '../models/seedling-entry.ts'
import { SeedlingProgrammeModel } from '../models/seedling-programme.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../models/seedling-request.ts'
import { SeedLotModel } from '../models/seed-lot.ts'

let serial = 500_000
const numberOf = (prefix: string) => `${prefix}-2026-${++serial}`

async function insert<T>(
  model: { insertMany(rows: T[], options: object): Promise<unknown> },
  rows: T[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000)
    await model.insertMany(rows.slice(from, from + 1_000), { ordered: false })
}

/** Ready batches like one of the first regency's, each with so many free plants. */
export async function readyBatches(count: number, plants: number): Promise<NurseryBatch[]> {
  const example = (await NurseryBatchModel.findOne({
    regencyCode: '3511',
    status: 'ready',
  }).lean()) as NurseryBatch
  const batches = Array.from({ length: count }, (): NurseryBatch => ({
    ...example,
    ...noEffect,
    ...{ _id: new Types.ObjectId(), number: numberOf('PS'), validUntil: '2029-12-31' },
    ...{ quantity: plants, received: plants, onHand: plants, free: plants, entryCount: 0 },
  }))
  await insert(NurseryBatchModel, batches)
  return batches
}

/** So many plants of a batch kept for each of so many farmers of the group of `ketua`. */
export async function reservedFor(
  batch: NurseryBatch,
  groupId: Types.ObjectId,
  farmers: number,
  each: number,
): Promise<SeedlingAllocation[]> {
  const example = (await SeedlingAllocationModel.findOne({
    groupId,
  }).lean()) as SeedlingAllocation
  const allocations = Array.from({ length: farmers }, (): SeedlingAllocation => ({
    ...example,
    ...{ _id: new Types.ObjectId(), status: 'reserved', batchId: batch._id },
    ...{ batchNumber: batch.number, lotId: batch.seedLotId, nurseryId: batch.nurseryId },
    ...{ quantity: each, left: each, handedOver: 0, released: 0, version: 1 },
  }))
  await insert(SeedlingAllocationModel, allocations)
  await NurseryBatchModel.updateOne(
    { _id: batch._id },
    { $set: { reserved: farmers * each, free: batch.onHand - farmers * each } },
  )
  return allocations
}

/** A batch whose book has so many entries. */
export async function batchWithEntries(count: number): Promise<NurseryBatch> {
  const [batch] = await readyBatches(1, count)
  const example = (await SeedlingEntryModel.findOne({ place: 'batch' }).lean()) as SeedlingEntry
  const entries = Array.from({ length: count }, (_, index): SeedlingEntry => ({
    ...example,
    ...{ _id: new Types.ObjectId(), kind: 'lost', quantity: 1, balance: count - index - 1 },
    ...{ seq: index + 1, batchId: batch!._id, lotId: batch!.seedLotId },
  }))
  await insert(SeedlingEntryModel, entries)
  await NurseryBatchModel.updateOne({ _id: batch!._id }, { $set: { entryCount: count } })
  return batch!
}

/** A programme with so many decreed requests of the first regency that have nothing allocated yet. */
export async function programmeWithRequests(count: number): Promise<string> {
  const programme = (await SeedlingProgrammeModel.findOne().lean())!
  const programmeId = new Types.ObjectId()
  await SeedlingProgrammeModel.create([{ ...programme, _id: programmeId, name: 'Bench' }])
  const examples = (await SeedlingRequestModel.find({
    regencyCode: '3511',
    status: 'completed',
  }).lean()) as SeedlingRequest[]
  const nothing = { allocatedQuantity: 0, receivedQuantity: 0, plantedQuantity: 0 }
  const requests = Array.from({ length: count }, (_, index): SeedlingRequest => {
    const example = examples[index % examples.length]!
    return {
      ...example,
      ...{ _id: new Types.ObjectId(), number: numberOf('UB'), programmeId, status: 'established' },
      lines: example.lines.map((line) => ({ ...line, ...nothing })),
    }
  })
  await insert(SeedlingRequestModel, requests)
  return String(programmeId)
}

/** A lot that reached so many plots, each of another farmer. */
export async function lotOnPlots(count: number): Promise<string> {
  const example = (await SeedLotModel.findOne({ status: { $ne: 'recalled' } }).lean())!
  const lotId = new Types.ObjectId()
  await SeedLotModel.create([
    {
      ...example,
      ...{ _id: lotId, number: numberOf('BN'), version: 1, certificateNumber: String(lotId) },
    },
  ])
  const planting = (await PlantingModel.findOne().lean()) as Planting
  const [part] = planting.parts
  const plantings = Array.from({ length: count }, (): Planting => ({
    ...planting,
    ...{ _id: new Types.ObjectId(), farmerId: new Types.ObjectId(), plotId: new Types.ObjectId() },
    ...{ parts: [{ ...part!, lotId }], seedLotIds: [lotId] },
  }))
  await insert(PlantingModel, plantings)
  return String(lotId)
}
