import type { Response } from 'express'
import {
  dayCounts,
  interestPeriods,
  periodUnits,
  plainTerms,
  repaymentMethods,
  roundings,
} from '../../domain/loans/loan-terms.ts'

/** The options of the calculator's form, with what is chosen marked. */
export function choicesOf(res: Response, form: Record<string, unknown>) {
  const { t } = res.locals
  const options = <T extends string>(codes: readonly T[], area: string, chosen: unknown) =>
    codes.map((value) => ({
      value,
      label: t(`calculator.${area}.${value}`),
      isSelected: chosen === value,
    }))
  const chosen = (name: keyof typeof plainTerms) => form[name] ?? plainTerms[name]
  return {
    methodOptions: repaymentMethods.map((value) => ({
      value,
      label: t(`calculator.method.${value}`),
      hint: t(`calculator.methodHint.${value}`),
      isChecked: chosen('method') === value,
    })),
    compareOptions: options(repaymentMethods, 'method', form['compare']),
    unitOptions: options(periodUnits, 'unit', chosen('unit')),
    interestPeriodOptions: options(interestPeriods, 'interestPeriod', chosen('interestPeriod')),
    dayCountOptions: options(dayCounts, 'dayCount', chosen('dayCount')),
    roundingOptions: options(roundings, 'rounding', chosen('rounding')),
    isDetailed: detailed.some((name) => form[name] !== undefined && form[name] !== ''),
  }
}

/** Fields that stand behind "more terms"; unfolded when one of them is given. */
const detailed = [
  'every',
  'unit',
  'interestPeriod',
  'dayCount',
  'firstDueOn',
  'gracePrincipal',
  'graceInterest',
  'interestFree',
  'roundTo',
  'rounding',
  'feePct',
]
