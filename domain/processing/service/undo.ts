import type { Types } from 'mongoose'
import { IntakeModel } from '../../../models/intake.ts'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import { LotEntryModel, type LotEntry } from '../../../models/lot-entry.ts'
import { LotModel, type Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { WrongState } from '../../errors.ts'
import { next } from '../../status-table.ts'
import { lotTransitions } from '../lot-status.ts'
import { stateBefore } from './undo-state.ts'
import { saveIntake } from './intake-acts.ts'
import { auditedLot, lotToMove, writeLot } from './lot-save.ts'

/** The act that an undo would take back, with the lots it must also touch; null when there is none. */
export async function lastUndoable(lot: Lot): Promise<LotEntry | null> {
  if (next(lotTransitions, lot.status, 'undo') === null) return null
  const entry = await lastEntry(lot._id)
  if (!entry || wasGradedSince(lot, entry)) return null
  if (entry.kind === 'gave') return null
  if (entry.kind === 'split') return (await untouched(entry.lotIds)) ? entry : null
  if (entry.kind !== 'made') return entry
  if (lot.grade !== null || lot.cupScore !== null) return null
  const feeders = await feedersOf(entry)
  return feeders === null ? null : entry
}

/**
 * Takes back the last act on a lot while nothing was built on it.
 * @throws {WrongState} when there is nothing to take back, or something was built on it
 */
export async function undoLast(actor: Actor, id: string, version: number): Promise<Lot> {
  const { lot } = await lotToMove(actor, id, version, 'undo')
  const entry = await lastUndoable(lot)
  if (!entry) throw new WrongState(`lot.${lot.status}`, 'undo')
  if (entry.kind === 'made') return unmake(actor, lot, entry)
  if (entry.kind === 'split')
    for (const child of await lotsOf(entry.lotIds)) await drop(actor, child)
  return bringBack(actor, lot, entry)
}

async function lastEntry(lotId: Types.ObjectId): Promise<LotEntry | null> {
  const entries = await LotEntryModel.find({ lotId }).lean()
  return (
    entries.filter(({ undoneAt }) => undoneAt === null).sort((a, b) => b.version - a.version)[0] ??
    null
  )
}

// a test or cupping that came after a step or sample stands on it
function wasGradedSince(lot: Lot, { kind, before }: LotEntry): boolean {
  if (kind === 'sample')
    return lot.grade !== (before?.grade ?? null) || lot.cupScore !== (before?.cupScore ?? null)
  return (
    kind === 'step' && (lot.grade !== null || lot.cupScore !== null) && isGradedAnew(lot, before)
  )
}

function isGradedAnew(lot: Lot, before: LotEntry['before']): boolean {
  return lot.grade !== before?.grade || lot.cupScore !== before?.cupScore
}

async function lotsOf(ids: Types.ObjectId[]): Promise<Lot[]> {
  return LotModel.find({ _id: { $in: ids } }).lean()
}

async function untouched(ids: Types.ObjectId[]): Promise<boolean> {
  return (await lotsOf(ids)).every(({ version }) => version === 1)
}

/**
 * The lots that fed a merged lot, when giving was the last that each did; an empty list for a lot of
 * cherry; null when the lot came from a split (undone there) or a feeder moved on.
 */
async function feedersOf(entry: LotEntry): Promise<{ lot: Lot; gave: LotEntry }[] | null> {
  const feeders: { lot: Lot; gave: LotEntry }[] = []
  for (const lot of await lotsOf(entry.lotIds)) {
    const gave = await lastEntry(lot._id)
    if (gave?.kind !== 'gave' || !gave.lotIds.some((id) => id.equals(entry.lotId))) return null
    feeders.push({ lot, gave })
  }
  return feeders
}

/** Takes a lot apart again: cherry back to its slips, coffee back to the lots that gave it. */
async function unmake(actor: Actor, lot: Lot, entry: LotEntry): Promise<Lot> {
  for (const { lot: feeder, gave } of (await feedersOf(entry)) ?? [])
    await bringBack(actor, feeder, gave)
  const intakes = await IntakeModel.find({ lotId: lot._id }).lean()
  for (const intake of intakes) {
    const after = { ...intake, status: 'received' as const, lotId: null }
    await saveIntake(actor, intake, after, 'out-of-lot', lot.number)
  }
  await markUndone(actor, entry)
  return drop(actor, lot)
}

async function bringBack(actor: Actor, lot: Lot, entry: LotEntry): Promise<Lot> {
  const changes = stateBefore(entry.kind, entry.before!)
  // a sample taken back takes the lot from before the quality officers only when none is left
  const samples = changes.samples ?? lot.samples
  const after: Lot = {
    ...lot,
    ...changes,
    isBeforeQuality: samples.some((sample) => sample.for !== 'buyer'),
    reason: entry.kind === 'reject' || entry.kind === 'withdraw' ? null : lot.reason,
    version: lot.version + 1,
    updatedAt: now(),
  }
  await writeLot(lot, after)
  await markUndone(actor, entry)
  await auditUndo(actor, lot, after)
  return after
}

/** A lot that never should have been: no mass, no way in or out, still to be read. */
async function drop(actor: Actor, lot: Lot): Promise<Lot> {
  const after: Lot = {
    ...lot,
    status: 'withdrawn',
    massG: 0,
    composition: [],
    cherryG: 0,
    dryLimitG: null,
    bags: [],
    passportCode: null,
    version: lot.version + 1,
    updatedAt: now(),
  }
  await writeLot(lot, after)
  await LotEdgeModel.deleteMany({ toId: lot._id })
  const made = await lastEntry(lot._id)
  if (made) await markUndone(actor, made)
  await auditUndo(actor, lot, after)
  return after
}

async function markUndone(actor: Actor, entry: LotEntry): Promise<void> {
  const undone = { undoneAt: now(), undoneByName: actor.fullName }
  await LotEntryModel.updateOne({ _id: entry._id }, { $set: undone })
}

async function auditUndo(actor: Actor, before: Lot, after: Lot): Promise<void> {
  await recordAudit(actor, {
    act: 'lot.undo',
    record: { kind: 'lot', id: String(after._id), number: after.number, version: after.version },
    before: auditedLot(before),
    after: auditedLot(after),
  })
}
