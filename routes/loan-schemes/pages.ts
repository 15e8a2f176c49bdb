import type { Request, Response } from 'express'
import { documentKinds, loanPurposes } from '../../domain/loans/application.ts'
import { repaymentMethods } from '../../domain/loans/loan-terms.ts'
import { ratePctText } from '../../domain/loans/rate.ts'
import { schemeStatuses } from '../../domain/loans/scheme.ts'
import { readBanks, readScheme } from '../../domain/loans/service/schemes.ts'
import { can } from '../../domain/permissions.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { schemeRow, wordsOf } from './view.ts'

const bankRoles = ['loan-officer', 'loan-approver']

/** One scheme: what it allows, what is left of its pot, and how its terms came about. */
export async function schemePage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const { scheme, versions, entries } = await readScheme(String(req.params['code']))
  const row = schemeRow(actor, scheme)
  const isOther = bankRoles.includes(actor.role) && row.bankId !== actor.organisationId
  const seesPot = can(actor, 'scheme.pot') && !isOther
  present(req, res, 'loan-schemes/scheme', {
    data: row,
    record: { ...row, kind: 'loan-scheme' },
    title: scheme.name,
    words: wordsOf(res, scheme),
    applyHref:
      can(actor, 'loan.apply') &&
      scheme.status === 'open' &&
      `/loans/apply?schemeCode=${encodeURIComponent(scheme.code)}`,
    mayEdit: row.acts.includes('edit'),
    calculatorHref: `/loans/calculator?principalRupiah=${scheme.maxRupiah}&ratePct=${ratePctText(scheme.ratePpm)}&instalments=12&method=${scheme.repayments[0]!}`,
    pot: potBars(scheme),
    versions: versions.map((version) => ({
      title: t('schemes.record.version', { version: version.version }),
      who: version.madeByName,
      at: version.madeAt,
      text: version.reason ?? '',
    })),
    entries:
      seesPot &&
      entries.map(({ kind, amountRupiah, leftRupiah, at }) => ({
        label: t(`schemes.pot.${kind}`),
        amountRupiah,
        leftRupiah,
        at,
      })),
  })
}

function potBars({ potRupiah, potLeftRupiah }: { potRupiah: number; potLeftRupiah: number }) {
  const leftPct = potRupiah === 0 ? 0 : Math.floor((potLeftRupiah / potRupiah) * 100)
  return { leftPct, isNearlyEmpty: leftPct < 10 }
}

/** The form of a new scheme. */
export async function newSchemePage(req: Request, res: Response): Promise<void> {
  const view = formView(req, res, firstValues)
  const banks = await readBanks()
  present(req, res, 'loan-schemes/new', {
    ...view,
    ...choicesOf(res, view.form),
    bankOptions: banks.map(({ id, name }) => ({
      value: id,
      label: name,
      isSelected: view.form['bankId'] === id,
    })),
    title: res.locals.t('schemes.new.title'),
  })
}

const firstValues = {
  ratePct: '6',
  status: 'open',
  collateralAboveRupiah: 100_000_000,
  repayments: ['annuity'],
}

/** The form that changes a scheme, filled with its terms. */
export async function editSchemePage(req: Request, res: Response): Promise<void> {
  const { scheme } = await readScheme(String(req.params['code']))
  const row = schemeRow(req.actor!, scheme)
  const view = formView(req, res, { ...row, ratePct: ratePctText(scheme.ratePpm) }, row.version)
  present(req, res, 'loan-schemes/edit', {
    ...view,
    ...choicesOf(res, view.form),
    data: row,
    code: row.code,
    title: res.locals.t('schemes.edit.title', { name: row.name }),
  })
}

function choicesOf(res: Response, form: Record<string, unknown>) {
  const { t } = res.locals
  const options = (codes: readonly string[], name: string, word: (code: string) => string) =>
    codes.map((value) => ({
      value,
      label: word(value),
      isChecked: [form[name]].flat().includes(value),
    }))
  return {
    repaymentOptions: options(repaymentMethods, 'repayments', (code) =>
      t(`calculator.method.${code}`),
    ),
    purposeOptions: options(loanPurposes, 'purposes', (code) => t(`schemes.purpose.${code}`)),
    documentOptions: options(documentKinds, 'documents', (code) => t(`schemes.document.${code}`)),
    statusOptions: options(schemeStatuses, 'status', (code) => t(`schemes.status.${code}`)),
  }
}
