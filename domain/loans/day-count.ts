import { daysBetween, isLeapYear, monthNumber, yearOf, type Day } from '../dates.ts'
import type { DayCount } from './loan-terms.ts'

/** A part of a year as a ratio of whole numbers. */
export interface YearPart {
  num: number
  den: number
}

/**
 * The part of a year from one day to another (the first counts, the last does not).
 *
 * - `30/360`: every month has 30 days (30E/360: a 31st counts as the 30th), so parts add up;
 * - `act/360`, `act/365`: days of the calendar by a year of that length;
 * - `act/act`: days in leap years by 366, the others by 365 (ISDA 2006, section 4.16(b)).
 */
export function yearPart(from: Day, to: Day, dayCount: DayCount): YearPart {
  switch (dayCount) {
    case '30/360':
      return { num: days360(from, to), den: 360 }
    case 'act/360':
      return { num: daysBetween(from, to), den: 360 }
    case 'act/365':
      return { num: daysBetween(from, to), den: 365 }
    case 'act/act':
      return actualPart(from, to)
  }
}

/** Days between two days in a year of twelve months of thirty days. */
export function days360(from: Day, to: Day): number {
  return ordinal360(to) - ordinal360(from)
}

function ordinal360(day: Day): number {
  return yearOf(day) * 360 + monthNumber(day) * 30 + Math.min(Number(day.slice(8)), 30)
}

function actualPart(from: Day, to: Day): YearPart {
  let [common, leap] = [0, 0]
  for (let year = yearOf(from), start = from; start < to; year += 1) {
    const nextYear = `${year + 1}-01-01`
    const end = to < nextYear ? to : nextYear
    if (isLeapYear(year)) leap += daysBetween(start, end)
    else common += daysBetween(start, end)
    start = end
  }
  if (leap === 0) return { num: common, den: 365 }
  if (common === 0) return { num: leap, den: 366 }
  return { num: common * 366 + leap * 365, den: 365 * 366 }
}
