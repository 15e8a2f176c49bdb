import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import { costOf } from '../../domain/loans/cost.ts'
import { readReview } from '../../domain/loans/service/read-review.ts'
import { lookAtLoan, readLoan, type LoanRead } from '../../domain/loans/service/read.ts'
import { isEditable } from '../../domain/loans/status.ts'
import { can } from '../../domain/permissions.ts'
import { isOfBank } from '../../domain/scopes.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { draftView } from './draft-view.ts'
import { reviewData, reviewView } from './review-view.ts'
import { loanRecord, statusTag, type LoanRecord } from './view.ts'
import { askedRows, costView, journeyOf, waitingFor } from './words.ts'

/**
 * One loan. The applicant is led on while it is a draft or was returned; everybody else reads the
 * application, and its bank the farmer's record with it.
 */
export async function loanPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const read = await lookAtLoan(actor, String(req.params['id']))
  const record = loanRecord(actor, read.loan)
  if (isEditable(record.status) && can(actor, 'loan.edit')) return showDraft(req, res, read, record)
  const review = await readReview(actor, read.loan, read.scheme?.ratePpm ?? 0)
  present(req, res, 'loans/loan', {
    ...formView(req, res, {}, record.version),
    ...recordView(res, read, record),
    data: { ...record, farmerName: read.farmer.fullName, review: review && reviewData(review) },
    review: review && reviewView(res, review),
    asksConsent: isOfBank(actor) && review === null,
    checklist: isOfBank(actor) && checklist(res, record),
    analysis: record.analysis && analysisRows(res, record.analysis),
  })
}

/** The steps of the application, also where a step was refused. */
export async function editPage(req: Request, res: Response): Promise<void> {
  const read = await readLoan(req.actor!, String(req.params['id']))
  const record = loanRecord(req.actor!, read.loan)
  if (!req.problem && !isEditable(record.status))
    throw new WrongState(`loan.${record.status}`, 'edit')
  // whoever was too late reads what the application has become
  if (!isEditable(record.status)) return loanPage(req, res)
  return showDraft(req, res, read, record)
}

async function showDraft(req: Request, res: Response, read: LoanRead, record: LoanRecord) {
  present(req, res, 'loans/draft', {
    ...formView(req, res, { ...record }, record.version),
    ...recordView(res, read, record),
    ...(await draftView(req, res, read, record)),
    data: { ...record, farmerName: read.farmer.fullName, review: null },
  })
}

function recordView(res: Response, read: LoanRead, record: LoanRecord) {
  const { t } = res.locals
  const { scheme } = read
  const wanted = {
    ...read.loan,
    amountRupiah: record.approvedRupiah ?? record.amountRupiah,
    termMonths: record.approvedTermMonths ?? record.termMonths,
  }
  const cost = scheme && costOf(wanted, scheme.ratePpm, record.decidedOn ?? today())
  const name = read.farmer.fullName
  return {
    record,
    title:
      record.amountRupiah === null
        ? t('applications.record.titleDraft', { farmer: name })
        : t('applications.record.title', { farmer: name, amountRupiah: record.amountRupiah }),
    status: { label: t(`statuses.loan.${record.status}`), kind: statusTag[record.status] },
    waiting: waitingFor(res, record, read.bankName),
    rows: askedRows(res, record, read),
    onBehalfOf: read.loan.applicantName === name ? null : read.loan.applicantName,
    documents: record.documents.map((document) => ({
      ...document,
      label: t(`applications.document.${document.kind}`),
    })),
    conditions: record.conditions.map((each) => ({
      ...each,
      label: t(`applications.condition.${each.code}`),
    })),
    cost: cost && costView(res, cost, scheme.ratePpm / 10_000),
    journey: journeyOf(res, record),
    may: Object.fromEntries(record.acts.map((act) => [act, true])),
    acts: actLinks(res, record),
  }
}

/** Acts that are done at once stand as buttons; all others have a page of their own. */
const atOnce = ['take', 'accept-offer']
const quiet = ['withdraw', 'refuse', 'decline-to-recommend']

function actLinks(res: Response, record: LoanRecord) {
  return record.acts.map((act) => ({
    act,
    href: `/loans/${record.id}/${act}`,
    label: res.locals.t(`applications.acts.${act}`),
    isButton: atOnce.includes(act),
    isQuiet: quiet.includes(act),
  }))
}

function checklist(res: Response, record: LoanRecord) {
  const { t } = res.locals
  const items = ['identity', 'documents', 'slik', 'survey', 'plots']
  return items.map((item) => {
    const check = record.checks.findLast((each) => each.item === item)
    return {
      item,
      label: t(`applications.check.item.${item}`),
      result: check ? t(`applications.check.result.${check.result}`) : t('applications.check.open'),
      kind: check ? { ok: 'good', 'not-ok': 'bad', 'not-needed': 'plain' }[check.result] : 'wait',
      collectibility: check?.collectibility ?? null,
      note: check?.note ?? null,
      byName: check?.byName ?? null,
      at: check?.at ?? null,
      href: record.acts.includes('check') && `/loans/${record.id}/check?item=${item}`,
    }
  })
}

function analysisRows(res: Response, analysis: NonNullable<LoanRecord['analysis']>) {
  const free = analysis.incomeRupiah - analysis.costRupiah - analysis.otherInstalmentsRupiah
  return {
    ...analysis,
    freeRupiah: free,
    adviceLabel: res.locals.t(`applications.advice.${analysis.advice}`),
  }
}
