import type { Response } from 'express'
import { dueDays } from '../../domain/loans/due-days.ts'
import type { LoanTerms } from '../../domain/loans/loan-terms.ts'
import { periodFactors } from '../../domain/loans/period-factors.ts'
import { multiplyRatio } from '../../domain/loans/rounding.ts'
import type { PricedSchedule } from '../../domain/loans/schedule-rules.ts'
import { formatDay, formatMoney, formatNumber } from '../../middleware/formats.ts'
import { pct, rateOf } from './figures.ts'

/** How each figure came about, as sentences with the figures of this very loan. */
export function explain(res: Response, terms: LoanTerms, answer: PricedSchedule): string[] {
  const { t, lang } = res.locals
  const money = (value: number) => formatMoney(lang, value)
  const [first] = answer.instalments
  const say = (key: string, values: Record<string, unknown> = {}) =>
    t(`calculator.explain.${key}`, values)
  const unit = t(`calculator.unitCount.${terms.unit}`, { count: terms.every })
  const factor = periodFactors(terms, dueDays(terms))[0]!
  const isAsWritten = answer.effectiveRatePct * 10_000 === terms.ratePpm
  const sentences = [
    say(`method.${terms.method}`, { every: terms.every, unit }),
    say(terms.interestPeriod, {
      every: terms.every,
      unit,
      dayCount: t(`calculator.dayCount.${terms.dayCount}`),
    }),
    factor.num > 0 &&
      say('first', {
        loan: money(terms.principalRupiah),
        rate: rateOf(lang, terms.ratePpm),
        num: formatNumber(lang, factor.num),
        den: formatNumber(lang, factor.den),
        interest: money(interestOf(terms, factor)),
        day: formatDay(lang, first!.dueOn),
      }),
    terms.gracePrincipal > 0 && say('gracePrincipal', { count: terms.gracePrincipal }),
    terms.graceInterest > 0 && say('graceInterest', { count: terms.graceInterest }),
    terms.interestFree > 0 && say('interestFree', { count: terms.interestFree }),
    answer.totals.feeRupiah > 0 &&
      say('fee', { rate: rateOf(lang, terms.feePpm), fee: money(answer.totals.feeRupiah) }),
    say('rounding', {
      rounding: t(`calculator.rounding.${terms.rounding}`),
      roundTo: money(terms.roundTo),
    }),
    say(isAsWritten ? 'asWritten' : 'effective', {
      rate: rateOf(lang, terms.ratePpm),
      effective: pct(lang, answer.effectiveRatePct),
    }),
  ]
  return sentences.filter((sentence) => sentence !== false)
}

function interestOf(terms: LoanTerms, factor: { num: number; den: number }): number {
  return multiplyRatio(terms.principalRupiah, factor.num, factor.den, terms.rounding)
}
