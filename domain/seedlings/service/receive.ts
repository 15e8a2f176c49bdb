import { HandoverModel, type Handover, type HandoverLine } from '../../../models/handover.ts'
import type { SeedlingEntry } from '../../../models/seedling-entry.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter, isBefore, type Day } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { assertNext, assertVersion } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { next } from '../../status-table.ts'
import { handoverTransitions } from '../status.ts'
import { writeEntries } from './append.ts'
import { auditedHandover, findHandover, total } from './handovers.ts'
import { peopleOf } from './lots.ts'

export interface ReceivingTold {
  receivedOn: Day
  lines: {
    received: number
    dead: number | null
    missing: number | null
    reason: string | null
    at: number
  }[]
}

/**
 * The group leader has counted: what came alive, what was dead, what is missing, line by line.
 * @throws {RuleBroken} when the three do not add up to what was sent, or a loss has no reason
 */
export async function receive(
  actor: Actor,
  id: string,
  version: number,
  told: ReceivingTold,
): Promise<void> {
  const handover = await findHandover(actor, id)
  assertVersion('handover', handover, version)
  assertNext(
    next(handoverTransitions, handover.status, 'receive'),
    `handover.${handover.status}`,
    'receive',
  )
  const faults: Record<string, Fault> = {}
  if (isAfter(told.receivedOn, today()))
    faults['receivedOn'] = { key: 'rules.seedling.inFuture', values: { today: today() } }
  else if (isBefore(told.receivedOn, handover.sentOn))
    faults['receivedOn'] = { key: 'rules.seedling.tooEarly', values: { day: handover.sentOn } }
  const lines = countedLines(handover, told, faults)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const isEmpty = total(lines, 'received') === 0
  const after = {
    status: isEmpty ? ('distributed' as const) : ('received' as const),
    receivedOn: told.receivedOn,
    receivedByName: actor.fullName,
    lines,
    version: version + 1,
    updatedAt: now(),
  }
  await HandoverModel.updateOne({ _id: handover._id, version }, { $set: after })
  await writeEntries(actor, entriesOf(handover, lines, told.receivedOn))
  const [received, dead, missing] = (['received', 'dead', 'missing'] as const).map((name) =>
    total(lines, name),
  )
  await recordAudit(actor, {
    act: 'handover.receive',
    record: auditedHandover({ ...handover, version: after.version }),
    before: { status: handover.status },
    after: { status: after.status, receivedOn: told.receivedOn, received, dead, missing },
  })
  await tell(await peopleOf(handover.nurseryId, 'nursery-keeper'), {
    key: dead! + missing! > 0 ? 'messages.seedling.receivedLess' : 'messages.seedling.received',
    values: { number: handover.number, received, dead, missing },
    href: `/handovers/${String(handover._id)}`,
  })
}

function countedLines(
  handover: Handover,
  told: ReceivingTold,
  faults: Record<string, Fault>,
): HandoverLine[] {
  const byPlace = new Map(told.lines.map((line) => [line.at, line]))
  for (const { at } of told.lines)
    if (!handover.lines[at]) faults[`lines[${at}][received]`] = { key: 'forms.notThere' }
  return handover.lines.map((line, at) => {
    const counted = byPlace.get(at)
    if (!counted) {
      faults[`lines[${at}][received]`] = { key: 'forms.missing' }
      return line
    }
    const { received, reason } = counted
    const dead = counted.dead ?? 0
    const missing = counted.missing ?? 0
    if (received + dead + missing !== line.sent)
      faults[`lines[${at}][received]`] = {
        key: 'rules.seedling.notAddingUp',
        values: { sent: line.sent, told: received + dead + missing },
      }
    else if (dead + missing > 0 && !reason)
      faults[`lines[${at}][reason]`] = { key: 'rules.seedling.lossReason' }
    return { ...line, received, dead, missing, reason }
  })
}

/** What came is with the group; what died or is missing is lost on the way, with its reason. */
function entriesOf(handover: Handover, lines: HandoverLine[], happenedOn: Day) {
  let balance = 0
  return lines.flatMap((line) => {
    const base = {
      lotId: line.lotId,
      programmeId: line.programmeId,
      requestId: line.requestId,
      allocationId: line.allocationId,
      handoverId: handover._id,
      groupId: handover.groupId,
      regencyCode: handover.regencyCode,
      happenedOn,
      document: handover.number,
      reason: line.reason,
    }
    const entry = (
      kind: SeedlingEntry['kind'],
      quantity: number,
      place: SeedlingEntry['place'],
      cause: string | null,
      left: number,
    ) => (quantity > 0 ? [{ ...base, kind, quantity, place, cause, balance: left }] : [])
    balance += line.received
    return [
      ...entry('received', line.received, 'group', null, balance),
      ...entry('lost', line.dead, 'transit', 'dead', 0),
      ...entry('lost', line.missing, 'transit', 'missing', 0),
    ]
  })
}
