import { LotModel } from '../../../models/lot.ts'
import { LotSeasonTotalModel, type LotSeasonTotal } from '../../../models/lot-season-total.ts'
import { now, today } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { seasonGreen } from '../season-green.ts'

/** The running season and the two before it, the oldest first. */
export function shownSeasons(): number[] {
  const thisYear = yearOf(today())
  return [thisYear - 2, thisYear - 1, thisYear]
}

/** What is finished: for sale, sold, or refused for what it is. */
const finished = ['ready', 'reserved', 'shipped', 'rejected'] as const

/**
 * Counts the finished green coffee of the shown seasons anew, for the province and each regency that
 * had some; a province has too many lots to count them whenever somebody looks.
 * @returns how many figures were written
 */
export async function countSeasonLots(): Promise<number> {
  let written = 0
  for (const season of shownSeasons()) {
    const lots = await LotModel.find(
      { season, status: { $in: finished }, form: 'green' },
      { process: 1, massG: 1, moistureBp: 1, cherryG: 1, grade: 1, regencyCodes: 1 },
    ).lean()
    const places = [...new Set(lots.flatMap(({ regencyCodes }) => regencyCodes))]
    for (const place of [null, ...places]) {
      const own = place === null ? lots : lots.filter((lot) => lot.regencyCodes.includes(place))
      await LotSeasonTotalModel.updateOne(
        { _id: idOf(place, season) },
        { $set: { ...seasonGreen(own), countedAt: now() } },
        { upsert: true },
      )
      written++
    }
  }
  return written
}

/** The figures of the shown seasons as they were counted last; a season without any is left out. */
export async function readSeasonTotals(
  regencyCode: string | null,
): Promise<(LotSeasonTotal & { season: number })[]> {
  const seasons = shownSeasons()
  const ids = seasons.map((season) => idOf(regencyCode, season))
  const found = await LotSeasonTotalModel.find({ _id: { $in: ids } }).lean()
  const totalOf = new Map(found.map((total) => [total._id, total]))
  return seasons.flatMap((season) => {
    const total = totalOf.get(idOf(regencyCode, season))
    return total ? [{ ...total, season }] : []
  })
}

function idOf(regencyCode: string | null, season: number): string {
  return `${regencyCode ?? 'all'}:${season}`
}
