import { config } from '../config.ts'
import { dayOf, type Day } from './dates.ts'

const startedAt = Date.now()

/**
 * This moment by the service's calendar: real time, or the time that `CLOCK` began with and that
 * runs on. Sessions, locks, limits and TTL keep machine time and do not ask here.
 */
export function now(): Date {
  const start = config().clockStart
  return start ? new Date(start.getTime() + Date.now() - startedAt) : new Date()
}

/** Today in East Java (Asia/Jakarta). */
export function today(): Day {
  return dayOf(now())
}
