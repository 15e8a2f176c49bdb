import { inTransaction } from '../database/transaction.ts'
import { FarmerModel } from '../models/farmer.ts'
import type { Actor } from './actor.ts'
import { recordAudit } from './audit.ts'
import { isOfBank } from './scopes.ts'

interface OfFarmer {
  farmerId: unknown
}

const mostAtOnce = 25

/**
 * Records that somebody of a bank read farmers' records in a list, once for each farmer: so he reads
 * of every look, not only of those at a page of its own. Nothing for anybody else.
 */
export async function recordLooksAt(actor: Actor, rows: readonly OfFarmer[]): Promise<void> {
  if (!isOfBank(actor)) return
  const ids = [...new Set(rows.map(({ farmerId }) => String(farmerId)))]
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const _id = { $in: ids.slice(from, from + mostAtOnce) }
    const farmers = await FarmerModel.find({ _id }, { number: 1, version: 1 }).lean()
    await inTransaction(async () => {
      for (const { _id: id, number, version } of farmers) {
        const record = { kind: 'farmer', id: id.toHexString(), number, version }
        await recordAudit(actor, { act: 'farmer.look', record })
      }
    })
  }
}

/** The same for rows on their way into a file; whoever breaks it off has still looked. */
export async function* lookingAt<T extends OfFarmer>(actor: Actor, rows: AsyncIterable<T>) {
  const seen = new Map<string, OfFarmer>()
  try {
    for await (const row of rows) {
      seen.set(String(row.farmerId), { farmerId: row.farmerId })
      yield row
    }
  } finally {
    await recordLooksAt(actor, [...seen.values()])
  }
}
