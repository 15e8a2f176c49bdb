import type { Actor } from '../../actor.ts'
import { nameFor } from '../../farmers/name.ts'
import type { Harvest, HarvestFigures } from '../../../models/harvest.ts'

/** The figures of a harvest without the rest of the record, as a correction keeps them. */
export function figuresAlone(harvest: HarvestFigures): HarvestFigures {
  const { plotId, harvestedFrom, harvestedTo, form, weightG } = harvest
  const { redPct, buyerKind, pricePerKg, note, photoId } = harvest
  return {
    plotId,
    harvestedFrom,
    harvestedTo,
    form,
    weightG,
    redPct,
    buyerKind,
    pricePerKg,
    note,
    photoId,
  }
}

/** The fields of a harvest that the audit trail and a stale form speak of. */
export function auditedFigures(harvest: HarvestFigures & Pick<Harvest, 'status'>) {
  const { weightG, plotId, photoId, ...figures } = figuresAlone(harvest)
  return {
    ...figures,
    plotId: String(plotId),
    photo: photoId ? String(photoId) : null,
    weightKg: weightG / 1000,
    status: harvest.status,
  }
}

/** A harvest with the names of people as this reader may see them. */
export function asSeenBy<H extends Harvest>(actor: Actor, harvest: H): H {
  const name = (fullName: string) => nameFor(actor, fullName)
  return {
    ...harvest,
    registeredByName: name(harvest.registeredByName),
    decidedByName: harvest.decidedByName && name(harvest.decidedByName),
    earlier: harvest.earlier.map((each) => ({
      ...each,
      correctedByName: name(each.correctedByName),
    })),
  }
}
