import { inTransaction } from '../../../database/transaction.ts'
import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import { SeedLotModel, type SeedLot } from '../../../models/seed-lot.ts'
import { SeedlingDayModel } from '../../../models/seedling-day.ts'
import { SeedlingEntryModel, type SeedlingEntry } from '../../../models/seedling-entry.ts'
import { UserModel } from '../../../models/user.ts'
import { tell } from '../../messages.ts'
import { freeOf, noEffect, type Effect } from '../entry-kinds.ts'
import { differencesOf, replay, type Difference } from '../stock.ts'

/** A lot or batch whose kept balances are not what its entries say. */
export interface BookDifference {
  kind: 'seed-lot' | 'nursery-batch'
  number: string
  href: string
  differs: Difference[]
}

/** More than these are not named in the message; the log has them all. */
const namedAtMost = 5

/**
 * Rebuilds the balances of every lot and batch from its entries and compares them with the kept
 * ones. Nothing is mended: who wrote what is for people to find out, so the province and the
 * administrators are told.
 */
export async function checkLedger(): Promise<BookDifference[]> {
  const found = [
    ...(await differing(await idsOf(SeedLotModel), lotDifference)),
    ...(await differing(await idsOf(NurseryBatchModel), batchDifference)),
  ]
  if (found.length > 0) await inTransaction(() => tellOf(found))
  return found
}

type Id = NurseryBatch['_id']

async function idsOf(model: typeof SeedLotModel | typeof NurseryBatchModel): Promise<Id[]> {
  const rows = await (model as typeof SeedLotModel).find({}, { _id: 1 }).lean()
  return rows.map(({ _id }) => _id)
}

// one at a time, each in a transaction: people go on writing meanwhile
async function differing(ids: Id[], compare: (id: Id) => Promise<BookDifference | null>) {
  const found: BookDifference[] = []
  for (const id of ids) {
    const difference = await inTransaction(() => compare(id))
    if (difference) found.push(difference)
  }
  return found
}

async function batchDifference(id: Id): Promise<BookDifference | null> {
  const batch = (await NurseryBatchModel.findById(id).lean()) as NurseryBatch
  const entries = await SeedlingEntryModel.find({ batchId: id, seq: { $gte: 0 } }).lean()
  const days = await SeedlingDayModel.find({ batchId: id }).lean()
  const counted = replay(entries.map(stockEntry), batch.form)
  const sumOf = (name: 'onHand' | 'free') => days.reduce((sum, day) => sum + day[name], 0)
  const names = Object.keys(noEffect) as (keyof Effect)[]
  const differs = differencesOf([
    ...names.map((name): Difference => [name, batch[name], counted[name]]),
    ['free', batch.free, freeOf(counted)],
    ['entryCount', batch.entryCount, entries.length],
    ['dayOnHand', sumOf('onHand'), counted.onHand],
    ['dayFree', sumOf('free'), freeOf(counted)],
  ])
  const href = `/seedlings/ledger?batchId=${String(id)}`
  return differs.length > 0 ? { kind: 'nursery-batch', number: batch.number, href, differs } : null
}

async function lotDifference(id: Id): Promise<BookDifference | null> {
  const lot = (await SeedLotModel.findById(id).lean()) as SeedLot
  const entries = await SeedlingEntryModel.find({ lotId: id, batchId: null, place: 'lot' }).lean()
  const sumOf = (kind: SeedlingEntry['kind']) =>
    entries.filter((each) => each.kind === kind).reduce((sum, { quantity }) => sum + quantity, 0)
  const sent = sumOf('handed-over')
  const differs = differencesOf([
    ['onHand', lot.onHand, sumOf('received') - sent],
    ['sent', lot.sent, sent],
    ['quantity', lot.quantity, sumOf('received')],
  ])
  const href = `/seedlings/ledger?lotId=${String(id)}`
  return differs.length > 0 ? { kind: 'seed-lot', number: lot.number, href, differs } : null
}

function stockEntry({ _id, kind, quantity, reverses }: SeedlingEntry) {
  return { id: String(_id), kind, quantity, reverses: reverses && String(reverses) }
}

/** The province is led to the book; administrators, who see no stock, learn that there is something. */
async function tellOf(found: readonly BookDifference[]): Promise<void> {
  const numbers = found.slice(0, namedAtMost).map(({ number }) => number)
  const values = { count: found.length, numbers: numbers.join(', ') }
  const key = 'messages.seedling.bookDiffers'
  for (const role of ['province-admin', 'administrator'] as const) {
    const people = await UserModel.find({ role }, { _id: 1 }).lean()
    await tell(
      people.map(({ _id }) => _id),
      { key, values, ...(role === 'province-admin' ? { href: found[0]!.href } : {}) },
    )
  }
}
