import { SeasonSummaryModel } from '../../../models/season-summary.ts'
import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import type { HarvestStatus } from '../status.ts'

type Counted = Pick<
  Harvest,
  'groupId' | 'districtCode' | 'regencyCode' | 'season' | 'month' | 'form' | 'weightG' | 'status'
>

/** Key and share of a harvest in the season's totals; a void harvest has none. */
function shareOf(harvest: Counted, status: HarvestStatus = harvest.status) {
  const counts = status !== 'void'
  return {
    _id: `${String(harvest.groupId)}:${harvest.month}:${harvest.form}`,
    harvests: counts ? 1 : 0,
    weightG: counts ? harvest.weightG : 0,
    confirmedG: status === 'confirmed' ? harvest.weightG : 0,
  }
}

/** Moves the season's totals from how a harvest was to how it is; in the transaction of the act. */
export async function moveTotals(before: Counted | null, after: Counted): Promise<void> {
  const steps: { harvest: Counted; sign: 1 | -1 }[] = [{ harvest: after, sign: 1 }]
  if (before) steps.unshift({ harvest: before, sign: -1 })
  for (const { harvest, sign } of steps) {
    const { _id, harvests, weightG, confirmedG } = shareOf(harvest)
    if (harvests === 0) continue
    await SeasonSummaryModel.updateOne(
      { _id },
      {
        $inc: { harvests: sign * harvests, weightG: sign * weightG, confirmedG: sign * confirmedG },
        $setOnInsert: placeOf(harvest),
      },
      { upsert: true },
    )
  }
}

function placeOf({ groupId, districtCode, regencyCode, season, month, form }: Counted) {
  return { groupId, districtCode, regencyCode, season, month, form }
}

type Totals = ReturnType<typeof shareOf> & ReturnType<typeof placeOf>

/** The totals as the harvests themselves give them; one unsorted cursor over all, or over one group's season. */
export async function totalsFromHarvests(
  only: Partial<Pick<Harvest, 'groupId' | 'season'>> = {},
): Promise<Map<string, Totals>> {
  const totals = new Map<string, Totals>()
  for await (const harvest of HarvestModel.find(only).lean().cursor()) {
    const share = shareOf(harvest)
    if (share.harvests === 0) continue
    const total = totals.get(share._id)
    if (!total) totals.set(share._id, { ...share, ...placeOf(harvest) })
    else {
      total.harvests += share.harvests
      total.weightG += share.weightG
      total.confirmedG += share.confirmedG
    }
  }
  return totals
}

/** Writes the totals anew from the harvests; for the job that mends and for bulk loads. */
export async function rebuildTotals(): Promise<void> {
  const totals = await totalsFromHarvests()
  await SeasonSummaryModel.deleteMany({})
  if (totals.size > 0) await SeasonSummaryModel.insertMany([...totals.values()])
}
