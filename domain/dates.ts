/** A calendar day as text, `2026-08-01` (years 1000 to 9999). Compares rightly as text. */
export type Day = string
/** A calendar month as text, `2026-08`. */
export type Month = string

const dayMs = 86_400_000
// Western Indonesia Time is UTC+7 all year; East Java has had no other since 1964.
const jakartaOffsetMs = 7 * 3_600_000

/** Whether the text is a real day, written exactly `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
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
  const months = yearOf(day) * 12 + monthNumber(day) - 1 + count
  const first = dayOfUtc(Date.UTC(Math.floor(months / 12), ((months % 12) + 12) % 12, 1))
  const last = lastDayOfMonth(first)
  const wanted = `${monthOf(first)}-${day.slice(8)}`
  return wanted < last ? wanted : last
}

/** Days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (utcOf(to) - utcOf(from)) / dayMs
}

/** The month of a day: `2026-08`. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** The year of a day as a number: 2026. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** The month of a day as a number, 1 to 12. */
export function monthNumber(day: Day): number {
  return Number(day.slice(5, 7))
}

/** The last day of the month in which a day lies; takes `2026-02` as well. */
export function lastDayOfMonth(dayOrMonth: Day | Month): Day {
  const first = `${dayOrMonth.slice(0, 7)}-01`
  return dayOfUtc(Date.UTC(yearOf(first), monthNumber(first), 0))
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
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOfUtc(ms: number): Day {
  const day = new Date(ms).toISOString().slice(0, 10)
  if (!isDay(day)) throw new RangeError('the day lies outside the years 1000 to 9999')
  return day
}
