import express, { type Request } from 'express'
import { today } from '../../domain/clock.ts'
import { acceptOffer, submitLoan, withdrawLoan } from '../../domain/loans/service/apply.ts'
import { approveLoan, refuseLoan, returnLoan } from '../../domain/loans/service/decide.ts'
import { addDocument, beginLoan, editLoan } from '../../domain/loans/service/draft.ts'
import { findLoan } from '../../domain/loans/service/move.ts'
import {
  analyseLoan,
  askSurvey,
  checkLoan,
  recommendLoan,
  takeLoan,
} from '../../domain/loans/service/review.ts'
import { nextNumber } from '../../domain/numbers.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { actRoutes } from '../act-routes.ts'
import { actPage } from './act-page.ts'
import { applicationPdf } from './application-pdf.ts'
import { applyPage } from './apply-page.ts'
import * as forms from './forms.ts'
import { loansPage } from './list-page.ts'
import { farmerLooksPage, ownLooksPage } from './looks-page.ts'
import { editPage, loanPage } from './pages.ts'
import { promisesPage } from './promises-page.ts'
import { queuePage } from './queue-page.ts'

export const loans = express.Router()
const { sent, shown } = actRoutes(loans, '/loans/:id', 'loan', on)

loans.get('/account/looks', may('look.view-own'), ownLooksPage)
loans.get('/farmers/:id/looks', may('look.view'), farmerLooksPage)
loans.get('/loans', may('loan.view'), loansPage)
loans.get('/loans/apply', may('loan.apply'), applyPage)
loans.get('/loans/queue', may('loan.queue'), queuePage)
loans.get('/loans/promises', may('loan.promises'), promisesPage)
loans.post(
  '/loans',
  may('loan.apply'),
  accept(forms.beginning, begin, {
    orShow: applyPage,
    draw: () => nextNumber(`PJ-${today().slice(0, 4)}`),
  }),
)
loans.get('/loans/:id', may('loan.view'), loanPage)
loans.get('/loans/:id/edit', may('loan.edit'), editPage)
loans.get('/loans/:id/application.pdf', may('loan.view'), applicationPdf)
loans.post('/loans/:id', may('loan.edit'), accept(forms.goingOn, goOn, { on, orShow: editPage }))
loans.get('/loans/:id/documents', may('loan.documents'), actPage('documents'))
loans.post(
  '/loans/:id/documents',
  may('loan.documents'),
  accept(forms.document, add, { on, orShow: editPage }),
)
shown('submit', forms.sending, submit, editPage)
shown('withdraw', forms.withReason, said('withdraw', withdrawLoan), actPage('withdraw'))
shown('recommend', forms.withReason, said('recommend', recommendation(true)), actPage('recommend'))
shown(
  'decline-to-recommend',
  forms.withReason,
  said('declineToRecommend', recommendation(false)),
  actPage('decline-to-recommend'),
)
sent('take', forms.plain, take, loanPage)
shown('check', forms.checking, check, actPage('check'))
shown('ask-survey', forms.survey, survey, actPage('ask-survey'))
shown('analyse', forms.analysis, analyse, actPage('analyse'))
shown('return', forms.withReason, said('return', returnLoan), actPage('return'))
shown('refuse', forms.withReason, said('refuse', refuseLoan), actPage('refuse'))
shown('approve', forms.approval, approve, actPage('approve'))
sent('accept-offer', forms.plain, acceptTheOffer, loanPage)

async function on(req: Request) {
  const loan = await findLoan(req.actor!, String(req.params['id']))
  return { id: String(loan._id), number: loan.number }
}
type Found = Awaited<ReturnType<typeof on>>
type Moved<F> = Sent<FormOf<F>, Found>

async function begin({ actor, values, number }: Sent<FormOf<typeof forms.beginning>, undefined>) {
  const { farmerId, ...given } = values
  const loan = await beginLoan(actor, farmerId, given, number)
  return { to: `/loans/${String(loan._id)}`, say: 'applications.said.begun', values: { number } }
}

async function goOn({ actor, values, record, version }: Moved<typeof forms.goingOn>) {
  await editLoan(actor, record.id, version, values)
  return done(record, 'saved')
}

async function add({ actor, values, record, version, files }: Moved<typeof forms.document>) {
  await addDocument(actor, record.id, version, values.kind, files.papers['file']?.[0])
  return done(record, 'documentAdded')
}

async function submit(sent: Moved<typeof forms.sending>) {
  await submitLoan(sent.actor, sent.record.id, sent.version, sent.values, sent.confirmed)
  return done(sent.record, 'submit')
}

/** An act that needs nothing but its reason. */
function said(
  word: string,
  act: (
    actor: Moved<unknown>['actor'],
    id: string,
    version: number,
    reason: string,
  ) => Promise<void>,
) {
  return async ({ actor, values, record, version }: Moved<typeof forms.withReason>) => {
    await act(actor, record.id, version, values.reason)
    return done(record, word)
  }
}

function recommendation(isFor: boolean) {
  return (actor: Moved<unknown>['actor'], id: string, version: number, reason: string) =>
    recommendLoan(actor, id, version, isFor, reason)
}

async function take({ actor, record, version }: Moved<typeof forms.plain>) {
  await takeLoan(actor, record.id, version)
  return done(record, 'take')
}

async function check({ actor, values, record, version }: Moved<typeof forms.checking>) {
  await checkLoan(actor, record.id, version, values)
  return done(record, 'check')
}

async function survey({ actor, values, record, version }: Moved<typeof forms.survey>) {
  await askSurvey(actor, record.id, version, values.plannedOn, values.note)
  return done(record, 'askSurvey')
}

async function analyse({ actor, values, record, version }: Moved<typeof forms.analysis>) {
  await analyseLoan(actor, record.id, version, values)
  return done(record, 'analyse')
}

async function approve({
  actor,
  values,
  record,
  version,
  confirmed,
}: Moved<typeof forms.approval>) {
  await approveLoan(actor, record.id, version, values, confirmed)
  return done(record, 'approve')
}

async function acceptTheOffer({ actor, record, version }: Moved<typeof forms.plain>) {
  await acceptOffer(actor, record.id, version)
  return done(record, 'acceptOffer')
}

function done({ id, number }: Found, word: string) {
  return { to: `/loans/${id}`, say: `applications.said.${word}`, values: { number } }
}
