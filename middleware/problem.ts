import type { Change } from '../domain/changes.ts'
import type { Question } from '../domain/errors.ts'
import type { Fault } from '../domain/fault.ts'

/** What went wrong with a form that was sent; the page that shows the form again reads it. */
export interface Problem {
  status: 409 | 422
  /** As typed, so that no word is lost. */
  typed: Record<string, unknown>
  faults: Record<string, Fault>
  questions: Question[]
  conflict: Conflict | null
}

/** Somebody else was faster. */
export interface Conflict {
  key: string
  values: Record<string, unknown>
  changes: Change[]
  /** The version to send again on top of, where that is still allowed. */
  version: number | null
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Request {
      problem?: Problem
    }
  }
}
