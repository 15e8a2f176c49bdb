import type { Actor } from '../../domain/actor.ts'
import { can } from '../../domain/permissions.ts'
import type { Handover } from '../../domain/seedlings/service/handovers.ts'
import { handoverTransitions } from '../../domain/seedlings/status.ts'

export const handoverTag = { sent: 'wait', received: 'info', distributed: 'good' } as const

type Figure = 'sent' | 'received' | 'dead' | 'missing' | 'distributed' | 'returned'

/** A hand-over as data; its lines stand in the order in which they were sent. */
export function handoverRow(actor: Actor, handover: Handover | null) {
  const h = handover ?? ({ lines: [] as Handover['lines'] } as Handover)
  const sum = (name: Figure) => h.lines.reduce((total, line) => total + line[name], 0)
  return {
    id: String(h._id),
    number: h.number,
    status: h.status,
    version: h.version,
    nurseryId: String(h.nurseryId),
    groupId: String(h.groupId),
    sentOn: h.sentOn,
    vehicle: h.vehicle,
    receivedOn: h.receivedOn,
    sent: sum('sent'),
    received: sum('received'),
    dead: sum('dead'),
    missing: sum('missing'),
    distributed: sum('distributed'),
    returned: sum('returned'),
    sentByName: h.sentByName,
    receivedByName: h.receivedByName,
    lines: h.lines.map((line) => ({
      allocationId: String(line.allocationId),
      seedlingRequestId: String(line.requestId),
      requestNumber: line.requestNumber,
      batchId: String(line.batchId),
      batchNumber: line.batchNumber,
      seedLotId: String(line.lotId),
      varietyCode: line.varietyCode,
      farmerId: String(line.farmerId),
      crate: line.crate,
      sent: line.sent,
      received: line.received,
      dead: line.dead,
      missing: line.missing,
      reason: line.reason,
      distributed: line.distributed,
      returned: line.returned,
    })),
    acts: handover ? handoverActs(actor, handover) : [],
  }
}

function handoverActs(actor: Actor, { status }: Handover) {
  const acts = ['receive', 'distribute', 'return'] as const
  return acts.filter((act) => can(actor, `handover.${act}`) && act in handoverTransitions[status])
}
