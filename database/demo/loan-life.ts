import { Types } from 'mongoose'
import { addDays, dayOf, daysBetween, monthOf, parseMoment, type Day } from '../../domain/dates.ts'
import { firstHolidays } from '../../domain/holidays.ts'
import { conditionsFrom } from '../../domain/loans/application.ts'
import { firstPromises, holderOf, stepOf } from '../../domain/loans/promises.ts'
import { sentTo } from '../../domain/loans/service/move.ts'
import { auditedLoan } from '../../domain/loans/service/figures.ts'
import { isOpen, loanTransitions, type LoanEvent } from '../../domain/loans/status.ts'
import { next } from '../../domain/status-table.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../domain/working-days.ts'
import type { Loan } from '../../models/loan.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'

const holidays = new Set(firstHolidays.map(({ day }) => day))

/** One promise that was kept or not, to be added up. */
export interface CountedPromise {
  loan: Loan
  month: string
  step: string
  isKept: boolean
  days: number
}

/** The next day on which offices and banks work, at the earliest this one. */
export function workingDay(day: Day): Day {
  let found = day
  while (!isWorkingDay(found, holidays)) found = addDays(found, 1)
  return found
}

/** Office hours of a day; `place` puts steps of one day into their order. */
export function momentOn(day: Day, place: number): Date {
  const minutes = 8 * 60 + 10 + place * 7
  const two = (value: number) => String(value).padStart(2, '0')
  return parseMoment(`${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`)!
}

/** The same step that `moveLoan` does, with its trail and what it counts. */
export function stepLoan(
  trail: DemoTrail,
  before: Loan,
  act: LoanEvent,
  {
    person,
    at,
    text,
    isInternal = false,
  }: {
    person: DemoPerson | null
    at: Date
    text: string | null
    isInternal?: boolean
  },
  changes: Partial<Loan>,
): { loan: Loan; counted: CountedPromise[] } {
  const status = next(loanTransitions, before.status, act)
  if (!status) throw new Error(`demo loan ${before.number}: ${act} is not possible`)
  const hasMoved = status !== before.status
  const [day, promise] = [dayOf(at), stepOf(status)]
  const promisedOn = promise ? addWorkingDays(day, firstPromises[promise], holidays) : null
  const byName = person?.fullName ?? ''
  const step = { act, status, at, byName, byRole: person?.role ?? 'system', text, isInternal }
  const isDecided = status === 'approved' || status === 'refused'
  const loan: Loan = {
    ...before,
    ...changes,
    ...(hasMoved && { status, waitingSince: at, promisedOn }),
    ...(isDecided && { decidedOn: day }),
    isOpen: isOpen(status),
    holder: holderOf(status),
    journey: act === 'documents' ? before.journey : [...before.journey, step],
    version: before.version + 1,
    updatedAt: at,
  }
  Object.assign(loan, sentTo(loan))
  trail.note(person, at, {
    act: `loan.${act}`,
    record: demoRecord('loan', loan),
    before: auditedLoan(before),
    after: auditedLoan(loan),
    note: text,
  })
  return { loan, counted: hasMoved ? countedBy(before, isDecided, day) : [] }
}

function countedBy(before: Loan, isDecided: boolean, day: Day): CountedPromise[] {
  const common = { loan: before, month: monthOf(day) }
  const step = stepOf(before.status)
  const counted: CountedPromise[] = []
  if (step && before.promisedOn && step !== 'offer' && step !== 'sign') {
    const days = workingDaysBetween(dayOf(before.waitingSince), day, holidays)
    counted.push({ ...common, step, isKept: day <= before.promisedOn, days })
  }
  if (isDecided && before.sentOn)
    counted.push({ ...common, step: 'whole', isKept: true, days: daysBetween(before.sentOn, day) })
  return counted
}

/** Who does a step, then. */
export function handThen(person: DemoPerson, at: Date) {
  return { byId: new Types.ObjectId(person.userId), byName: person.fullName, at }
}

/** The conditions of an approval. */
export function conditionsThen(loan: Loan): Loan['conditions'] {
  return conditionsFrom(loan.checks).map((code) => ({
    code,
    isMet: false,
    metAt: null,
    note: null,
  }))
}
