import type { Fault } from './fault.ts'

/** Thrown when a rule of the programme refuses an act; shown at the field it names (422). */
export class RuleBroken extends Error {
  readonly faults: Record<string, Fault>
  constructor(faults: Record<string, Fault>) {
    super(Object.values(faults)[0]?.key ?? 'rule broken')
    this.faults = faults
  }
}

/** One thing that the service asks before it goes on; `code` is what `confirm` must name. */
export interface Question {
  code: string
  key: string
  values?: Record<string, unknown>
  needsExplanation?: boolean
}

/** Thrown when a rule asks ("is this right?") and the answer has not been given yet (422). */
export class MustAsk extends Error {
  readonly questions: Question[]
  /** What is wrong with an answer that was given, such as an explanation that is missing. */
  readonly faults: Record<string, Fault>
  constructor(questions: Question[], faults: Record<string, Fault> = {}) {
    super(questions.map((question) => question.code).join(', '))
    this.questions = questions
    this.faults = faults
  }
}

/** Thrown when the record is not there, or not for this person to see (404). */
export class NotFound extends Error {}

/** Thrown when this kind of person may not do this at all, or the CSRF token is wrong (403). */
export class Forbidden extends Error {}

/** Thrown when the record was changed since the form was opened (409). */
export class StaleVersion extends Error {
  readonly kind: string
  readonly recordId: string
  readonly sinceVersion: number
  readonly currentVersion: number
  constructor(kind: string, recordId: string, sinceVersion: number, currentVersion: number) {
    super(`${kind} ${recordId} is at version ${currentVersion}, not ${sinceVersion}`)
    this.kind = kind
    this.recordId = recordId
    this.sinceVersion = sinceVersion
    this.currentVersion = currentVersion
  }
}

/** Thrown when the state of the record no longer allows the act (409). */
export class WrongState extends Error {
  readonly status: string
  readonly act: string
  constructor(status: string, act: string) {
    super(`${act} is not possible in the state ${status}`)
    this.status = status
    this.act = act
  }
}

/** Thrown when a requestId comes again with other content (409). */
export class OtherContent extends Error {}

/** Thrown when a body or a file is larger than it may be (413). */
export class TooLarge extends Error {}

/** Thrown when a file is not of an allowed kind (415). */
export class WrongFileKind extends Error {}

/** Thrown after too many failed tries (429); `retryAfterS` says when to try again. */
export class TooManyTries extends Error {
  readonly retryAfterS: number
  constructor(retryAfterS: number) {
    super('too many failed tries')
    this.retryAfterS = retryAfterS
  }
}
