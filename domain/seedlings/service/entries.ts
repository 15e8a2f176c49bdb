import { isDuplicateOf } from '../../once.ts'
import { Types } from 'mongoose'
import { SeedlingEntryModel, type SeedlingEntry } from '../../../models/seedling-entry.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { today } from '../../clock.ts'
import { isAfter, isBefore, type Day } from '../../dates.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { effectOf, reverseOf, type KeeperKind } from '../entry-kinds.ts'
import { moveBatch, type BatchMove } from './append.ts'
import { auditedBatch, findBatch, type NurseryBatch } from './batches.ts'

/** What a keeper writes down about a batch. */
export interface EntryTold {
  kind: KeeperKind
  quantity: number | null
  happenedOn: Day
  cause: string | null
  note: string | null
  reverses: string | null
}

/** More seedlings than this from a gram of seed cannot be: 3,000 to 4,000 seeds a kilogram (U). */
const mostPlantsPerGram = 6

/**
 * Writes an entry of the keeper into the ledger of a batch.
 * @throws {WrongState} when plants would leave a lapsed or recalled batch, {RuleBroken} when there are
 * not enough, a later day would lack, or what is to be undone is not there or undone already
 */
export async function writeEntry(actor: Actor, batchId: string, told: EntryTold) {
  const batch = await findBatch(actor, batchId)
  if (told.kind === 'sold' && ['lapsed', 'recalled'].includes(batch.status))
    throw new WrongState(`stock.${batch.status}`, 'sold')
  if (isAfter(told.happenedOn, today()))
    throw new RuleBroken({
      happenedOn: { key: 'rules.seedling.inFuture', values: { today: today() } },
    })
  if (isBefore(told.happenedOn, batch.sownOn))
    throw new RuleBroken({
      happenedOn: { key: 'rules.seedling.tooEarly', values: { day: batch.sownOn } },
    })
  const move = told.kind === 'corrected' ? await undoing(batch, told) : plain(batch, told)
  try {
    await moveBatch(actor, batch._id, [move], {
      quantity: 'quantity',
      happenedOn: 'happenedOn',
      isLeaving: told.kind === 'sold',
    })
  } catch (error) {
    if (isDuplicateOf(error, 'seedlingEntries'))
      throw new RuleBroken({ reverses: { key: 'rules.seedling.undoneAlready' } })
    throw error
  }
  const { kind, quantity, happenedOn } = move
  await recordAudit(actor, {
    act: 'nursery-batch.entry',
    record: auditedBatch(batch),
    after: { kind, quantity, happenedOn, cause: told.cause },
    note: told.note,
  })
}

function plain(batch: NurseryBatch, told: EntryTold): BatchMove {
  const { kind, quantity, happenedOn, cause, note } = told
  if (kind === 'corrected') throw new Error('a correction names what it undoes')
  if (quantity === null) throw new RuleBroken({ quantity: { key: 'forms.missing' } })
  if (quantity < 1) throw new RuleBroken({ quantity: { key: 'rules.seedling.atLeastOne' } })
  if (kind === 'germinated') {
    const most = batch.quantity * (batch.form === 'seed' ? mostPlantsPerGram : 1) - batch.germinated
    if (quantity > most)
      throw new RuleBroken({
        quantity: { key: 'rules.seedling.moreThanSown', values: { most: Math.max(0, most) } },
      })
  }
  const effect = effectOf(kind, batch.form, quantity)
  return { kind, quantity, happenedOn, cause, reason: note, effect }
}

async function undoing(batch: NurseryBatch, told: EntryTold): Promise<BatchMove> {
  if (told.reverses === null) throw new RuleBroken({ reverses: { key: 'forms.missing' } })
  const entry = await SeedlingEntryModel.findOne({
    _id: told.reverses,
    batchId: batch._id,
    place: 'batch',
  }).lean()
  if (!entry) throw new RuleBroken({ reverses: { key: 'forms.notThere' } })
  if (!isUndoable(entry)) throw new RuleBroken({ reverses: { key: 'rules.seedling.notUndoable' } })
  if (await SeedlingEntryModel.exists({ reverses: entry._id }))
    throw new RuleBroken({ reverses: { key: 'rules.seedling.undoneAlready' } })
  if (told.quantity !== null && told.quantity !== entry.quantity)
    throw new RuleBroken({
      quantity: { key: 'rules.seedling.undoWhole', values: { quantity: entry.quantity } },
    })
  const { quantity } = entry
  return {
    kind: 'corrected',
    quantity,
    happenedOn: told.happenedOn,
    cause: told.cause,
    reason: told.note,
    reverses: new Types.ObjectId(told.reverses),
    effect: reverseOf(effectOf(entry.kind as 'lost', batch.form, quantity)),
  }
}

/** Only what a keeper wrote himself; a reservation or a hand-over has its own way back. */
export function isUndoable(entry: Pick<SeedlingEntry, 'kind'>): boolean {
  return ['germinated', 'lost', 'sold', 'destroyed'].includes(entry.kind)
}
