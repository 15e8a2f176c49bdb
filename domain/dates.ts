/** A calendar day as text, `2026-08-01` (years 1000 to 9999). Compares rightly as text. */
export type Day = string
/** A calendar month as text, `2026-08`. */
export type Month = string

const dayMs = 86_400_000
// Western Indonesia Time is UTC+7 all year; East Java has had no other since 1964.
const jakartaOffsetMs = 7 * 3_600_000

/** Whether the text is a real day, written exactly `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const date = digits(text, 8, 10)
  return year >= 1000 && month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month)
}

/** Reads a day as typed into a form (blanks around it are dropped); `null` when it is not a real one. */
export function parseDay(text: string): Day | null {
  const day = text.trim()
  return isDay(day) ? day : null
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOfUtc(utcOf(day) + count * dayMs)
}

/** The same day `count` months later, or that month's last day: 31 January + 1 is 28 or 29 February. */
export function addMonths(day: Day, count: number): Day {
  assertDay(day)
  const months = yearOf(day) * 12 + monthNumber(day) - 1 + count
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return write(year, month, Math.min(dateNumber(day), daysIn(year, month)))
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return daysSince1970(to) - daysSince1970(from)
}

/** The month of a day: `2026-08`. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** The year of a day as a number: 2026. */
export function yearOf(day: Day): number {
  return digits(day, 0, 4)
}

/** The month of a day as a number, 1 to 12. */
export function monthNumber(day: Day): number {
  return digits(day, 5, 7)
}

/** The last day of the month in which a day lies; takes `2026-02` as well. */
export function lastDayOfMonth(dayOrMonth: Day | Month): Day {
  assertDay(`${dayOrMonth.slice(0, 7)}-01`)
  const year = yearOf(dayOrMonth)
  const month = monthNumber(dayOrMonth)
  return write(year, month, daysIn(year, month))
}

/** Below zero when `a` is the earlier day, above when the later: for `sort`. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether `day` lies before `other`. */
export function isBefore(day: Day, other: Day): boolean {
  return day < other
}

/** Whether `day` lies after `other`. */
export function isAfter(day: Day, other: Day): boolean {
  return day > other
}

/** The calendar day in East Java (Asia/Jakarta) at a moment. */
export function dayOf(moment: Date): Day {
  return dayOfUtc(moment.getTime() + jakartaOffsetMs)
}

/**
 * Reads a moment as typed in East Java, `2026-08-01T07:30` (browsers may add seconds); `null` when
 * it is not a real one.
 */
export function parseMoment(text: string): Date | null {
  const parts = /^(\S{10})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.0+)?)?$/.exec(text.trim())
  const day = parts?.[1]
  if (!parts || !day || !isDay(day)) return null
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0)
  return new Date(utcOf(day) + seconds * 1000 - jakartaOffsetMs)
}

/** A moment as the clock on the wall in East Java shows it, to the minute: `2026-08-01T07:30`. */
export function localMoment(moment: Date): string {
  return new Date(moment.getTime() + jakartaOffsetMs).toISOString().slice(0, 16)
}

function utcOf(day: Day): number {
  return daysSince1970(day) * dayMs
}

// days are counted from 1 March, so that a leap day is the last of its year
function daysSince1970(day: Day): number {
  assertDay(day)
  const month = monthNumber(day)
  const year = month > 2 ? yearOf(day) : yearOf(day) - 1
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  const monthsSinceMarch = month > 2 ? month - 3 : month + 9
  return (
    year * 365 + leapDays + Math.floor((monthsSinceMarch * 153 + 2) / 5) + dateNumber(day) - 719_469
  )
}

function dayOfUtc(ms: number): Day {
  const date = new Date(ms)
  return write(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function assertDay(day: Day): void {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
}

function write(year: number, month: number, date: number): Day {
  if (!(year >= 1000 && year <= 9999)) {
    throw new RangeError('the day lies outside the years 1000 to 9999')
  }
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}

function dateNumber(day: Day): number {
  return digits(day, 8, 10)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether a year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The whole number between two places of a text, not a number when anything but 0 to 9 stands there. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}
