import { isAfter } from '../dates.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import { effectiveRates } from './effective-rate.ts'
import type { LoanTerms } from './loan-terms.ts'
import { drawUpSchedule, type Schedule } from './schedule.ts'

export const mostPrincipalRupiah = 1_000_000_000_000
export const mostInstalments = 600
export const mostEvery = 366
export const mostRoundTo = 1_000_000
/** Half of the loan, in parts per million. */
export const mostFeePpm = 500_000

/** What is wrong with the terms of a loan, by field; empty when a schedule can be drawn up. */
export function termsFaults(terms: LoanTerms): FaultsByField {
  const { principalRupiah, instalments, every, roundTo, feePpm, interestFree } = terms
  return faultsByField({
    principalRupiah: between(principalRupiah, 1, mostPrincipalRupiah, 'principal'),
    instalments: between(instalments, 1, mostInstalments, 'instalments'),
    every: between(every, 1, mostEvery, 'every'),
    roundTo: between(roundTo, 1, mostRoundTo, 'roundTo'),
    feePct: between(feePpm, 0, mostFeePpm, 'fee'),
    firstDueOn: firstDueFault(terms),
    gracePrincipal: graceFault(terms.gracePrincipal, instalments),
    graceInterest: graceFault(terms.graceInterest, instalments),
    interestFree: interestFree > instalments ? faultOf('interestFree') : null,
  })
}

/** A schedule with what it truly costs a year, as the calculator and `/schedule` answer. */
export interface PricedSchedule extends Schedule {
  effectiveRatePct: number
}

/** The schedule, or what is wrong with the terms. */
export function scheduleOrFaults(
  terms: LoanTerms,
): { answer: PricedSchedule; compoundedPct: number } | { faults: FaultsByField } {
  const faults = termsFaults(terms)
  if (Object.keys(faults).length > 0) return { faults }
  try {
    const schedule = drawUpSchedule(terms)
    const { yearlyPct, compoundedPct } = effectiveRates(terms, schedule)
    return { answer: { ...schedule, effectiveRatePct: yearlyPct }, compoundedPct }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { faults: { instalments: faultOf('tooLong') } }
  }
}

function between(value: number, min: number, max: number, name: string): Fault | null {
  return value < min || value > max ? faultOf(name, { min, max }) : null
}

function firstDueFault({ disbursedOn, firstDueOn }: LoanTerms): Fault | null {
  if (firstDueOn === null || isAfter(firstDueOn, disbursedOn)) return null
  return faultOf('firstDue', { disbursedOn })
}

// with one period there is none left to pay in; a bullet pays at its end whatever its grace
function graceFault(periods: number, instalments: number): Fault | null {
  return periods > 0 && periods >= instalments ? faultOf('grace') : null
}

function faultOf(name: string, values: Record<string, unknown> = {}): Fault {
  return { key: `calculator.faults.${name}`, values }
}
