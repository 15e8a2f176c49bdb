import type { CoffeeForm, Process, StepCode } from './coffee.ts'
import { mostMoistBp } from './moisture.ts'

/** What a unit must look at now. */
export type DueKind = 'cherry' | 'ferment' | 'moisture' | 'store'

export interface Due {
  kind: DueKind
  /** Whole hours since it began to wait. */
  hours: number
  isLate: boolean
}

export interface LotAtWork {
  form: CoffeeForm
  process: Process
  lastStep: StepCode | null
  lastStepAt: Date | null
  receivedFrom: Date
  moistureBp: number | null
  /** The latest reading, if any. */
  readAt: Date | null
  readBp: number | null
}

/** Cherry is pulped within a day (U); it is named some hours before. */
const cherryHours = { due: 16, late: 24 }
/** A washed lot ferments 8 to 36 hours [F2]. */
const fermentHours = { due: 8, late: 36 }
/** What dries is measured every day. */
const readingHours = { due: 24, late: 48 }

/** Cherry that waits on the floor, in a lot or not. */
export function cherryDue(receivedAt: Date, now: Date): Due | null {
  return dueAfter('cherry', receivedAt, now, cherryHours)
}

/** What a lot waits for; null when it may lie as it is. */
export function lotDue(lot: LotAtWork, now: Date): Due | null {
  const since = lot.lastStepAt ?? lot.receivedFrom
  if (lot.form === 'cherry') {
    const driesWhole = lot.process === 'natural' || lot.process === 'anaerobic'
    return driesWhole ? null : cherryDue(lot.receivedFrom, now)
  }
  if (lot.form === 'parchment-wet' && lot.lastStep === 'pulp' && lot.process !== 'honey')
    return dueAfter('ferment', since, now, fermentHours)
  const moisture = lot.readBp ?? lot.moistureBp
  const isWet = lot.form === 'parchment-wet' || (moisture !== null && moisture > mostMoistBp)
  if (!isWet) return null
  const lastLook = lot.readAt && lot.readAt > since ? lot.readAt : since
  const isStored = lot.form !== 'parchment-wet' && lot.lastStep !== 'dry'
  return dueAfter(isStored ? 'store' : 'moisture', lastLook, now, readingHours)
}

function dueAfter(
  kind: DueKind,
  since: Date,
  now: Date,
  limit: { due: number; late: number },
): Due | null {
  const hours = Math.floor((now.getTime() - since.getTime()) / 3_600_000)
  return hours < limit.due ? null : { kind, hours, isLate: hours >= limit.late }
}
