import type { Actor } from '../../domain/actor.ts'
import { today } from '../../domain/clock.ts'
import { openActs } from '../../domain/loans/acts.ts'
import { holderOf } from '../../domain/loans/promises.ts'
import type { Loan } from '../../domain/loans/service/draft.ts'

/** A loan as data: the fields of service.md section 6, for pages, JSON and files alike. */
export function loanRow(loan: Loan) {
  return {
    id: String(loan._id),
    number: loan.number,
    status: loan.status,
    version: loan.version,
    farmerId: String(loan.farmerId),
    groupId: String(loan.groupId),
    bankId: String(loan.bankId),
    schemeCode: loan.schemeCode,
    amountRupiah: loan.amountRupiah,
    termMonths: loan.termMonths,
    repayment: loan.repayment,
    purpose: loan.purpose,
    purposeNote: loan.purposeNote,
    plotIds: loan.plotIds.map(String),
    seedlingRequestId: loan.seedlingRequestId ? String(loan.seedlingRequestId) : null,
    approvedRupiah: loan.approvedRupiah,
    approvedTermMonths: loan.approvedTermMonths,
    startedOn: loan.startedOn,
    sentOn: loan.sentOn,
    decidedOn: loan.decidedOn,
    waitingSince: loan.waitingSince,
    promisedOn: loan.promisedOn,
    isLate: isLate(loan),
    holder: holderOf(loan.status),
  }
}

/** Whether whoever has it now is past his promise. */
export function isLate(loan: Pick<Loan, 'promisedOn'>): boolean {
  return loan.promisedOn !== null && loan.promisedOn < today()
}

/** The record page's data: the row, what may be done now, and what was done. */
export function loanRecord(actor: Actor, loan: Loan) {
  const { recommendation, analysis, decision } = loan
  return {
    ...loanRow(loan),
    kind: 'loan',
    acts: openActs(actor, loan),
    documents: loan.documents.map(({ paperId, kind, name, at }) => ({
      kind,
      name,
      at,
      href: `/papers/${String(paperId)}`,
    })),
    recommendation: recommendation && withoutId(recommendation),
    takenByName: loan.takenBy?.byName ?? null,
    checks: loan.checks.map(withoutId),
    surveyVisitId: loan.surveyVisitId ? String(loan.surveyVisitId) : null,
    analysis: analysis && withoutId(analysis),
    decision: decision && withoutId(decision),
    returnReason: loan.returnReason,
    conditions: loan.conditions.map(({ code, isMet, metAt, note }, n) => ({
      n,
      code,
      isMet,
      metAt,
      note,
    })),
    answers: loan.answers.map(({ code, explanation, answeredAt }) => ({
      code,
      explanation,
      answeredAt,
    })),
    journey: loan.journey.map(({ act, status, at, byName, text }) => ({
      act,
      status,
      at,
      byName,
      text,
    })),
  }
}
export type LoanRecord = ReturnType<typeof loanRecord>

function withoutId<H extends { byId: unknown }>({ byId: _id, ...rest }: H): Omit<H, 'byId'> {
  return rest
}

/** Which kind of tag a status gets. */
export const statusTag = {
  draft: 'plain',
  submitted: 'wait',
  recommended: 'wait',
  'not-recommended': 'wait',
  'in-review': 'info',
  returned: 'wait',
  approved: 'good',
  'offer-accepted': 'good',
  refused: 'bad',
  lapsed: 'plain',
  withdrawn: 'plain',
  signed: 'good',
  active: 'good',
  rescheduled: 'info',
  closed: 'plain',
  'written-off': 'bad',
  recovered: 'plain',
} as const
