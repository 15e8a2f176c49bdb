import { addDays, type Day } from '../../dates.ts'
import { pageSize } from '../../paging.ts'

/** A row of a list that is ordered by a day and then by its id. */
interface Dated {
  _id: unknown
}

export interface Window {
  /** The first day looked at: where the page before ended, or an end of the list. */
  start: Day
  /** No row lies beyond this day. */
  end: Day
  direction: 'forward' | 'backward'
  /** Days of the first window, and how much longer each further one is. */
  days: number
  growth: 1 | 2
}

/**
 * One page of a wide list, ordered by a day, from windows of days until the page is full:
 * the database reads only the rows of those windows, however long the list is (database.md).
 */
export async function readWindows<T extends Dated>(
  field: keyof T & string,
  { start, end, direction, days, growth }: Window,
  find: (range: Record<string, unknown>) => Promise<T[]>,
  isPast: (row: T) => boolean,
): Promise<T[]> {
  const sign = direction === 'forward' ? 1 : -1
  const found: T[] = []
  let length = days
  for (let from = start; isWithin(from, end, sign) && found.length <= pageSize;) {
    const reached = addDays(from, sign * (length - 1))
    const to = isWithin(reached, end, sign) ? reached : end
    const [least, most] = sign > 0 ? [from, to] : [to, from]
    const rows = await find({ [field]: { $gte: least, $lte: most } })
    found.push(...rows.filter((row) => !isPast(row)).sort(byDayAndId(field, sign)))
    from = addDays(to, sign)
    length *= growth
  }
  return found.slice(0, pageSize + 1)
}

function isWithin(day: Day, end: Day, sign: number): boolean {
  return sign > 0 ? day <= end : day >= end
}

function byDayAndId<T extends Dated>(field: keyof T, sign: number) {
  return (a: T, b: T) =>
    sign *
    (String(a[field]).localeCompare(String(b[field])) || String(a._id).localeCompare(String(b._id)))
}
