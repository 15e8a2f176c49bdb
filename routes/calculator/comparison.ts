import type { Response } from 'express'
import type { LoanTerms, RepaymentMethod } from '../../domain/loans/loan-terms.ts'
import { scheduleOrFaults } from '../../domain/loans/schedule-rules.ts'
import { formatDay, formatMoney } from '../../middleware/formats.ts'
import { pct, usualInstalment } from './figures.ts'
import type { Found } from './result.ts'

/** Two ways of paying back the same loan, side by side, and which costs less. */
export function comparisonOf(
  res: Response,
  terms: LoanTerms,
  found: Found,
  compare: RepaymentMethod,
) {
  const { t, lang } = res.locals
  const other = scheduleOrFaults({ ...terms, method: compare })
  if ('faults' in other) return null
  const [one, two] = [found.answer.totals.dueRupiah, other.answer.totals.dueRupiah]
  const cheaper = one <= two ? terms.method : compare
  const row = (key: string, value: (found: Found) => string) => ({
    label: t(`calculator.compare.${key}`),
    one: value(found),
    two: value(other),
  })
  return {
    one: t(`calculator.method.${terms.method}`),
    two: t(`calculator.method.${compare}`),
    verdict: t(one === two ? 'calculator.compare.equal' : 'calculator.compare.verdict', {
      method: t(`calculator.method.${cheaper}`),
      difference: formatMoney(lang, Math.abs(one - two)),
    }),
    rows: [
      row('instalment', ({ answer }) => usualInstalment(res, answer)),
      row('interest', ({ answer }) => formatMoney(lang, answer.totals.interestRupiah)),
      row('total', ({ answer }) => formatMoney(lang, answer.totals.dueRupiah)),
      row('last', ({ answer }) => formatDay(lang, answer.instalments.at(-1)!.dueOn)),
      row('effective', ({ answer }) => pct(lang, answer.effectiveRatePct)),
      row('compounded', ({ compoundedPct }) => pct(lang, compoundedPct)),
    ],
  }
}
