import type { Request, Response } from 'express'
import { addDays } from '../../domain/dates.ts'
import { today } from '../../domain/clock.ts'
import { advices, checkItems, checkResults, documentKinds } from '../../domain/loans/application.ts'
import { readLoan, type LoanRead } from '../../domain/loans/service/read.ts'
import { loanTransitions, type LoanEvent } from '../../domain/loans/status.ts'
import { next } from '../../domain/status-table.ts'
import { WrongState } from '../../domain/errors.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { loanRecord } from './view.ts'
import { askedRows } from './words.ts'

/** How a field of an act is asked for; `codes` are the words of its choices. */
interface Asked {
  name: string
  shape: 'money' | 'months' | 'area' | 'choice' | 'select' | 'day' | 'number' | 'file'
  isRequired?: boolean
  codes?: { area: string; values: readonly string[] }
  hasHint?: boolean
}

const reason: Asked = { name: 'reason', shape: 'area', isRequired: true, hasHint: true }

const fieldsOf: Partial<Record<LoanEvent, Asked[]>> = {
  documents: [
    {
      name: 'kind',
      shape: 'select',
      isRequired: true,
      codes: { area: 'document', values: documentKinds },
    },
    { name: 'file', shape: 'file', isRequired: true, hasHint: true },
  ],
  withdraw: [reason],
  recommend: [reason],
  'decline-to-recommend': [reason],
  check: [
    {
      name: 'item',
      shape: 'select',
      isRequired: true,
      codes: { area: 'check.item', values: checkItems },
    },
    {
      name: 'result',
      shape: 'choice',
      isRequired: true,
      codes: { area: 'check.result', values: checkResults },
    },
    { name: 'collectibility', shape: 'number', hasHint: true },
    { name: 'note', shape: 'area' },
  ],
  'ask-survey': [
    { name: 'plannedOn', shape: 'day', isRequired: true },
    { name: 'note', shape: 'area' },
  ],
  analyse: [
    { name: 'incomeRupiah', shape: 'money', isRequired: true },
    { name: 'costRupiah', shape: 'money', isRequired: true },
    { name: 'otherInstalmentsRupiah', shape: 'money', isRequired: true, hasHint: true },
    {
      name: 'advice',
      shape: 'choice',
      isRequired: true,
      codes: { area: 'advice', values: advices },
    },
    { name: 'advisedRupiah', shape: 'money' },
    { name: 'advisedTermMonths', shape: 'months' },
    { name: 'note', shape: 'area' },
  ],
  return: [reason],
  refuse: [reason],
  approve: [
    { name: 'amountRupiah', shape: 'money', isRequired: true },
    { name: 'termMonths', shape: 'months', isRequired: true },
    reason,
  ],
}

/** The page of an act: what it is about, and what it asks. */
export function actPage(act: LoanEvent) {
  return async (req: Request, res: Response): Promise<void> => {
    const { t } = res.locals
    const read = await readLoan(req.actor!, String(req.params['id']))
    const record = loanRecord(req.actor!, read.loan)
    if (!req.problem && next(loanTransitions, record.status, act) === null)
      throw new WrongState(`loan.${record.status}`, act)
    const view = formView(req, res, firstValues(act, req, read), record.version)
    present(req, res, 'loans/act', {
      ...view,
      data: record,
      record,
      title: t(`applications.act.${act}.title`),
      lead: t(`applications.act.${act}.lead`),
      send: t(`applications.acts.${act}`),
      action: `/loans/${record.id}/${act}`,
      backHref: `/loans/${record.id}`,
      rows: askedRows(res, record, read),
      fields: (fieldsOf[act] ?? []).map((field) => shown(res, field, view)),
      hasFile: act === 'documents',
    })
  }
}

function shown(res: Response, field: Asked, view: ReturnType<typeof formView>) {
  const { t } = res.locals
  const value = view.form[field.name]
  return {
    ...field,
    value,
    error: view.errors[field.name],
    label: t(`fields.${field.name}`),
    hint: field.hasHint ? t(`applications.hints.${field.name}`) : '',
    options: field.codes?.values.map((code) => ({
      value: code,
      label: t(`applications.${field.codes!.area}.${code}`),
      isChecked: value === code,
      isSelected: value === code,
    })),
  }
}

// what was asked, or advised, is offered
function firstValues(act: LoanEvent, req: Request, { loan }: LoanRead): Record<string, unknown> {
  if (act === 'check') return { item: queryText(req, 'item') ?? 'identity' }
  if (act === 'ask-survey') return { plannedOn: addDays(today(), 3) }
  if (act === 'analyse')
    return { advisedRupiah: loan.amountRupiah, advisedTermMonths: loan.termMonths }
  if (act === 'approve') {
    const { analysis } = loan
    return {
      amountRupiah: analysis?.advisedRupiah ?? loan.amountRupiah,
      termMonths: analysis?.advisedTermMonths ?? loan.termMonths,
    }
  }
  return {}
}
