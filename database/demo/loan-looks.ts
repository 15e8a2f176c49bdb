import type { Farmer } from '../../models/farmer.ts'
import type { Loan } from '../../models/loan.ts'
import { demoRecord, type DemoTrail } from './audit.ts'
import type { LoanHands } from './loan-acts.ts'

/** Before these acts somebody of the bank reads the application and, with consent, the record. */
const readers = {
  take: 'analyst',
  analyse: 'analyst',
  approve: 'approver',
  refuse: 'approver',
} as const

const minutesBefore = 4

/** The looks of the bank along the way of an application, as the farmer finds them. */
export function noteLooks(trail: DemoTrail, loan: Loan, farmer: Farmer, hands: LoanHands): void {
  for (const { act, at } of loan.journey) {
    const hand = (readers as Record<string, 'analyst' | 'approver' | undefined>)[act]
    if (!hand) continue
    const then = new Date(at.getTime() - minutesBefore * 60_000)
    trail.note(hands[hand], then, { act: 'loan.look', record: demoRecord('loan', loan) })
    if (farmer.consents.bank !== 'given') continue
    trail.note(hands[hand], then, { act: 'farmer.look', record: demoRecord('farmer', farmer) })
  }
}
