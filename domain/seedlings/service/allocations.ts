import { Types } from 'mongoose'
import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import {
  SeedlingAllocationModel,
  type SeedlingAllocation,
} from '../../../models/seedling-allocation.ts'
import { SeedlingProgrammeModel } from '../../../models/seedling-programme.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { findVisible } from '../../find-visible.ts'
import { batchesVisibleTo, seedlingsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { effectOf } from '../entry-kinds.ts'
import { mayLeave, requestTransitions } from '../status.ts'
import { moveBatch, type BatchMove } from './append.ts'
import { notLeaving } from './leaving.ts'
import { tellFarmer } from './decide.ts'
import { saveRequest, type RequestLine } from './requests.ts'

export type { SeedlingAllocation } from '../../../models/seedling-allocation.ts'

export interface AllocationTold {
  programmeId: string
  lines: { seedlingRequestId: string; batchId: string; quantity: number; at: number }[]
}

interface Read {
  requests: Map<string, SeedlingRequest>
  batches: Map<string, NurseryBatch>
}

/**
 * Keeps plants of ready batches for decreed requests, all lines or none.
 * @throws {RuleBroken} at the line where a batch has not enough, is not ready, or a request asks for less
 */
export async function allocate(actor: Actor, told: AllocationTold): Promise<SeedlingAllocation[]> {
  if (!(await SeedlingProgrammeModel.exists({ _id: told.programmeId })))
    throw new RuleBroken({ programmeId: { key: 'forms.notThere' } })
  if (told.lines.length === 0)
    throw new RuleBroken({ 'lines[0][quantity]': { key: 'rules.seedling.noLines' } })
  const read = await readLines(actor, told)
  const lines = new Map([...read.requests].map(([id, { lines }]) => [id, lines]))
  const free = new Map([...read.batches].map(([id, batch]) => [id, batch.free]))
  const faults: Record<string, Fault> = {}
  for (const line of told.lines) {
    const fault = lineFault(line, read, free, lines)
    if (fault) faults[`lines[${line.at}][${fault.field}]`] = fault.fault
  }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const made = told.lines.map((line) => allocationOf(actor, line, read))
  await SeedlingAllocationModel.insertMany(made)
  await reserve(actor, made)
  for (const [id, request] of read.requests) {
    await saveRequest(actor, request, 'allocate', { lines: lines.get(id)! })
    await tellFarmer(actor, request, 'allocated', null)
  }
  for (const allocation of made) await auditAllocation(actor, 'make', allocation)
  return made
}

async function reserve(actor: Actor, made: SeedlingAllocation[]): Promise<void> {
  for (const [, ofBatch] of Map.groupBy(made, ({ batchId }) => String(batchId))) {
    const moves = ofBatch.map((each): BatchMove => ({
      kind: 'reserved',
      quantity: each.quantity,
      effect: effectOf('reserved', 'polybag', each.quantity),
      happenedOn: today(),
      document: each.requestNumber,
      ...refsOf(each),
    }))
    await moveBatch(actor, ofBatch[0]!.batchId, moves, {
      quantity: 'lines[0][quantity]',
      happenedOn: 'form',
      isLeaving: true,
    })
  }
}

/** What an entry about an allocation refers to. */
export function refsOf(each: SeedlingAllocation) {
  return {
    programmeId: each.programmeId,
    requestId: each.requestId,
    allocationId: each._id,
    groupId: each.groupId,
  }
}

async function readLines(actor: Actor, told: AllocationTold): Promise<Read> {
  const ids = (name: 'seedlingRequestId' | 'batchId') => ({
    $in: told.lines.map((line) => line[name]),
  })
  const [requests, batches] = await Promise.all([
    SeedlingRequestModel.find({
      $and: [
        { _id: ids('seedlingRequestId'), programmeId: told.programmeId },
        seedlingsVisibleTo(actor),
      ],
    }).lean() as Promise<SeedlingRequest[]>,
    NurseryBatchModel.find({
      $and: [{ _id: ids('batchId') }, batchesVisibleTo(actor)],
    }).lean() as Promise<NurseryBatch[]>,
  ])
  return {
    requests: new Map(requests.map((each) => [String(each._id), each])),
    batches: new Map(batches.map((each) => [String(each._id), each])),
  }
}

/** What is wrong with a line; when nothing is, it is counted into what the lines before it left. */
function lineFault(
  line: AllocationTold['lines'][number],
  { requests, batches }: Read,
  free: Map<string, number>,
  lines: Map<string, RequestLine[]>,
): { field: string; fault: Fault } | null {
  const at = (field: string, key: string, values = {}) => ({ field, fault: { key, values } })
  const request = requests.get(line.seedlingRequestId)
  const batch = batches.get(line.batchId)
  if (!request) return at('seedlingRequestId', 'forms.notThere')
  if (!batch) return at('batchId', 'forms.notThere')
  const { number } = batch
  if (next(requestTransitions, request.status, 'allocate') === null)
    return at('seedlingRequestId', 'rules.seedling.notEstablished', { number: request.number })
  if (!mayLeave(batch, today())) return { field: 'batchId', fault: notLeaving(batch) }
  if (batch.status !== 'ready' && batch.status !== 'used-up')
    return at('batchId', 'rules.seedling.notReady', { number })
  if (line.quantity < 1) return at('quantity', 'rules.seedling.atLeastOne')
  const left = free.get(line.batchId)!
  if (line.quantity > left)
    return at('quantity', 'rules.seedling.notEnough', {
      number,
      free: left,
      onHand: batch.onHand,
      reserved: batch.onHand - left,
    })
  const spread = spreadOver(lines.get(line.seedlingRequestId)!, batch.varietyCode, line.quantity)
  if ('lacking' in spread)
    return at('quantity', 'rules.seedling.moreThanDecreed', {
      number: request.number,
      most: spread.lacking,
    })
  free.set(line.batchId, left - line.quantity)
  lines.set(line.seedlingRequestId, spread.lines)
  return null
}

/** Plants of a variety onto the lines that still lack them, in their order; or how many lack. */
function spreadOver(
  lines: readonly RequestLine[],
  varietyCode: string,
  quantity: number,
): { lines: RequestLine[] } | { lacking: number } {
  let left = quantity
  const after = lines.map((line) => {
    const room =
      line.varietyCode === varietyCode ? (line.verifiedQuantity ?? 0) - line.allocatedQuantity : 0
    const part = Math.max(0, Math.min(room, left))
    left -= part
    return { ...line, allocatedQuantity: line.allocatedQuantity + part }
  })
  return left === 0 ? { lines: after } : { lacking: quantity - left }
}

function allocationOf(
  actor: Actor,
  line: AllocationTold['lines'][number],
  { requests, batches }: Read,
): SeedlingAllocation {
  const request = requests.get(line.seedlingRequestId)!
  const batch = batches.get(line.batchId)!
  return {
    _id: new Types.ObjectId(),
    status: 'reserved',
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
    quantity: line.quantity,
    handedOver: 0,
    released: 0,
    left: line.quantity,
    allocatedOn: today(),
    allocatedByName: actor.fullName,
    together: `${actor.userId}:${now().toISOString()}`,
    reason: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

export async function auditAllocation(
  actor: Actor,
  act: 'make' | 'release',
  { _id, version, status, quantity, released, requestNumber, batchNumber }: SeedlingAllocation,
  note: string | null = null,
) {
  await recordAudit(actor, {
    act: `seedling-allocation.${act}`,
    record: { kind: 'seedling-allocation', id: String(_id), number: null, version },
    after: { status, quantity, released, requestNumber, batchNumber },
    note,
  })
}

/** An allocation in sight of the actor. */
export async function findAllocation(actor: Actor, id: string | undefined) {
  return findVisible<SeedlingAllocation>(SeedlingAllocationModel, id, seedlingsVisibleTo(actor))
}
