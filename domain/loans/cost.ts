import type { Day } from '../dates.ts'
import type { Rupiah } from '../money.ts'
import { plainTerms, type LoanTerms, type RepaymentMethod } from './loan-terms.ts'
import { scheduleOrFaults, type PricedSchedule } from './schedule-rules.ts'

interface Wanted {
  amountRupiah: Rupiah | null
  termMonths: number | null
  repayment: RepaymentMethod | null
}

/** The terms of a loan that is paid out on a day; null until amount, term and kind are known. */
export function termsOf(wanted: Wanted, ratePpm: number, disbursedOn: Day): LoanTerms | null {
  const { amountRupiah, termMonths, repayment } = wanted
  if (!amountRupiah || !termMonths || !repayment) return null
  return {
    ...plainTerms,
    method: repayment,
    principalRupiah: amountRupiah,
    instalments: termMonths,
    ratePpm,
    disbursedOn,
  }
}

/** The exact schedule of such a loan; null while it is not known or cannot be drawn up. */
export function costOf(wanted: Wanted, ratePpm: number, disbursedOn: Day): PricedSchedule | null {
  const terms = termsOf(wanted, ratePpm, disbursedOn)
  if (!terms) return null
  const found = scheduleOrFaults(terms)
  return 'answer' in found ? found.answer : null
}
