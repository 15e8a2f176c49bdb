import type { Response } from 'express'
import type { LoanTerms } from '../../domain/loans/loan-terms.ts'
import type { PricedSchedule } from '../../domain/loans/schedule-rules.ts'
import { formatMoney } from '../../middleware/formats.ts'
import { chartOf } from './schedule-chart.ts'
import { explain } from './explanation.ts'
import { pct, rateOf, usualInstalment } from './figures.ts'

/** A schedule with its two yearly rates. */
export interface Found {
  answer: PricedSchedule
  compoundedPct: number
}

/** Everything that the page says about one schedule: figures, words, chart and table. */
export function resultOf(res: Response, terms: LoanTerms, found: Found) {
  const { t, lang } = res.locals
  const { instalments, totals } = found.answer
  const money = (value: number) => formatMoney(lang, value)
  return {
    sentence: t('calculator.sentence', {
      loan: money(terms.principalRupiah),
      rate: rateOf(lang, terms.ratePpm),
      method: t(`calculator.method.${terms.method}`),
      count: instalments.length,
      total: money(totals.dueRupiah),
    }),
    stats: [
      { label: t('calculator.figures.instalment'), value: usualInstalment(res, found.answer) },
      {
        label: t('calculator.figures.interest'),
        value: money(totals.interestRupiah),
        note:
          totals.feeRupiah > 0 ? t('calculator.figures.fee', { fee: money(totals.feeRupiah) }) : '',
      },
      { label: t('calculator.figures.total'), value: money(totals.dueRupiah) },
      {
        label: t('calculator.figures.effective'),
        value: pct(lang, found.answer.effectiveRatePct),
        note: t('calculator.figures.compounded', { rate: pct(lang, found.compoundedPct) }),
      },
    ],
    explanation: explain(res, terms, found.answer),
    chart: chartOf(res, instalments),
    instalments,
    totals,
    hasFee: totals.feeRupiah > 0,
  }
}
