import {
  SeedlingAllocationModel,
  type SeedlingAllocation,
} from '../../../models/seedling-allocation.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { WrongState } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { effectOf } from '../entry-kinds.ts'
import { auditAllocation, findAllocation, refsOf } from './allocations.ts'
import { moveBatch } from './append.ts'
import { findRequest, saveRequest, type RequestLine } from './requests.ts'

/**
 * Gives back what an allocation has not handed over yet.
 * @throws {WrongState} when nothing is left of it
 */
export async function releaseAllocation(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const allocation = await findAllocation(actor, id)
  assertVersion('seedling-allocation', allocation, version)
  if (allocation.left === 0) throw new WrongState(`allocation.${allocation.status}`, 'release')
  const { left } = allocation
  const after: SeedlingAllocation = {
    ...allocation,
    status: allocation.handedOver > 0 ? 'handed-over' : 'released',
    released: allocation.released + left,
    left: 0,
    reason,
    version: version + 1,
  }
  const { status, released } = after
  await SeedlingAllocationModel.updateOne(
    { _id: allocation._id, version },
    { $set: { status, released, left: 0, reason, version: version + 1, updatedAt: now() } },
  )
  await moveBatch(actor, allocation.batchId, [
    {
      kind: 'released',
      quantity: left,
      effect: effectOf('released', 'polybag', left),
      happenedOn: today(),
      reason,
      document: allocation.requestNumber,
      ...refsOf(allocation),
    },
  ])
  await giveBack(actor, String(allocation.requestId), allocation.varietyCode, left, reason)
  await auditAllocation(actor, 'release', after, reason)
}

/** A request that will not get so many plants after all: it lacks them again, and may be allocated others. */
export async function giveBack(
  actor: Actor,
  requestId: string,
  varietyCode: string,
  quantity: number,
  reason: string,
): Promise<void> {
  const request = await findRequest(actor, requestId)
  const lines = takeBack(request.lines, varietyCode, quantity)
  const isStillAllocated = lines.some(({ allocatedQuantity }) => allocatedQuantity > 0)
  const stays = request.status === 'allocated' && isStillAllocated ? { status: request.status } : {}
  await saveRequest(actor, request, 'release', { lines, ...stays }, reason)
}

function takeBack(lines: readonly RequestLine[], varietyCode: string, quantity: number) {
  let left = quantity
  return lines
    .toReversed()
    .map((line) => {
      const room =
        line.varietyCode === varietyCode ? line.allocatedQuantity - line.receivedQuantity : 0
      const part = Math.max(0, Math.min(room, left))
      left -= part
      return { ...line, allocatedQuantity: line.allocatedQuantity - part }
    })
    .toReversed()
}
