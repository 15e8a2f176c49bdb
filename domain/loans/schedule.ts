import { daysBetween, monthNumber, type Day } from '../dates.ts'
import { multiplyPpm, type Rupiah } from '../money.ts'
import { equalInstalment } from './annuity.ts'
import { dueDays } from './due-days.ts'
import { harvestMonths, type LoanTerms } from './loan-terms.ts'
import { periodFactors, type Factor } from './period-factors.ts'
import { divideToMultiple, multiplyRatio } from './rounding.ts'

/** One instalment; `dueRupiah` is principal, interest and fee, `balanceRupiah` what is then owed. */
export interface Instalment {
  n: number
  dueOn: Day
  /** Days of the calendar since the due day before, or since the disbursement. */
  days: number
  principalRupiah: Rupiah
  interestRupiah: Rupiah
  feeRupiah: Rupiah
  dueRupiah: Rupiah
  balanceRupiah: Rupiah
}

export interface Totals {
  principalRupiah: Rupiah
  interestRupiah: Rupiah
  feeRupiah: Rupiah
  dueRupiah: Rupiah
}

export interface Schedule {
  instalments: Instalment[]
  totals: Totals
}

/** The principal of an instalment, before it is held between nothing and the whole balance. */
type PrincipalPart = (index: number, interest: Rupiah) => Rupiah

/**
 * Draws up the schedule of a loan in whole rupiah (issue 5, section C; docs/decisions on schedules).
 * Interest of a period is on what is owed (with `flat` on the whole loan), rounded each period; the
 * last instalment takes what is left. The fee is taken at the disbursement and shown in row 1.
 * The terms must be sound (`termsFaults`).
 * @throws {RangeError} when days or amounts grow beyond what can be counted exactly
 */
export function drawUpSchedule(terms: LoanTerms): Schedule {
  const due = dueDays(terms)
  const factors = periodFactors(terms, due)
  const partOf = principalPart(terms, due, factors)
  const { principalRupiah: loan, rounding } = terms
  const graceInterest = Math.min(terms.graceInterest, due.length - 1)
  const totals = { principalRupiah: 0, interestRupiah: 0, feeRupiah: 0, dueRupiah: 0 }
  let [balance, kept, before] = [loan, 0, terms.disbursedOn]
  const instalments = due.map((dueOn, index): Instalment => {
    const factor = factors[index]!
    const base = terms.method === 'flat' ? loan : balance
    const interest = multiplyRatio(base, factor.num, factor.den, rounding)
    const isLast = index === due.length - 1
    const principal = isLast ? balance : within(partOf(index, interest), balance)
    const paidInterest = index < graceInterest ? 0 : kept + interest
    const fee = index === 0 ? multiplyPpm(loan, terms.feePpm, rounding) : 0
    const total = principal + paidInterest + fee
    kept = index < graceInterest ? kept + interest : 0
    balance -= principal
    totals.principalRupiah += principal
    totals.interestRupiah += paidInterest
    totals.feeRupiah += fee
    totals.dueRupiah += total
    const days = daysBetween(before, dueOn)
    before = dueOn
    return {
      n: index + 1,
      dueOn,
      days,
      principalRupiah: principal,
      interestRupiah: paidInterest,
      feeRupiah: fee,
      dueRupiah: total,
      balanceRupiah: balance,
    }
  })
  if (!Number.isSafeInteger(totals.dueRupiah)) throw new RangeError('the amounts are too large')
  return { instalments, totals }
}

function principalPart(
  terms: LoanTerms,
  due: readonly Day[],
  factors: readonly Factor[],
): PrincipalPart {
  const { principalRupiah: loan, gracePrincipal: grace, roundTo, rounding } = terms
  switch (terms.method) {
    case 'annuity': {
      const instalment = equalInstalment(loan, factors.slice(grace), roundTo, rounding)
      return (index, interest) => (index < grace ? 0 : instalment - interest)
    }
    case 'flat': {
      const count = due.length - grace
      return (index, interest) => (index < grace ? 0 : evenPart(terms, count, interest))
    }
    case 'equal-principal': {
      const count = due.length - grace
      return (index, interest) => (index < grace ? 0 : equalPart(terms, count, interest))
    }
    case 'bullet-harvest':
      return () => 0
    case 'seasonal': {
      const months = terms.harvestMonths ?? harvestMonths
      const pays = due.map((day, index) => index >= grace && months.includes(monthNumber(day)))
      const count = pays.filter(Boolean).length
      const last = pays.lastIndexOf(true)
      return (index, interest) => {
        if (!pays[index]) return 0
        return index === last ? loan : equalPart(terms, count, interest)
      }
    }
  }
}

/** round(loan / count + interest, multiple) − interest: what is left of the rounded instalment. */
function evenPart(terms: LoanTerms, count: number, interest: Rupiah): Rupiah {
  const { principalRupiah, roundTo, rounding } = terms
  const sum = BigInt(principalRupiah) + BigInt(interest) * BigInt(count)
  return divideToMultiple(sum, BigInt(count), roundTo, rounding) - interest
}

/** Equal principal stays equal: in whole rupiah it is rounded itself, else the instalment is. */
function equalPart(terms: LoanTerms, count: number, interest: Rupiah): Rupiah {
  if (terms.roundTo > 1) return evenPart(terms, count, interest)
  return multiplyRatio(terms.principalRupiah, 1, count, terms.rounding)
}

function within(principal: Rupiah, balance: Rupiah): Rupiah {
  return Math.max(0, Math.min(principal, balance))
}
