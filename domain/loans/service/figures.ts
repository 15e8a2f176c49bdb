import type { Loan } from '../../../models/loan.ts'

/**
 * The fields of a loan that the audit trail and a stale form speak of. What the bank alone may know
 * (checks, SLIK, analysis) is not among them: whoever is overtaken reads what changed.
 */
export function auditedLoan(loan: Loan) {
  const { recommendation } = loan
  return {
    status: loan.status,
    schemeCode: loan.schemeCode,
    amountRupiah: loan.amountRupiah,
    termMonths: loan.termMonths,
    repayment: loan.repayment,
    purpose: loan.purpose,
    purposeNote: loan.purposeNote,
    plotIds: loan.plotIds.map(String),
    seedlingRequestId: loan.seedlingRequestId ? String(loan.seedlingRequestId) : null,
    documents: loan.documents.map(({ kind, name }) => `${kind}: ${name}`),
    recommendation: recommendation && (recommendation.isFor ? 'recommended' : 'not-recommended'),
    takenBy: loan.takenBy?.byName ?? null,
    approvedRupiah: loan.approvedRupiah,
    approvedTermMonths: loan.approvedTermMonths,
  }
}
