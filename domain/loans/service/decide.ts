import type { Loan } from '../../../models/loan.ts'
import { LoanModel } from '../../../models/loan.ts'
import { inTransaction } from '../../../database/transaction.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { hasPrepared } from '../acts.ts'
import { conditionsFrom } from '../application.ts'
import { approvalFaults } from '../eligibility.ts'
import { handOf, loanToMove, moveLoan } from './move.ts'
import { tellAbout } from './notify.ts'
import { releaseReserved, reserveFor } from './reserve.ts'
import { schemeOf } from './schemes.ts'

export interface Approval {
  amountRupiah: number
  termMonths: number
  reason: string
}

/**
 * Approves an application: at most what was asked and what the pot still holds, on an analysis, and
 * never by one who prepared it. What is still open of the checklist becomes a condition.
 * @throws {RuleBroken} {MustAsk} when the analysis advised against it
 */
export async function approveLoan(
  actor: Actor,
  id: string,
  version: number,
  approval: Approval,
  confirmed: Confirmed,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'approve')
  assertOtherHand(actor, loan)
  if (!loan.analysis) throw new RuleBroken({ form: { key: 'applications.rules.noAnalysis' } })
  const scheme = await schemeOf(loan.schemeCode, loan.schemeVersion)
  const faults = approvalFaults(
    approval,
    { amountRupiah: loan.amountRupiah ?? 0 },
    { minRupiah: scheme?.minRupiah ?? 1, maxTermMonths: scheme?.maxTermMonths ?? 0 },
  )
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const against = { code: 'against-advice', key: 'applications.rules.askAgainstAdvice' }
  const answers = answersTo(actor, loan.analysis.advice === 'refuse' ? [against] : [], confirmed)
  await reserveFor(actor, loan, approval.amountRupiah)
  const approved = await moveLoan(
    actor,
    loan,
    'approve',
    {
      decision: { ...handOf(actor), reason: approval.reason },
      approvedRupiah: approval.amountRupiah,
      approvedTermMonths: approval.termMonths,
      conditions: conditionsFrom(loan.checks).map((code) => ({
        code,
        isMet: false,
        metAt: null,
        note: null,
      })),
      answers: [...loan.answers, ...answers],
    },
    { text: approval.reason },
  )
  await tellAbout(
    approved,
    actor,
    ['applicant', 'office', 'loan-officer'],
    'messages.loan.approve',
    {
      amountRupiah: approval.amountRupiah,
      promisedOn: approved.promisedOn,
    },
  )
}

/** Refuses an application with a reason that the applicant can understand. */
export async function refuseLoan(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'refuse')
  assertOtherHand(actor, loan)
  const decision = { ...handOf(actor), reason }
  const refused = await moveLoan(actor, loan, 'refuse', { decision }, { text: reason })
  await tellAbout(refused, actor, ['applicant', 'office'], 'messages.loan.refuse', { reason })
}

/** Gives an application back to be mended; nothing of it is lost. */
export async function returnLoan(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'return')
  const back = await moveLoan(actor, loan, 'return', { returnReason: reason }, { text: reason })
  await tellAbout(back, actor, ['applicant'], 'messages.loan.return', { reason })
}

/** Lets offers lapse whose promise is over; each in a transaction of its own. */
export async function lapseOffers(): Promise<number> {
  const over = await LoanModel.find(
    { status: 'approved', promisedOn: { $lt: today() } },
    { _id: 1 },
  ).lean()
  let lapsed = 0
  for (const { _id } of over) {
    lapsed += await inTransaction(async () => {
      const loan = await LoanModel.findById(_id).lean<Loan>()
      if (!loan || loan.status !== 'approved' || (loan.promisedOn ?? '') >= today()) return 0
      await releaseReserved(null, loan)
      const gone = await moveLoan(null, loan, 'lapse', {})
      await tellAbout(gone, null, ['applicant', 'loan-officer'], 'messages.loan.lapse', {})
      return 1
    })
  }
  return lapsed
}

function assertOtherHand(actor: Actor, loan: Loan): void {
  if (hasPrepared(actor, loan)) {
    throw new RuleBroken({ form: { key: 'applications.rules.ownPreparation' } })
  }
}
