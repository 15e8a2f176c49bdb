import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import type { FaultsByField } from '../../domain/fault.ts'
import { scheduleOrFaults } from '../../domain/loans/schedule-rules.ts'
import { formatDay } from '../../middleware/formats.ts'
import { formView } from '../form-view.ts'
import { parameterNames, readTerms } from './forms.ts'
import { choicesOf } from './choices.ts'
import { comparisonOf } from './comparison.ts'
import { resultOf } from './result.ts'

/**
 * The public calculator. Without parameters it shows an example; `?print=1` is the page to print.
 * Wrong parameters are answered with 422 and a message at each, with `?format=json` as data (the
 * sound ones were answered by `quickAnswer`).
 */
export function calculatorPage(req: Request, res: Response): void {
  const isJson = req.query['format'] === 'json'
  const isAsked = isJson || parameterNames.some((name) => req.query[name] !== undefined)
  const query = isAsked ? req.query : example
  const asked = readTerms(query, today())
  if ('faults' in asked) return showWrong(req, res, asked.faults)
  const found = scheduleOrFaults(asked.terms)
  if ('faults' in found) return showWrong(req, res, found.faults)
  const { terms, compare } = asked
  const view = formView(req, res, { ...query, disbursedOn: terms.disbursedOn })
  res.render(req.query['print'] === '1' ? 'calculator/print' : 'calculator/calculator', {
    ...view,
    ...choicesOf(res, view.form),
    title: res.locals.t('calculator.title'),
    isExample: !isAsked,
    result: resultOf(res, terms, found),
    comparison: compare && compare !== terms.method && comparisonOf(res, terms, found, compare),
    printHref: hrefOf(query, { print: '1' }),
    jsonHref: hrefOf(query, { format: 'json' }),
    backHref: hrefOf(query, {}),
    todayWords: formatDay(res.locals.lang, today()),
  })
}

function showWrong(req: Request, res: Response, faults: FaultsByField): void {
  const { t } = res.locals
  res.status(422)
  if (req.query['format'] === 'json') {
    const said = Object.entries(faults).map(([name, { key, values }]) => [name, t(key, values)])
    return void res.json({ errors: Object.fromEntries(said) as Record<string, string> })
  }
  req.problem = { status: 422, typed: req.query, faults, questions: [], conflict: null }
  const view = formView(req, res)
  const title = t('calculator.title')
  res.render('calculator/calculator', { ...view, ...choicesOf(res, view.form), title })
}

/** Rp 20,000,000 at 6 % over a year, the loan that the programme speaks of (domain.md section 9). */
const example = {
  principalRupiah: '20.000.000',
  ratePct: '6',
  method: 'annuity',
  instalments: '12',
  compare: 'flat',
}

function hrefOf(query: Record<string, unknown>, more: Record<string, string>): string {
  const given = parameterNames.flatMap((name) => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : []
  })
  return `/loans/calculator?${new URLSearchParams([...given, ...Object.entries(more)]).toString()}`
}
