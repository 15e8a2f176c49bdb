import { addDays, addMonths, type Day } from '../dates.ts'

/** Months after planting at which survivors are counted (domain.md section 3); editable in the norms. */
export const usualCountMonths = [1, 3, 6, 12] as const
// a count serves a day that it comes this much too early for
const earlyDays = 14
// the 97.5 % point of the normal distribution, for an interval of 95 %
const z = 1.959963984540054

/** A share in per cent with its interval of 95 % by Wilson's score; two decimals. */
export function wilson(alive: number, counted: number) {
  if (counted <= 0) throw new RangeError('nothing was counted')
  const p = alive / counted
  const z2 = z ** 2
  const middle = (p + z2 / (2 * counted)) / (1 + z2 / counted)
  const half =
    (z / (1 + z2 / counted)) * Math.sqrt((p * (1 - p)) / counted + z2 / (4 * counted ** 2))
  // at the ends the bound is 0 or 1 exactly, which floats miss by a hair
  const low = alive === 0 ? 0 : Math.max(0, middle - half)
  const high = alive === counted ? 1 : Math.min(1, middle + half)
  return { survivalPct: pct(p), lowPct: pct(low), highPct: pct(high) }
}

const pct = (share: number) => Math.round(share * 10_000) / 100

/** Living plants of a planting after a count: counted, or scaled up from a sample; whole plants. */
export function aliveAfter(planted: number, counted: number, alive: number): number {
  return counted === planted ? alive : Math.round((planted * alive) / counted)
}

/** The days on which a planting should be counted. */
export function countDays(plantedOn: Day, months: readonly number[]): Day[] {
  return months.map((count) => addMonths(plantedOn, count))
}

/**
 * The next day to count on after a count: a count serves every due day up to a fortnight after it,
 * so that a visit a little early is not asked for again; null when all are done.
 */
export function nextCountOn(plantedOn: Day, countedOn: Day | null, months: readonly number[]) {
  const days = countDays(plantedOn, months)
  if (countedOn === null) return days[0] ?? null
  return days.find((day) => day > addDays(countedOn, earlyDays)) ?? null
}

/** The month for which a count was made, the latest that it serves; null before the first. */
export function dueMonth(plantedOn: Day, countedOn: Day, months: readonly number[]): number | null {
  return (
    months.findLast((month) => addMonths(plantedOn, month) <= addDays(countedOn, earlyDays)) ?? null
  )
}

/** Living plants at twelve months, or later as last counted; null where no count has served that month. */
export function aliveAtTwelve(planting: {
  plantedOn: Day
  lastCountOn: Day | null
  alive: number
}): number | null {
  const { plantedOn, lastCountOn, alive } = planting
  return lastCountOn !== null && dueMonth(plantedOn, lastCountOn, [12]) === 12 ? alive : null
}
