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
 * The public calculator. Without parameters it shows an example; `?format=json` answers the
 * schedule, or 422 with the message of each wrong parameter; `?print=1` is the page to print.
 */
export function calculatorPage(req: Request, res: Response): void {
  if (req.query['format'] === 'json') return answerJson(req, res)
  const isAsked = parameterNames.some((name) => req.query[name] !== undefined)
  const query = isAsked ? req.query : example
  const asked = readTerms(query, today())
  const found = 'terms' in asked ? scheduleOrFaults(asked.terms) : asked
  if ('faults' in found || !('terms' in asked)) {
    const faults = 'faults' in found ? found.faults : {}
    res.status(422)
    req.problem = { status: 422, typed: req.query, faults, questions: [], conflict: null }
    const view = formView(req, res)
    return res.render('calculator/calculator', {
      ...view,
      ...frameOf(res),
      ...choicesOf(res, view.form),
    })
  }
  const { terms, compare } = asked
  const view = formView(req, res, { ...query, disbursedOn: terms.disbursedOn })
  const isPrint = req.query['print'] === '1'
  res.render(isPrint ? 'calculator/print' : 'calculator/calculator', {
    ...view,
    ...frameOf(res),
    ...choicesOf(res, view.form),
    isExample: !isAsked,
    result: resultOf(res, terms, found),
    comparison: compare && compare !== terms.method && comparisonOf(res, terms, found, compare),
    printHref: hrefOf(query, { print: '1' }),
    jsonHref: hrefOf(query, { format: 'json' }),
    backHref: hrefOf(query, {}),
    todayWords: formatDay(res.locals.lang, today()),
  })
}

/** Rp 20,000,000 at 6 % over a year, the loan that the programme speaks of (domain.md section 9). */
const example = {
  principalRupiah: '20.000.000',
  ratePct: '6',
  method: 'annuity',
  instalments: '12',
  compare: 'flat',
}

function answerJson(req: Request, res: Response): void {
  const asked = readTerms(req.query, today())
  const found = 'terms' in asked ? scheduleOrFaults(asked.terms) : asked
  if ('answer' in found) res.json(found.answer)
  else res.status(422).json({ errors: saidOf(res, found.faults) })
}

function saidOf(res: Response, faults: FaultsByField): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => [name, res.locals.t(fault.key, fault.values)]),
  )
}

function frameOf(res: Response) {
  return { title: res.locals.t('calculator.title') }
}

function hrefOf(query: Record<string, unknown>, more: Record<string, string>): string {
  const given = parameterNames.flatMap((name) => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : []
  })
  return `/loans/calculator?${new URLSearchParams([...given, ...Object.entries(more)]).toString()}`
}
