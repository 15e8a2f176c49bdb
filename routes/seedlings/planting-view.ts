import type { Actor } from '../../domain/actor.ts'
import { can } from '../../domain/permissions.ts'
import type { Planting } from '../../domain/seedlings/service/plantings.ts'

export const plantingTag = { planted: 'info', monitored: 'good', completed: 'good' } as const

/** A planting as data. */
export function plantingRow(actor: Actor, planting: Planting | null) {
  const p =
    planting ??
    ({
      parts: [] as Planting['parts'],
      seedLotIds: [] as Planting['seedLotIds'],
    } as unknown as Planting)
  return {
    id: String(p._id),
    number: null,
    status: p.status,
    version: p.version,
    seedlingRequestId: String(p.requestId),
    programmeId: String(p.programmeId),
    plotId: String(p.plotId),
    farmerId: String(p.farmerId),
    groupId: String(p.groupId),
    varietyCode: p.varietyCode,
    altitudeM: p.altitudeM,
    plantedOn: p.plantedOn,
    quantity: p.quantity,
    alive: p.alive,
    survivalPct: planting ? Math.round((p.alive / p.quantity) * 10_000) / 100 : null,
    seedLotIds: p.seedLotIds.map(String),
    parts: p.parts.map((part) => ({
      seedLotId: String(part.lotId),
      batchId: String(part.batchId),
      quantity: part.quantity,
    })),
    spacingM: p.spacingM,
    shadeTrees: p.shadeTrees,
    lastCountOn: p.lastCountOn,
    nextCountOn: p.nextCountOn,
    photos: p.photoId ? [{ href: `/photos/${String(p.photoId)}` }] : [],
    acts: planting && can(actor, 'survival-count.make') ? ['count'] : [],
  }
}
