import { addDays, lastDayOfMonth, type Day, type Month } from '../dates.ts'

/**
 * The weeks of a month from Monday to Sunday; days of the months beside it are null.
 */
export function weeksOf(month: Month): (Day | null)[][] {
  const first = `${month}-01`
  const last = lastDayOfMonth(month)
  const weeks: (Day | null)[][] = []
  for (let monday = addDays(first, -weekdayOf(first)); monday <= last; monday = addDays(monday, 7))
    weeks.push(
      Array.from({ length: 7 }, (_, at) => addDays(monday, at)).map((day) =>
        day < first || day > last ? null : day,
      ),
    )
  return weeks
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}
