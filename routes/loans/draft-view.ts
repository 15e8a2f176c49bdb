import type { Request, Response } from 'express'
import { documentKinds } from '../../domain/loans/application.ts'
import { ratePctText } from '../../domain/loans/rate.ts'
import { readSending, plotsToChoose, type LoanRead } from '../../domain/loans/service/read.ts'
import { schemesOnOffer, type OfferedScheme } from '../../domain/loans/service/schemes.ts'
import { citableRequests, type CitedRequest } from '../../domain/seedlings/service/cited.ts'
import { queryText } from '../query.ts'
import type { LoanRecord } from './view.ts'
import { askedRows, seedlingRequestWords } from './words.ts'

const steps = ['scheme', 'amount', 'purpose', 'documents', 'send'] as const
type Step = (typeof steps)[number]

/** Where each field of a form stands, so that a refused one is shown on its step. */
const stepOfField: Record<string, Step> = {
  schemeCode: 'scheme',
  amountRupiah: 'amount',
  termMonths: 'amount',
  repayment: 'amount',
  purpose: 'purpose',
  purposeNote: 'purpose',
  plotIds: 'purpose',
  seedlingRequestId: 'purpose',
  kind: 'documents',
  file: 'documents',
}

/** What the steps of an application print: where one stands, and the form of that step. */
export async function draftView(req: Request, res: Response, read: LoanRead, record: LoanRecord) {
  const { t } = res.locals
  const [sending, plots, requests, schemes] = await Promise.all([
    readSending(read.loan),
    plotsToChoose(read.loan.farmerId),
    citableRequests(req.actor!, record.farmerId),
    schemesOnOffer(),
  ])
  const scheme = read.scheme
  const missing = scheme
    ? scheme.documents.filter((kind) => !record.documents.some((each) => each.kind === kind))
    : []
  const done: Record<Step, boolean> = {
    scheme: true,
    amount: record.amountRupiah !== null && record.termMonths !== null && record.repayment !== null,
    purpose: record.purpose !== null && record.plotIds.length > 0,
    documents: missing.length === 0,
    send: false,
  }
  const current = currentStep(req, done)
  // where sending was refused, what lacks is asked on the spot, with what is there already
  const isSending = req.problem !== undefined && req.path.endsWith('/submit')
  const form = isSending
    ? { ...record, ...req.problem!.typed }
    : (req.problem?.typed ?? { ...record })
  const faults = Object.keys(req.problem?.faults ?? {})
  return {
    form,
    lacks: isSending && lacksOf(faults),
    step: Object.fromEntries([[current, true]]),
    stepAt: steps.indexOf(current) + 1,
    stepCount: steps.length,
    stepLabel: t(`applications.steps.${current}`),
    stepLinks: steps.map((step) => ({
      href: `/loans/${record.id}?step=${step}`,
      label: t(`applications.steps.${step}`),
      isCurrent: step === current,
      isDone: done[step],
    })),
    backHref: current === 'scheme' ? null : `/loans/${record.id}?step=${before(current)}`,
    ...optionsOf(res, scheme, schemes, { plots, requests }, form),
    missing: missing.map((kind) => t(`applications.document.${kind}`)),
    kindOptions: documentKinds.map((value) => ({
      value,
      label: t(`applications.document.${value}`),
      isSelected: (form['kind'] ?? missing[0]) === value,
    })),
    answers: askedRows(res, record, read).map(({ field, ...row }) => {
      const step = field && stepOfField[field]
      return step
        ? { ...row, href: `/loans/${record.id}?step=${step}`, hrefLabel: t('components.change') }
        : row
    }),
    rules: sending?.rules.map(({ code, outcome, reason }) => ({
      reason: reason && t(reason.key, reason.values),
      label: t(`applications.rule.${code}`),
      outcome: t(`applications.outcome.${outcome}`),
      kind: { holds: 'good', fails: 'bad', asks: 'wait' }[outcome],
      href:
        outcome === 'fails' ? `/loans/${record.id}?step=${stepOfField[code] ?? 'documents'}` : null,
    })),
    decidedBy: sending?.decidedBy,
    decisionDays: sending?.days,
    bankName: read.bankName,
    hasBankConsent: read.farmer.hasBankConsent,
    farmerId: read.farmer.id,
  }
}

/** Which steps hold fields that were found wrong; null when none does. */
function lacksOf(faults: readonly string[]) {
  const wrong = new Set(faults.map((field) => stepOfField[field]))
  const lacks = { amount: wrong.has('amount'), purpose: wrong.has('purpose') }
  return lacks.amount || lacks.purpose ? lacks : null
}

/** The choices of amount, term, purpose and gardens as a scheme offers them, with what is chosen. */
export function optionsOf(
  res: Response,
  scheme: OfferedScheme | null,
  schemes: readonly OfferedScheme[],
  own: { plots: Awaited<ReturnType<typeof plotsToChoose>>; requests: readonly CitedRequest[] },
  form: Record<string, unknown>,
) {
  const { t } = res.locals
  const chosen = [form['plotIds'] ?? []].flat()
  return {
    amountHint:
      scheme &&
      t('applications.hints.amountLimits', { min: scheme.minRupiah, max: scheme.maxRupiah }),
    termHint: scheme && t('applications.hints.termLimits', { months: scheme.maxTermMonths }),
    // the calculator's own figures while one types, by public/js/loan-cost.js
    costHref: scheme && `/loans/calculator?format=json&ratePct=${ratePctText(scheme.ratePpm)}`,
    schemeOptions: schemeOptions(res, schemes, form['schemeCode']),
    repaymentOptions: (scheme?.repayments ?? []).map((value) => ({
      value,
      label: t(`calculator.method.${value}`),
      hint: t(`calculator.methodHint.${value}`),
      isChecked: form['repayment'] === value,
    })),
    purposeOptions: (scheme?.purposes ?? []).map((value) => ({
      value,
      label: t(`applications.purpose.${value}`),
      isChecked: form['purpose'] === value,
    })),
    seedlingRequestOptions: scheme?.purposes.includes('seedlings')
      ? own.requests.map((request) => ({
          value: request.id,
          label: seedlingRequestWords(res, request),
          isSelected: form['seedlingRequestId'] === request.id,
        }))
      : [],
    plotOptions: own.plots.map(({ id, name, ...plot }) => ({
      value: id,
      label: name,
      hint: t('harvests.fields.plotHint', plot),
      isChecked: chosen.includes(id),
    })),
  }
}

/** The schemes to choose from, each with its bank, rate and limits. */
export function schemeOptions(res: Response, schemes: readonly OfferedScheme[], chosen: unknown) {
  return schemes.map((scheme) => ({
    value: scheme.code,
    label: scheme.name,
    hint: res.locals.t('applications.schemeHint', {
      bank: scheme.bankName,
      pct: scheme.ratePpm / 10_000,
      min: scheme.minRupiah,
      max: scheme.maxRupiah,
      months: scheme.maxTermMonths,
    }),
    isChecked: chosen === scheme.code,
  }))
}

// after a refusal the step that was sent; else the one asked for; else the first that lacks something
function currentStep(req: Request, done: Record<Step, boolean>): Step {
  if (req.problem) {
    if (req.path.endsWith('/submit')) return 'send'
    if (req.path.endsWith('/documents')) return 'documents'
    const fields = [...Object.keys(req.problem.faults), ...Object.keys(req.problem.typed)]
    return fields.map((field) => stepOfField[field]).find((step) => step !== undefined) ?? 'amount'
  }
  if (req.path.endsWith('/submit')) return 'send'
  const asked = queryText(req, 'step')
  return steps.find((step) => step === asked) ?? steps.find((step) => !done[step])!
}

function before(step: Step): Step {
  return steps[Math.max(0, steps.indexOf(step) - 1)]!
}
