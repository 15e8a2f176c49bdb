import { HandoverModel, type HandoverLine } from '../../../models/handover.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { assertNext, assertVersion } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { next } from '../../status-table.ts'
import { effectOf } from '../entry-kinds.ts'
import { handoverTransitions } from '../status.ts'
import { moveBatch, writeEntries } from './append.ts'
import { auditedHandover, findHandover, total } from './handovers.ts'
import { peopleOf } from './lots.ts'
import { giveBack } from './release.ts'

export interface ReturnTold {
  lines: { quantity: number; decision: 'returned' | 'destroyed'; at: number }[]
  reason: string
}

/**
 * Plants that nobody took go back to their batch, or are destroyed at the group; both by entry. What
 * went back is free again, for whoever it is allocated to next.
 * @throws {RuleBroken} for more than is left with the group
 */
export async function returnPlants(
  actor: Actor,
  id: string,
  version: number,
  told: ReturnTold,
): Promise<void> {
  const handover = await findHandover(actor, id)
  assertVersion('handover', handover, version)
  assertNext(
    next(handoverTransitions, handover.status, 'return'),
    `handover.${handover.status}`,
    'return',
  )
  const faults: Record<string, Fault> = {}
  const byPlace = new Map(told.lines.map((line) => [line.at, line]))
  const lines = handover.lines.map((line, at): HandoverLine => {
    const back = byPlace.get(at)
    if (!back) return line
    const most = line.received - line.distributed - line.returned
    if (back.quantity < 1) faults[`lines[${at}][quantity]`] = { key: 'rules.seedling.atLeastOne' }
    else if (back.quantity > most)
      faults[`lines[${at}][quantity]`] = { key: 'rules.seedling.moreThan', values: { most } }
    return { ...line, returned: line.returned + back.quantity }
  })
  for (const { at } of told.lines)
    if (!handover.lines[at]) faults[`lines[${at}][quantity]`] = { key: 'forms.notThere' }
  if (told.lines.length === 0) faults['lines[0][quantity]'] = { key: 'rules.seedling.noLines' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const isDone = total(lines, 'distributed') + total(lines, 'returned') === total(lines, 'received')
  const status = isDone ? 'distributed' : handover.status
  await HandoverModel.updateOne(
    { _id: handover._id, version },
    { $set: { lines, status, version: version + 1, updatedAt: now() } },
  )
  for (const { at, quantity, decision } of told.lines)
    await writeBack(
      actor,
      { ...handover, lines },
      handover.lines[at]!,
      quantity,
      decision,
      told.reason,
    )
  await recordAudit(actor, {
    act: 'handover.return',
    record: auditedHandover({ ...handover, version: version + 1 }),
    before: { returned: total(handover.lines, 'returned') },
    after: { returned: total(lines, 'returned') },
    note: told.reason,
  })
  await tell(await peopleOf(handover.nurseryId, 'nursery-keeper'), {
    key: 'messages.seedling.returned',
    values: { number: handover.number, reason: told.reason },
    href: `/handovers/${String(handover._id)}`,
  })
}

async function writeBack(
  actor: Actor,
  handover: Awaited<ReturnType<typeof findHandover>>,
  line: HandoverLine,
  quantity: number,
  decision: 'returned' | 'destroyed',
  reason: string,
): Promise<void> {
  const refs = {
    programmeId: line.programmeId,
    requestId: line.requestId,
    allocationId: line.allocationId,
    handoverId: handover._id,
    groupId: handover.groupId,
  }
  const { lines } = handover
  const left = total(lines, 'received') - total(lines, 'distributed') - total(lines, 'returned')
  await writeEntries(actor, [
    {
      ...refs,
      kind: decision,
      quantity,
      place: 'group',
      balance: left,
      lotId: line.lotId,
      regencyCode: handover.regencyCode,
      happenedOn: today(),
      document: handover.number,
      reason,
    },
  ])
  await giveBack(actor, String(line.requestId), line.varietyCode, quantity, reason)
  if (decision === 'destroyed') return
  await moveBatch(actor, line.batchId, [
    {
      ...refs,
      kind: 'returned',
      quantity,
      effect: effectOf('returned', 'polybag', quantity),
      happenedOn: today(),
      document: handover.number,
      reason,
    },
  ])
}
