import { today } from '../../clock.ts'
import { daysBetween, type Day } from '../../dates.ts'

/** One thing of the seedlings that waits for a person. */
export interface SeedlingItem {
  key: string
  values: Record<string, unknown>
  href: string
  days: number
  isLate: boolean
}

/** An item that waits since a day, and is late after so many days. */
export function workItem(
  key: string,
  values: Record<string, unknown>,
  href: string,
  since: Day,
  within: number,
): SeedlingItem {
  const days = Math.max(0, daysBetween(since, today()))
  return { key, values, href, days, isLate: days > within }
}
