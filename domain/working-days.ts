import { addDays, daysBetween, type Day } from './dates.ts'

/** Whether offices and banks work: Monday to Friday, and no holiday of East Java. */
export function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  // 4 January 1970 was a Sunday
  const weekday = ((daysBetween('1970-01-04', day) % 7) + 7) % 7
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/** The last day of a promise of `count` working days that runs from `day`; the day itself does not count. */
export function addWorkingDays(day: Day, count: number, holidays: ReadonlySet<Day>): Day {
  let end = day
  for (let left = count; left > 0;) {
    end = addDays(end, 1)
    if (isWorkingDay(end, holidays)) left--
  }
  return end
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, holidays: ReadonlySet<Day>): number {
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) count++
  }
  return count
}
