import type { Actor } from '../../domain/actor.ts'
import { can } from '../../domain/permissions.ts'
import type { NurseryBatch } from '../../domain/seedlings/service/batches.ts'
import type { SeedLot } from '../../domain/seedlings/service/lots.ts'

/** Which kind of tag a status of stock gets. */
export const stockTag = {
  open: 'info',
  ready: 'good',
  'used-up': 'plain',
  lapsed: 'wait',
  recalled: 'bad',
} as const

/** A lot as data: the fields of service.md section 7. `null` gives the names of its columns. */
export function lotRow(actor: Actor, lot: SeedLot | null) {
  const l = lot ?? ({} as SeedLot)
  const id = String(l._id)
  return {
    id,
    number: l.number,
    status: l.status,
    version: l.version,
    seedLotId: id,
    varietyCode: l.varietyCode,
    sourceGarden: l.sourceGarden,
    form: l.form,
    quantity: l.quantity,
    onHand: l.onHand,
    reserved: 0,
    free: l.onHand,
    lost: 0,
    sent: l.sent,
    pickedOn: l.pickedOn,
    sortedOn: l.sortedOn,
    moisturePct: l.moisturePct,
    producerLicence: l.producerLicence,
    certificateNumber: l.certificateNumber,
    issuer: l.issuer,
    issuedOn: l.issuedOn,
    validUntil: l.validUntil,
    labelColour: l.labelColour,
    labelFrom: l.labelFrom,
    labelTo: l.labelTo,
    recallReason: l.recallReason,
    acts: lot ? lotActs(actor, lot) : [],
  }
}

function lotActs(actor: Actor, lot: SeedLot): string[] {
  const isLive = lot.status === 'open' || lot.status === 'ready'
  const acts = []
  if (can(actor, 'seed-lot.send') && isLive && lot.onHand > 0) acts.push('send')
  if (can(actor, 'seed-lot.recall') && lot.status !== 'recalled') acts.push('recall')
  return acts
}

/** A batch as data. */
export function batchRow(actor: Actor, batch: NurseryBatch | null) {
  const b = batch ?? ({} as NurseryBatch)
  return {
    id: String(b._id),
    number: b.number,
    status: b.status,
    version: b.version,
    seedLotId: String(b.seedLotId),
    lotNumber: b.lotNumber,
    varietyCode: b.varietyCode,
    form: b.form,
    nurseryId: String(b.nurseryId),
    regencyCode: b.regencyCode,
    bed: b.bed,
    sownOn: b.sownOn,
    quantity: b.quantity,
    received: b.received,
    germinated: b.germinated,
    onHand: b.onHand,
    reserved: b.reserved,
    free: b.free,
    lost: b.lost,
    sold: b.sold,
    destroyed: b.destroyed,
    handedOver: b.handedOver,
    returned: b.returned,
    readyOn: b.readyOn,
    validUntil: b.validUntil,
    growth: b.growth,
    acts: batch ? batchActs(actor, batch) : [],
  }
}

function batchActs(actor: Actor, batch: NurseryBatch): string[] {
  if (!can(actor, 'nursery-batch.entry')) return []
  return batch.status === 'open' ? ['entries', 'growth', 'ready'] : ['entries', 'growth']
}
