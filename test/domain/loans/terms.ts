import { plainTerms, type LoanTerms } from '../../../domain/loans/loan-terms.ts'

/** Rp 20,000,000 at 6 % in twelve months, the loan of domain.md section 9; say what differs. */
export function loanTerms(differing: Partial<LoanTerms> = {}): LoanTerms {
  return {
    ...plainTerms,
    principalRupiah: 20_000_000,
    ratePpm: 60_000,
    instalments: 12,
    disbursedOn: '2026-01-15',
    ...differing,
  }
}
