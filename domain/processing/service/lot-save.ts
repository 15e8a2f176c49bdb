import { Types } from 'mongoose'
import { LotEntryModel, type LotEntry, type LotEntryKind } from '../../../models/lot-entry.ts'
import { LotModel, type Lot, type LotState } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { StaleVersion } from '../../errors.ts'
import { assertNext, assertVersion, findVisible } from '../../find-visible.ts'
import { lotsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { massOf } from '../composition.ts'
import { forgetPassports } from './passport-cache.ts'
import { lotTransitions, type LotEvent, type LotStatus } from '../lot-status.ts'

/** What an act writes into the lot's journal. */
export interface Act {
  kind: LotEntryKind
  step?: LotEntry['step']
  lotIds?: Types.ObjectId[]
  reason?: string | null
}

/**
 * The lot that a form is about, if it is in sight, at the form's version and in a state that allows
 * the act; with the status after it.
 */
export async function lotToMove(
  actor: Actor,
  id: string,
  version: number,
  event: LotEvent,
): Promise<{ lot: Lot; status: LotStatus }> {
  const lot = await findVisible<Lot>(LotModel, id, lotsVisibleTo(actor))
  assertVersion('lot', lot, version)
  return { lot, status: statusAfter(lot, event) }
}

/** @throws {WrongState} when the lot's status does not allow the act */
export function statusAfter(lot: Lot, event: LotEvent): LotStatus {
  return assertNext(next(lotTransitions, lot.status, event), `lot.${lot.status}`, event)
}

/** Writes down a new lot with its first line in the journal and in the trail. */
export async function createLot(actor: Actor, lot: Lot, lotIds: Types.ObjectId[] = []) {
  assertAddsUp(lot)
  await LotModel.create([lot])
  await addEntry(actor, lot, { kind: 'made', lotIds }, null, lot)
  await recordAudit(actor, {
    act: 'lot.make',
    record: { kind: 'lot', id: String(lot._id), number: lot.number, version: 1 },
    after: auditedLot(lot),
  })
}

/**
 * Saves what an act changes, with its line in journal and trail. Whose last gram went is used up.
 * @throws {StaleVersion} when somebody was faster
 */
export async function saveLot(
  actor: Actor,
  before: Lot,
  changes: Partial<Lot>,
  act: Act,
): Promise<Lot> {
  const after: Lot = { ...before, ...changes, version: before.version + 1, updatedAt: now() }
  if (after.massG === 0 && before.massG > 0) after.status = 'used-up'
  await writeLot(before, after)
  await addEntry(actor, after, act, stateOf(before), before)
  await recordAudit(actor, {
    act: `lot.${act.kind === 'step' ? 'steps' : act.kind}`,
    record: { kind: 'lot', id: String(after._id), number: after.number, version: after.version },
    before: auditedLot(before),
    after: auditedLot(after),
    note: act.reason ?? act.step?.explanation ?? null,
  })
  return after
}

/** Writes the lot as it is after an act, if it is still as it was before it. */
export async function writeLot(before: Lot, after: Lot): Promise<void> {
  assertAddsUp(after)
  const { _id, ...fields } = after
  const filter = { _id, version: before.version }
  const { matchedCount } = await LotModel.updateOne(filter, { $set: fields })
  if (matchedCount === 0)
    throw new StaleVersion('lot', String(_id), before.version, before.version + 1)
  if (before.passportCode || after.passportCode) forgetPassports()
}

// what must never be: a lot whose origins do not add up to it
function assertAddsUp(lot: Lot): void {
  const sum = massOf(lot.composition)
  if (sum !== lot.massG) throw new Error(`lot ${lot.number}: ${sum} g of origins, ${lot.massG} g`)
}

async function addEntry(
  actor: Actor,
  after: Lot,
  act: Act,
  before: LotState | null,
  { massG }: { massG: number },
): Promise<void> {
  const entry: LotEntry = {
    _id: new Types.ObjectId(),
    lotId: after._id,
    version: after.version,
    kind: act.kind,
    at: now(),
    byId: new Types.ObjectId(actor.userId),
    byName: actor.fullName,
    massBeforeG: massG,
    massAfterG: after.massG,
    step: act.step ?? null,
    lotIds: act.lotIds ?? [],
    reason: act.reason ?? null,
    before,
    undoneAt: null,
    undoneByName: null,
  }
  await LotEntryModel.create([entry])
}

/** The part of a lot that acts change. */
export function stateOf(lot: Lot): LotState {
  const { status, form, place, massG, moistureBp, dryLimitG, cherryG, composition } = lot
  const { bags, samples, lastStep, lastStepAt, grade, cupScore, passportCode } = lot
  const { certifications, sale } = lot
  return {
    status,
    form,
    place,
    massG,
    moistureBp,
    dryLimitG,
    cherryG,
    composition,
    bags,
    samples,
    lastStep,
    lastStepAt,
    grade,
    cupScore,
    passportCode,
    certifications,
    sale,
  }
}

/** The fields of a lot that the audit trail and a stale form speak of. */
export function auditedLot(lot: Lot) {
  return {
    status: lot.status,
    form: lot.form,
    process: lot.process,
    name: lot.name,
    place: lot.place,
    massKg: lot.massG / 1000,
    moisturePct: lot.moistureBp === null ? null : lot.moistureBp / 100,
    bags: lot.bags.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    samples: lot.samples.length,
    grade: lot.grade,
    cupScore: lot.cupScore,
    certificates: lot.certifications.map((each) => `${each.scheme} ${each.certificateNumber}`),
    salePricePerKg: lot.sale?.salePricePerKg ?? null,
    reason: lot.reason,
  }
}
