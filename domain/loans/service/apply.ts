import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { isDuplicateOf } from '../../once.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { sendingFaults, sendingQuestions } from '../eligibility.ts'
import { applicantOf } from './applicant.ts'
import { untouched } from './draft.ts'
import { loanToMove, moveLoan } from './move.ts'
import { tellAbout } from './notify.ts'
import { releaseReserved } from './reserve.ts'
import { schemeOf } from './schemes.ts'

/** What the applicant agrees to when he sends. */
export interface Agreed {
  slikConsent: boolean
  readTerms: boolean
}

/**
 * Sends an application, or sends a returned one again. What lacks is told at its field.
 * @throws {RuleBroken} {MustAsk}
 */
export async function submitLoan(
  actor: Actor,
  id: string,
  version: number,
  agreed: Agreed,
  confirmed: Confirmed,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'submit')
  const scheme = await schemeOf(loan.schemeCode, loan.schemeVersion)
  if (!scheme) throw new RuleBroken({ schemeCode: { key: 'forms.notThere' } })
  const applicant = await applicantOf(loan)
  const faults = { ...sendingFaults(loan, scheme, applicant), ...agreedFaults(agreed) }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const answers = answersTo(actor, sendingQuestions(loan, scheme, applicant), confirmed)
  const at = now()
  try {
    const sent = await moveLoan(actor, loan, 'submit', {
      // a second round begins anew; the earlier one stays in timeline and trail
      ...untouched,
      isSent: true,
      sentOn: loan.sentOn ?? today(),
      slikConsentAt: at,
      termsReadAt: at,
      answers: [...loan.answers, ...answers],
    })
    await tellAbout(sent, actor, ['applicant', 'office'], 'messages.loan.submit', {
      amountRupiah: sent.amountRupiah,
    })
  } catch (error) {
    if (!isDuplicateOf(error, 'loans')) throw error
    throw new RuleBroken({ schemeCode: { key: 'applications.rules.otherOpen' } })
  }
}

/** Takes an application back; what an approval had kept in the pot goes back. */
export async function withdrawLoan(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'withdraw')
  await releaseReserved(actor, loan)
  const gone = await moveLoan(actor, loan, 'withdraw', {}, { text: reason })
  if (!gone.isSent) return
  const next = loan.status === 'submitted' ? 'office' : 'loan-officer'
  await tellAbout(gone, actor, ['applicant', next], 'messages.loan.withdraw', { reason })
}

/** Says yes to what the bank offers. */
export async function acceptOffer(actor: Actor, id: string, version: number): Promise<void> {
  const loan = await loanToMove(actor, id, version, 'accept-offer')
  const accepted = await moveLoan(actor, loan, 'accept-offer', {})
  await tellAbout(accepted, actor, ['applicant', 'loan-officer'], 'messages.loan.acceptOffer', {})
}

function agreedFaults({ slikConsent, readTerms }: Agreed) {
  const missing = { key: 'applications.rules.agree' }
  return {
    ...(slikConsent ? {} : { slikConsent: missing }),
    ...(readTerms ? {} : { readTerms: missing }),
  }
}
