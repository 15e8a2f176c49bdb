import { yearOf } from '../../domain/dates.ts'
import { reserveNumbers } from '../../domain/numbers.ts'

/** A number for each day in the series of its year, drawn at once. */
export async function numbersBy(prefix: string, days: string[]): Promise<string[]> {
  const byYear = new Map<number, string[]>()
  for (const year of new Set(days.map(yearOf)))
    byYear.set(
      year,
      await reserveNumbers(`${prefix}-${year}`, days.filter((day) => yearOf(day) === year).length),
    )
  return days.map((day) => byYear.get(yearOf(day))!.shift()!)
}
