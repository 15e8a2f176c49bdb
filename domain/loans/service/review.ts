import type { Types } from 'mongoose'
import { VisitModel } from '../../../models/visit.ts'
import type { Loan, LoanAnalysis, LoanCheck } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { RuleBroken } from '../../errors.ts'
import { faultsByField } from '../../fault.ts'
import { planVisit } from '../../visits/service/plan.ts'
import { handOf, loanToMove, moveLoan } from './move.ts'
import { tellAbout } from './notify.ts'
import { schemeOf } from './schemes.ts'

/** The office speaks for or against an application; it never decides. */
export async function recommendLoan(
  actor: Actor,
  id: string,
  version: number,
  isFor: boolean,
  reason: string,
): Promise<void> {
  const act = isFor ? 'recommend' : 'decline-to-recommend'
  const loan = await loanToMove(actor, id, version, act)
  const recommendation = { ...handOf(actor), isFor, reason }
  const moved = await moveLoan(actor, loan, act, { recommendation }, { text: reason })
  const key = isFor ? 'messages.loan.recommend' : 'messages.loan.declineToRecommend'
  await tellAbout(moved, actor, ['applicant', 'loan-officer'], key, { reason })
}

/** Takes an application from the queue; of two that come at once, one wins. */
export async function takeLoan(actor: Actor, id: string, version: number): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'take')
  const changes = { takenBy: handOf(actor), preparedBy: withHand(loan, actor) }
  const moved = await moveLoan(actor, loan, 'take', changes)
  await tellAbout(moved, actor, ['applicant'], 'messages.loan.take', {})
}

export type CheckTold = Pick<LoanCheck, 'item' | 'result' | 'collectibility' | 'note'>

/** Notes one item of the checklist; a later note on the same item counts. */
export async function checkLoan(
  actor: Actor,
  id: string,
  version: number,
  told: CheckTold,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'check')
  const faults = faultsByField({ collectibility: collectibilityFault(told) })
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const changes = {
    checks: [...loan.checks, { ...told, ...handOf(actor) }],
    preparedBy: withHand(loan, actor),
  }
  const text = [`${told.item}: ${told.result}`, told.collectibility, told.note]
    .filter((part) => part !== null)
    .join(', ')
  await moveLoan(actor, loan, 'check', changes, { text, isInternal: true })
}

// SLIK says how a debtor pays; only with that item, and always with it once it was looked up
function collectibilityFault({ item, result, collectibility }: CheckTold) {
  if (item !== 'slik') {
    return collectibility === null ? null : { key: 'applications.rules.slikOnly' }
  }
  if (collectibility === null) return result === 'not-needed' ? null : { key: 'forms.missing' }
  return Number.isInteger(collectibility) && collectibility >= 1 && collectibility <= 5
    ? null
    : { key: 'applications.rules.collectibility' }
}

/**
 * Asks the extension officer for a survey of the first of the chosen gardens; it stands in his work
 * list as a visit. One survey at a time: while one is planned, the officer moves it.
 * @throws {RuleBroken} at `plannedOn` when the day cannot be, or a survey is planned already
 */
export async function askSurvey(
  actor: Actor,
  id: string,
  version: number,
  plannedOn: string,
  note: string | null,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'ask-survey')
  const [plotId] = loan.plotIds
  if (!plotId) throw new RuleBroken({ form: { key: 'applications.rules.noPlot' } })
  const { farmerId, surveyVisitId } = loan
  const planned = surveyVisitId && (await VisitModel.findById(surveyVisitId).lean())
  if (planned && planned.status === 'planned') {
    const values = { number: planned.number, plannedOn: planned.plannedOn }
    throw new RuleBroken({ plannedOn: { key: 'applications.rules.surveyPlanned', values } })
  }
  const visit = await planVisit(actor, { farmerId, plotId, kind: 'loan-survey', plannedOn, note })
  const changes = { surveyVisitId: visit._id, preparedBy: withHand(loan, actor) }
  const moved = await moveLoan(actor, loan, 'ask-survey', changes, { text: note })
  const values = { plannedOn, visit: visit.number }
  await tellAbout(moved, actor, ['office'], 'messages.loan.askSurvey', values)
}

export type AnalysisTold = Omit<LoanAnalysis, 'byId' | 'byName' | 'at'>

/** Writes the analysis that the approver decides on. */
export async function analyseLoan(
  actor: Actor,
  id: string,
  version: number,
  told: AnalysisTold,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'analyse')
  const scheme = await schemeOf(loan.schemeCode, loan.schemeVersion)
  const faults = analysisFaults(told, loan, scheme?.maxTermMonths ?? 0)
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const changes = { analysis: { ...told, ...handOf(actor) }, preparedBy: withHand(loan, actor) }
  const moved = await moveLoan(actor, loan, 'analyse', changes, {
    text: told.note,
    isInternal: true,
  })
  await tellAbout(moved, actor, ['loan-approver'], 'messages.loan.analyse', {})
}

function analysisFaults(told: AnalysisTold, loan: Loan, maxTermMonths: number) {
  const { advice, advisedRupiah, advisedTermMonths } = told
  const missing = { key: 'forms.missing' }
  const most = loan.amountRupiah ?? 0
  return faultsByField({
    advisedRupiah:
      advisedRupiah === null
        ? advice === 'approve'
          ? missing
          : null
        : advisedRupiah > most
          ? { key: 'applications.rules.moreThanAsked', values: { most } }
          : null,
    advisedTermMonths:
      advisedTermMonths === null
        ? advice === 'approve'
          ? missing
          : null
        : advisedTermMonths < 1 || advisedTermMonths > maxTermMonths
          ? { key: 'applications.rules.term', values: { most: maxTermMonths } }
          : null,
  })
}

function withHand(loan: Loan, actor: Actor): Types.ObjectId[] {
  const isThere = loan.preparedBy.some((id) => String(id) === actor.userId)
  return isThere ? loan.preparedBy : [...loan.preparedBy, handOf(actor).byId]
}
