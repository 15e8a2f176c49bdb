import { Types } from 'mongoose'
import {
  effectOf,
  freeOf,
  noEffect,
  sumEffects,
  type EntryKind,
} from '../../domain/seedlings/entry-kinds.ts'
import { parseMoment } from '../../domain/dates.ts'
import type { NurseryBatch } from '../../models/nursery-batch.ts'
import { SeedlingDayModel } from '../../models/seedling-day.ts'
import { SeedlingEntryModel, type SeedlingEntry } from '../../models/seedling-entry.ts'
import type { DemoPerson } from './audit.ts'

type Refs = Partial<
  Pick<
    SeedlingEntry,
    | 'programmeId'
    | 'requestId'
    | 'allocationId'
    | 'handoverId'
    | 'groupId'
    | 'plotId'
    | 'document'
    | 'cause'
    | 'reason'
  >
>

/** The ledger of the demo data: the same entries and balances as acts write, collected for one bulk. */
export class DemoBook {
  private readonly entries: Omit<SeedlingEntry, '_id'>[] = []

  /** An entry of a batch; its balances move with it. */
  batch(
    person: DemoPerson,
    batch: NurseryBatch,
    kind: Exclude<EntryKind, 'corrected'>,
    quantity: number,
    day: string,
    refs: Refs = {},
  ) {
    const effect = effectOf(kind, batch.form, quantity)
    Object.assign(batch, sumEffects([pick(batch), effect]))
    batch.free += freeOf(effect)
    if (batch.free < 0 || batch.onHand < 0)
      throw new Error(`demo batch ${batch.number} falls below zero`)
    batch.entryCount++
    this.add(person, {
      kind,
      quantity,
      place: 'batch',
      balance: batch.onHand,
      seq: batch.entryCount,
      lotId: batch.seedLotId,
      batchId: batch._id,
      regencyCode: batch.regencyCode,
      happenedOn: day,
      ...refs,
    })
  }

  /** An entry of any other place. */
  add(
    person: DemoPerson,
    entry: Partial<SeedlingEntry> &
      Pick<SeedlingEntry, 'kind' | 'quantity' | 'place' | 'balance' | 'lotId' | 'happenedOn'>,
  ) {
    this.entries.push({
      unit: 'plant',
      seq: null,
      batchId: null,
      programmeId: null,
      requestId: null,
      allocationId: null,
      handoverId: null,
      groupId: null,
      plotId: null,
      regencyCode: null,
      reason: null,
      cause: null,
      document: null,
      reverses: null,
      ...entry,
      writtenAt: parseMoment(`${entry.happenedOn}T09:00`)!,
      writtenBy: new Types.ObjectId(person.userId),
      writtenByName: person.fullName,
    })
  }

  async write(): Promise<number> {
    await SeedlingEntryModel.insertMany(this.entries, { ordered: false })
    const ofBatches = this.entries.filter(({ place }) => place === 'batch')
    const days = Map.groupBy(ofBatches, (entry) => `${String(entry.batchId)}:${entry.happenedOn}`)
    await SeedlingDayModel.insertMany(
      [...days].map(([_id, entries]) => {
        const effect = sumEffects(
          entries.map(({ kind, quantity }) => effectOf(kind as 'lost', 'polybag', quantity)),
        )
        return {
          _id,
          batchId: entries[0]!.batchId,
          day: entries[0]!.happenedOn,
          onHand: effect.onHand,
          free: freeOf(effect),
        }
      }),
      { ordered: false },
    )
    return this.entries.length
  }
}

function pick(batch: NurseryBatch) {
  const names = Object.keys(noEffect) as (keyof typeof noEffect)[]
  return Object.fromEntries(names.map((name) => [name, batch[name]])) as unknown as typeof noEffect
}
