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
loans.get('/loans/:id/submit', may('loan.submit'), editPage)
loans.post(
  '/loans/:id/submit',
  may('loan.submit'),
  accept(forms.sending, submit, { on, orShow: editPage }),
)
loans.get('/loans/:id/withdraw', may('loan.withdraw'), actPage('withdraw'))
loans.post(
  '/loans/:id/withdraw',
  may('loan.withdraw'),
  accept(forms.withReason, said('withdraw', withdrawLoan), { on, orShow: actPage('withdraw') }),
)
loans.get('/loans/:id/recommend', may('loan.recommend'), actPage('recommend'))
loans.post(
  '/loans/:id/recommend',
  may('loan.recommend'),
  accept(forms.withReason, said('recommend', recommendation(true)), {
    on,
    orShow: actPage('recommend'),
  }),
)
loans.get(
  '/loans/:id/decline-to-recommend',
  may('loan.decline-to-recommend'),
  actPage('decline-to-recommend'),
)
loans.post(
  '/loans/:id/decline-to-recommend',
  may('loan.decline-to-recommend'),
  accept(forms.withReason, said('declineToRecommend', recommendation(false)), {
    on,
    orShow: actPage('decline-to-recommend'),
  }),
)
loans.post('/loans/:id/take', may('loan.take'), accept(forms.plain, take, { on, orShow: loanPage }))
loans.get('/loans/:id/check', may('loan.check'), actPage('check'))
loans.post(
  '/loans/:id/check',
  may('loan.check'),
  accept(forms.checking, check, { on, orShow: actPage('check') }),
)
loans.get('/loans/:id/ask-survey', may('loan.ask-survey'), actPage('ask-survey'))
loans.post(
  '/loans/:id/ask-survey',
  may('loan.ask-survey'),
  accept(forms.survey, survey, { on, orShow: actPage('ask-survey') }),
)
loans.get('/loans/:id/analyse', may('loan.analyse'), actPage('analyse'))
loans.post(
  '/loans/:id/analyse',
  may('loan.analyse'),
  accept(forms.analysis, analyse, { on, orShow: actPage('analyse') }),
)
loans.get('/loans/:id/return', may('loan.return'), actPage('return'))
loans.post(
  '/loans/:id/return',
  may('loan.return'),
  accept(forms.withReason, said('return', returnLoan), { on, orShow: actPage('return') }),
)
loans.get('/loans/:id/refuse', may('loan.refuse'), actPage('refuse'))
loans.post(
  '/loans/:id/refuse',
  may('loan.refuse'),
  accept(forms.withReason, said('refuse', refuseLoan), { on, orShow: actPage('refuse') }),
)
loans.get('/loans/:id/approve', may('loan.approve'), actPage('approve'))
loans.post(
  '/loans/:id/approve',
  may('loan.approve'),
  accept(forms.approval, approve, { on, orShow: actPage('approve') }),
)
loans.post(
  '/loans/:id/accept-offer',
  may('loan.accept-offer'),
  accept(forms.plain, acceptTheOffer, { on, orShow: loanPage }),
)

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
