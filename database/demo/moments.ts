import { now } from '../../domain/clock.ts'
import { addDays, daysBetween, parseMoment } from '../../domain/dates.ts'
import type { Random } from './random.ts'

const hourMs = 3_600_000

/**
 * When a harvest of that day was told, corrected and decided; in this order and all in the past.
 * A picking without signal is told days later; what is recent was told in the last days.
 */
export function momentsOf(random: Random, on: string, lastDay: string, isRecent: boolean) {
  const longest = daysBetween(on, lastDay)
  const lag = isRecent ? longest - random.whole(0, 8) : random.whole(0, 3)
  const toldOn = addDays(on, Math.min(Math.max(lag, 0), longest))
  const toldAt = parseMoment(`${toldOn}T0${random.whole(6, 8)}:${random.whole(10, 59)}`)!
  const latest = now().getTime() - hourMs / 12
  const after = (moment: Date, hours: number) =>
    new Date(Math.min(moment.getTime() + hours * hourMs, latest))
  const correctedAt = after(toldAt, random.whole(1, 4))
  return { toldAt, correctedAt, decidedAt: after(correctedAt, random.whole(2, 60)) }
}
