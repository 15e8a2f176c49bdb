import { Types } from 'mongoose'
import { HandoverModel, type Handover, type HandoverLine } from '../../../models/handover.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import {
  SeedlingAllocationModel,
  type SeedlingAllocation,
} from '../../../models/seedling-allocation.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { findVisible } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { effectOf } from '../entry-kinds.ts'
import { refsOf } from './allocations.ts'
import { moveBatch, type BatchMove } from './append.ts'
import { peopleOf } from './lots.ts'
export type { Handover, HandoverLine } from '../../../models/handover.ts'

export interface HandoverTold {
  groupId: string
  sentOn: string
  vehicle: string | null
  lines: { allocationId: string; quantity: number; crate: string | null; at: number }[]
}

/**
 * The nursery sends plants to a group: they leave its batches and are on the way.
 * @throws {RuleBroken} at a line whose allocation is not there, not for the group, or has less left
 */
export async function handOver(
  actor: Actor,
  told: HandoverTold,
  number: string,
): Promise<Handover> {
  const group = await OrganisationModel.findOne({ _id: told.groupId, kind: 'farmer-group' }).lean()
  if (!group) throw new RuleBroken({ groupId: { key: 'forms.notThere' } })
  if (isAfter(told.sentOn, today()))
    throw new RuleBroken({ sentOn: { key: 'rules.seedling.inFuture', values: { today: today() } } })
  if (told.lines.length === 0)
    throw new RuleBroken({ 'lines[0][quantity]': { key: 'rules.seedling.noLines' } })
  const allocations = await readAllocations(actor, told)
  const lines = told.lines.map((line) => lineOf(allocations.get(line.allocationId)!, line))
  const handover: Handover = {
    _id: new Types.ObjectId(),
    number,
    status: 'sent',
    nurseryId: new Types.ObjectId(actor.organisationId),
    groupId: group._id,
    districtCode: group.districtCode ?? '',
    regencyCode: group.regencyCode ?? '',
    sentOn: told.sentOn,
    vehicle: told.vehicle,
    receivedOn: null,
    lines,
    sentByName: actor.fullName,
    receivedByName: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await HandoverModel.create([handover])
  await takeFromBatches(actor, handover, allocations, told)
  await takeFromAllocations(handover)
  await recordAudit(actor, {
    act: 'handover.make',
    record: auditedHandover(handover),
    after: {
      groupId: told.groupId,
      sentOn: told.sentOn,
      lines: lines.length,
      sent: total(lines, 'sent'),
    },
  })
  await tell(await peopleOf(group._id, 'group-leader'), {
    key: 'messages.seedling.onTheWay',
    values: { number, quantity: total(lines, 'sent') },
    href: `/handovers/${String(handover._id)}`,
  })
  return handover
}

/** The sum of a figure over the lines. */
export function total(
  lines: readonly HandoverLine[],
  name: 'sent' | 'received' | 'dead' | 'missing' | 'distributed' | 'returned',
): number {
  return lines.reduce((sum, line) => sum + line[name], 0)
}

export function auditedHandover({
  _id,
  number,
  version,
}: Pick<Handover, '_id' | 'number' | 'version'>) {
  return { kind: 'handover', id: String(_id), number, version }
}

async function readAllocations(actor: Actor, told: HandoverTold) {
  const found = (await SeedlingAllocationModel.find({
    $and: [
      { _id: { $in: told.lines.map(({ allocationId }) => allocationId) }, groupId: told.groupId },
      seedlingsVisibleTo(actor),
    ],
  }).lean()) as SeedlingAllocation[]
  const byId = new Map(found.map((each) => [String(each._id), each]))
  const left = new Map(found.map((each) => [String(each._id), each.left]))
  const faults: Record<string, Fault> = {}
  for (const { allocationId, quantity, at } of told.lines) {
    const most = left.get(allocationId)
    if (most === undefined) faults[`lines[${at}][allocationId]`] = { key: 'forms.notThere' }
    else if (quantity < 1) faults[`lines[${at}][quantity]`] = { key: 'rules.seedling.atLeastOne' }
    else if (quantity > most)
      faults[`lines[${at}][quantity]`] = { key: 'rules.seedling.moreThan', values: { most } }
    else left.set(allocationId, most - quantity)
  }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  return byId
}

function lineOf(
  each: SeedlingAllocation,
  { quantity, crate }: HandoverTold['lines'][number],
): HandoverLine {
  return {
    allocationId: each._id,
    requestId: each.requestId,
    requestNumber: each.requestNumber,
    programmeId: each.programmeId,
    batchId: each.batchId,
    batchNumber: each.batchNumber,
    lotId: each.lotId,
    varietyCode: each.varietyCode,
    farmerId: each.farmerId,
    crate,
    sent: quantity,
    received: 0,
    dead: 0,
    missing: 0,
    reason: null,
    distributed: 0,
    returned: 0,
  }
}

async function takeFromBatches(
  actor: Actor,
  handover: Handover,
  allocations: Map<string, SeedlingAllocation>,
  told: HandoverTold,
): Promise<void> {
  const moves = handover.lines.map((line, index) => ({
    batchId: line.batchId,
    at: told.lines[index]!.at,
    move: {
      kind: 'handed-over',
      quantity: line.sent,
      effect: effectOf('handed-over', 'polybag', line.sent),
      happenedOn: handover.sentOn,
      document: handover.number,
      reason: line.crate,
      ...refsOf(allocations.get(String(line.allocationId))!),
      handoverId: handover._id,
    } satisfies BatchMove,
  }))
  for (const [, ofBatch] of Map.groupBy(moves, ({ batchId }) => String(batchId))) {
    const { batchId, at } = ofBatch[0]!
    await moveBatch(
      actor,
      batchId,
      ofBatch.map(({ move }) => move),
      { quantity: `lines[${at}][quantity]`, happenedOn: 'sentOn', isLeaving: true },
    )
  }
}

async function takeFromAllocations({ lines }: Handover): Promise<void> {
  await SeedlingAllocationModel.bulkWrite(
    lines.map(({ allocationId, sent }) => ({
      updateOne: {
        filter: { _id: allocationId },
        update: {
          $inc: { handedOver: sent, left: -sent, version: 1 },
          $set: { status: 'handed-over', updatedAt: now() },
        },
      },
    })),
  )
}

/** A hand-over in sight of the actor. */
export async function findHandover(actor: Actor, id: string | undefined): Promise<Handover> {
  return findVisible<Handover>(HandoverModel, id, seedlingsVisibleTo(actor))
}
