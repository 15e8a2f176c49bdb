import { inTransaction } from '../../../database/transaction.ts'
import { SeasonSummaryModel, type SeasonSummary } from '../../../models/season-summary.ts'
import { totalsFromHarvests } from './summary.ts'

type Figures = Pick<SeasonSummary, 'harvests' | 'weightG' | 'confirmedG'>
type Place = Pick<SeasonSummary, 'groupId' | 'season'>

const nothing: Figures = { harvests: 0, weightG: 0, confirmedG: 0 }

/**
 * Compares the season's totals with the harvests and mends those that differ. What seems to differ
 * is counted again alone, in a transaction, since people go on working meanwhile.
 * @returns the keys (group, month, form) of the totals that were mended
 */
export async function mendTotals(): Promise<string[]> {
  const suspects = new Map<string, Place>()
  const counted = await totalsFromHarvests()
  for await (const kept of SeasonSummaryModel.find().lean().cursor()) {
    if (!isSame(kept, counted.get(kept._id) ?? nothing)) suspects.set(kept._id, kept)
    counted.delete(kept._id)
  }
  for (const [key, total] of counted) suspects.set(key, total)
  const mended: string[] = []
  for (const [key, place] of suspects) if (await mendTotal(key, place)) mended.push(key)
  return mended
}

async function mendTotal(key: string, { groupId, season }: Place): Promise<boolean> {
  return inTransaction(async () => {
    const kept = await SeasonSummaryModel.findById(key).lean()
    const total = (await totalsFromHarvests({ groupId, season })).get(key)
    if (isSame(kept ?? nothing, total ?? nothing)) return false
    if (total) await SeasonSummaryModel.replaceOne({ _id: key }, total, { upsert: true })
    else await SeasonSummaryModel.updateOne({ _id: key }, { $set: nothing })
    return true
  })
}

function isSame(a: Figures, b: Figures): boolean {
  return a.harvests === b.harvests && a.weightG === b.weightG && a.confirmedG === b.confirmedG
}
