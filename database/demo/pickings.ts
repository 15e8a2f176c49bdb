import { addDays } from '../../domain/dates.ts'
import type { Plot } from '../../models/plot.ts'
import type { Random } from './random.ts'

/** One picking that is to become a harvest. */
export interface Picking {
  plot: Plot
  season: number
  /** The last day of picking. */
  on: string
  /** Its part of what the plot gave in the season. */
  share: number
  kgPerHa: number
}

const wanted = 800
/** From the first red cherries to the last round; the peak is July and August [E1][B6]. */
const slots = [
  { from: '05-12', days: 45, share: 0.15, isPeak: false },
  { from: '07-01', days: 27, share: 0.4, isPeak: true },
  { from: '08-01', days: 28, share: 0.35, isPeak: true },
  { from: '09-04', days: 52, share: 0.1, isPeak: false },
] as const
/** A few plots gave more than the service believes unasked. */
const highYields = [33, 77, 118]
/** Late rains: a few last pickings after the season. */
const lateOnes = [15, 48, 92, 125]

/**
 * The 800 pickings of the last three seasons up to `lastDay`, oldest first; of the plots in
 * `always` every one, of the others mostly those of the peak.
 */
export function pickingsOf(
  random: Random,
  plots: Plot[],
  always: Set<string>,
  thisYear: number,
  lastDay: string,
): Picking[] {
  const all = plots.flatMap((plot, index) =>
    [thisYear, thisYear - 1, thisYear - 2].flatMap((season) => {
      const isHigh = highYields.includes(index) && season === thisYear - 1
      const kgPerHa = isHigh ? 9200 : 1500 + random.next() * 3200
      return slots.map((slot, place) => {
        const isLate = lateOnes.includes(index) && season === thisYear - 1 && place === 3
        const first = `${season}-${isLate ? '11-02' : slot.from}`
        const on = addDays(first, random.whole(0, isLate ? 6 : slot.days))
        const isSure = isHigh || isLate || always.has(String(plot._id))
        const order = isSure ? 0 : random.next() / (slot.isPeak ? 1 : 0.4)
        return { plot, season, on, share: slot.share, kgPerHa, order }
      })
    }),
  )
  const chosen = all
    .filter(({ on }) => on <= lastDay)
    .sort((a, b) => a.order - b.order)
    .slice(0, wanted)
  return sharedOut(chosen).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** What a plot gave is spread over the pickings that were told. */
function sharedOut(chosen: Picking[]): Picking[] {
  const sums = new Map<string, number>()
  const keyOf = ({ plot, season }: Picking) => `${plot.number}:${season}`
  for (const each of chosen) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + each.share)
  return chosen.map((each) => ({
    ...each,
    share: each.share / Math.max(sums.get(keyOf(each))!, 0.6),
  }))
}
