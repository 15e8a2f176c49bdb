import type { Actor } from '../../domain/actor.ts'
import { openActs } from '../../domain/harvests/acts.ts'
import type { Harvest } from '../../domain/harvests/service/register.ts'
import { greenBandG } from '../../domain/harvests/yield.ts'

/** A harvest as data: the fields of service.md section 4, for pages, JSON and files alike. */
export function harvestRow(harvest: Harvest) {
  return {
    id: String(harvest._id),
    number: harvest.number,
    status: harvest.status,
    version: harvest.version,
    farmerId: String(harvest.farmerId),
    plotId: String(harvest.plotId),
    groupId: String(harvest.groupId),
    season: harvest.season,
    harvestedFrom: harvest.harvestedFrom,
    harvestedTo: harvest.harvestedTo,
    form: harvest.form,
    weightKg: harvest.weightG / 1000,
    redPct: harvest.redPct,
    buyerKind: harvest.buyerKind,
    pricePerKg: harvest.pricePerKg,
    note: harvest.note,
    reason: harvest.reason,
    declaredAt: harvest.declaredAt,
    registeredByName: harvest.registeredByName,
    decidedAt: harvest.decidedAt,
    decidedByName: harvest.decidedByName,
  }
}

/** The record page's data: the row, what may be done now, its photo, answers and earlier figures. */
export function harvestRecord(actor: Actor, harvest: Harvest) {
  const green = greenBandG(harvest.form, harvest.weightG)
  return {
    ...harvestRow(harvest),
    kind: 'harvest',
    acts: openActs(actor, harvest),
    photos: harvest.photoId ? [{ href: `/photos/${String(harvest.photoId)}` }] : [],
    greenKg: { min: green.min / 1000, max: green.max / 1000 },
    answers: harvest.answers.map(({ code, explanation, answeredAt }) => ({
      code,
      explanation,
      answeredAt,
    })),
    earlier: harvest.earlier.map(({ figures, correctedAt, correctedByName, reason }) => ({
      harvestedFrom: figures.harvestedFrom,
      harvestedTo: figures.harvestedTo,
      form: figures.form,
      weightKg: figures.weightG / 1000,
      redPct: figures.redPct,
      buyerKind: figures.buyerKind,
      pricePerKg: figures.pricePerKg,
      note: figures.note,
      correctedAt,
      correctedByName,
      reason,
    })),
  }
}

/** Which kind of tag a status gets. */
export const statusTag = {
  declared: 'wait',
  confirmed: 'good',
  disputed: 'bad',
  void: 'plain',
} as const
