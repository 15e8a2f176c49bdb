import { inTransaction } from '../../../database/transaction.ts'
import { canonical } from '../../canonical.ts'
import {
  VisitSummaryModel,
  type VisitCounts,
  type VisitSummary,
} from '../../../models/visit-summary.ts'
import { noCounts, totalsFromVisits } from './summary.ts'

type Place = Pick<VisitSummary, 'districtCode'>

/**
 * Compares the totals of visits with the visits and mends those that differ. What seems to differ is
 * counted again alone, in a transaction, since people go on working meanwhile.
 * @returns the keys (district, month, officer) of the totals that were mended
 */
export async function mendVisitTotals(): Promise<string[]> {
  const suspects = new Map<string, Place>()
  const counted = await totalsFromVisits()
  for await (const kept of VisitSummaryModel.find().lean().cursor()) {
    if (!isSame(kept, counted.get(kept._id) ?? noCounts())) suspects.set(kept._id, kept)
    counted.delete(kept._id)
  }
  for (const [key, total] of counted) suspects.set(key, total)
  const mended: string[] = []
  for (const [key, place] of suspects) if (await mend(key, place)) mended.push(key)
  return mended
}

async function mend(key: string, { districtCode }: Place): Promise<boolean> {
  return inTransaction(async () => {
    const kept = await VisitSummaryModel.findById(key).lean()
    const total = (await totalsFromVisits({ districtCode })).get(key)
    if (isSame(kept ?? noCounts(), total ?? noCounts())) return false
    if (total) await VisitSummaryModel.replaceOne({ _id: key }, total, { upsert: true })
    else await VisitSummaryModel.updateOne({ _id: key }, { $set: noCounts() })
    return true
  })
}

function isSame(a: VisitCounts, b: VisitCounts): boolean {
  return canonical(countsOf(a)) === canonical(countsOf(b))
}

function countsOf(counts: VisitCounts): VisitCounts {
  const { planned, kept, missed, done, borerVisits, borerHundredths } = counts
  const { rustVisits, rustHundredths, issues } = counts
  return {
    ...{ planned, kept, missed, done, borerVisits, borerHundredths, rustVisits, rustHundredths },
    issues: { ...noCounts().issues, ...issues },
  }
}
