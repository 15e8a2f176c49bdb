import { Types } from 'mongoose'
import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import { SeedlingDayModel } from '../../../models/seedling-day.ts'
import { SeedlingEntryModel, type SeedlingEntry } from '../../../models/seedling-entry.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import type { Day } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { freeOf, sumEffects, type Effect } from '../entry-kinds.ts'
import { mayLeave, stockStatusOn } from '../status.ts'
import { notLeaving } from './leaving.ts'
import { firstDayBelowZero } from '../stock.ts'

type Refs = Partial<
  Pick<
    SeedlingEntry,
    'programmeId' | 'requestId' | 'allocationId' | 'handoverId' | 'groupId' | 'plotId'
  >
>

/** One entry to be written into a batch: what it says, and how it moves the balances. */
export interface BatchMove extends Refs {
  kind: SeedlingEntry['kind']
  quantity: number
  unit?: SeedlingEntry['unit']
  effect: Effect
  happenedOn: Day
  reason?: string | null
  cause?: string | null
  document?: string | null
  reverses?: Types.ObjectId | null
}

/** At which fields a refusal stands. */
export interface AtFields {
  quantity: string
  happenedOn: string
  /** Plants leave: only from a batch whose certificate holds and that was not recalled. */
  isLeaving?: boolean
}
const usualFields: AtFields = { quantity: 'quantity', happenedOn: 'happenedOn' }

/**
 * Writes entries into one batch and moves its balances in the same step, which succeeds only if
 * neither what is on hand nor what is free falls below zero, today or on any day since: two that
 * come together write the same document, so the later one is tried again on what the first left.
 * @throws {RuleBroken} at the quantity when there is not enough, at the day when a later day would lack
 */
export async function moveBatch(
  actor: Actor,
  batchId: Types.ObjectId,
  moves: readonly BatchMove[],
  at: AtFields = usualFields,
): Promise<NurseryBatch> {
  const effect = sumEffects(moves.map((move) => move.effect))
  const free = freeOf(effect)
  const after = (await NurseryBatchModel.findOneAndUpdate(
    { _id: batchId, ...atLeast(effect, free), ...(at.isLeaving ? leavable() : {}) },
    {
      $inc: { ...changed(effect), ...(free ? { free } : {}), entryCount: moves.length },
      $set: { updatedAt: now() },
    },
    { returnDocument: 'after' },
  ).lean()) as NurseryBatch | null
  if (!after) throw new RuleBroken({ [at.quantity]: await lackOf(batchId, at.isLeaving ?? false) })
  await keepDays(batchId, moves)
  await assertNoDayBelowZero(after, moves, effect, at)
  await SeedlingEntryModel.insertMany(entriesOf(actor, after, moves, effect))
  return keepStatus(after)
}

/** The balances as they must be before, so that none is below zero after. */
function atLeast(effect: Effect, free: number): Record<string, unknown> {
  const parts: [string, number][] = [
    ['onHand', effect.onHand],
    ['reserved', effect.reserved],
    ['free', free],
    ['germinated', effect.germinated],
    ['received', effect.received],
  ]
  return Object.fromEntries(
    parts.filter(([, by]) => by < 0).map(([name, by]) => [name, { $gte: -by }]),
  )
}

function changed(effect: Effect): Partial<Effect> {
  return Object.fromEntries(Object.entries(effect).filter(([, by]) => by !== 0))
}

function leavable(): Record<string, unknown> {
  return { status: { $in: ['open', 'ready'] }, validUntil: { $gte: today() } }
}

async function lackOf(batchId: Types.ObjectId, isLeaving: boolean): Promise<Fault> {
  const batch = await NurseryBatchModel.findById(batchId).lean()
  if (batch && isLeaving && !mayLeave(batch, today())) return notLeaving(batch)
  const { number = '', free = 0, onHand = 0, reserved = 0 } = batch ?? {}
  return { key: 'rules.seedling.notEnough', values: { number, free, onHand, reserved } }
}

async function keepDays(batchId: Types.ObjectId, moves: readonly BatchMove[]): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(moves, ({ happenedOn }) => happenedOn)) {
    const effect = sumEffects(ofDay.map((move) => move.effect))
    await SeedlingDayModel.updateOne(
      { _id: `${String(batchId)}:${day}` },
      {
        $inc: { onHand: effect.onHand, free: freeOf(effect) },
        $setOnInsert: { batchId, day },
      },
      { upsert: true },
    )
  }
}

async function assertNoDayBelowZero(
  after: NurseryBatch,
  moves: readonly BatchMove[],
  effect: Effect,
  at: AtFields,
): Promise<void> {
  const from = moves.map(({ happenedOn }) => happenedOn).toSorted()[0]!
  if (from === today() || (effect.onHand >= 0 && freeOf(effect) >= 0)) return
  const days = await SeedlingDayModel.find({ batchId: after._id, day: { $gt: from } }).lean()
  const below = firstDayBelowZero(after, days, from)
  if (below)
    throw new RuleBroken({
      [at.happenedOn]: { key: 'rules.seedling.belowZero', values: { ...below } },
    })
}

function entriesOf(
  actor: Actor,
  after: NurseryBatch,
  moves: readonly BatchMove[],
  effect: Effect,
): Omit<SeedlingEntry, '_id'>[] {
  const writtenAt = now()
  let balance = after.onHand - effect.onHand
  return moves.map((move, index) => {
    balance += move.effect.onHand
    return {
      ...emptyEntry,
      unit: 'plant',
      ...saidOf(move),
      place: 'batch',
      balance,
      seq: after.entryCount - moves.length + index + 1,
      lotId: after.seedLotId,
      batchId: after._id,
      regencyCode: after.regencyCode,
      writtenAt,
      writtenBy: new Types.ObjectId(actor.userId),
      writtenByName: actor.fullName,
    }
  })
}

function saidOf(move: BatchMove): Omit<BatchMove, 'effect'> {
  const said: Partial<BatchMove> = { ...move }
  delete said.effect
  return said as Omit<BatchMove, 'effect'>
}

const emptyEntry = {
  programmeId: null,
  requestId: null,
  allocationId: null,
  handoverId: null,
  groupId: null,
  plotId: null,
  reason: null,
  cause: null,
  document: null,
  reverses: null,
}

/** A batch with nothing left is used up; one that got plants again is what it was before. */
async function keepStatus(batch: NurseryBatch): Promise<NurseryBatch> {
  const isEmpty = batch.onHand === 0 && batch.received > 0
  const isLive = ['open', 'ready'].includes(batch.status)
  const status =
    isEmpty && isLive
      ? 'used-up'
      : !isEmpty && batch.status === 'used-up'
        ? batch.readyOn
          ? 'ready'
          : 'open'
        : batch.status
  if (status === batch.status) return batch
  await NurseryBatchModel.updateOne({ _id: batch._id }, { $set: { status } })
  return { ...batch, status }
}

/** An entry outside a nursery: at a lot, on the way, with a group, on a plot. */
export async function writeEntries(
  actor: Actor,
  entries: (Partial<SeedlingEntry> &
    Pick<SeedlingEntry, 'kind' | 'quantity' | 'place' | 'balance' | 'lotId' | 'happenedOn'>)[],
): Promise<void> {
  if (entries.length === 0) return
  const writtenAt = now()
  await SeedlingEntryModel.insertMany(
    entries.map((entry) => ({
      ...emptyEntry,
      seq: null,
      batchId: null,
      unit: 'plant',
      regencyCode: null,
      ...entry,
      writtenAt,
      writtenBy: new Types.ObjectId(actor.userId),
      writtenByName: actor.fullName,
    })),
  )
}

/** The batch with its status as of today. */
export function batchToday<B extends Pick<NurseryBatch, 'status' | 'validUntil'>>(batch: B): B {
  return { ...batch, status: stockStatusOn(batch, today()) }
}
