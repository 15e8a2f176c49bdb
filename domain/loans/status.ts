import { transitions } from '../status-table.ts'

/** The states of a loan from the first draft to its end (service.md section 6). */
export const loanStatuses = [
  'draft',
  'submitted',
  'recommended',
  'not-recommended',
  'in-review',
  'returned',
  'approved',
  'offer-accepted',
  'refused',
  'lapsed',
  'withdrawn',
  'signed',
  'active',
  'rescheduled',
  'closed',
  'written-off',
  'recovered',
] as const
export type LoanStatus = (typeof loanStatuses)[number]

/** The acts on an application, by the names of their addresses; `lapse` is done by a job. */
export const loanEvents = [
  'edit',
  'documents',
  'submit',
  'recommend',
  'decline-to-recommend',
  'take',
  'check',
  'ask-survey',
  'analyse',
  'approve',
  'return',
  'refuse',
  'accept-offer',
  'withdraw',
  'lapse',
] as const
export type LoanEvent = (typeof loanEvents)[number]

const reviewed = {
  check: 'in-review',
  'ask-survey': 'in-review',
  analyse: 'in-review',
  approve: 'approved',
  return: 'returned',
  refuse: 'refused',
} as const

/** How an application moves as far as the decision and the offer; servicing goes on from there. */
export const loanTransitions = transitions<LoanStatus, LoanEvent>({
  draft: { edit: 'draft', documents: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    recommend: 'recommended',
    'decline-to-recommend': 'not-recommended',
    withdraw: 'withdrawn',
  },
  recommended: { take: 'in-review', withdraw: 'withdrawn' },
  'not-recommended': { take: 'in-review', withdraw: 'withdrawn' },
  'in-review': { ...reviewed, withdraw: 'withdrawn' },
  returned: { edit: 'returned', documents: 'returned', submit: 'submitted', withdraw: 'withdrawn' },
  approved: { 'accept-offer': 'offer-accepted', withdraw: 'withdrawn', lapse: 'lapsed' },
  'offer-accepted': { withdraw: 'withdrawn' },
  refused: {},
  lapsed: {},
  withdrawn: {},
  signed: {},
  active: {},
  rescheduled: {},
  closed: {},
  'written-off': {},
  recovered: {},
})

/** A loan whose contract runs: the bank keeps its sight of the record even without consent. */
export const contractStatuses: readonly LoanStatus[] = [
  'signed',
  'active',
  'rescheduled',
  'written-off',
]

/** From the first sending to the end: one of a farmer at one bank, and the bank may look. */
export const openStatuses: readonly LoanStatus[] = [
  'submitted',
  'recommended',
  'not-recommended',
  'in-review',
  'returned',
  'approved',
  'offer-accepted',
  ...contractStatuses,
]

/** Whether the farmer has this application open at its bank. */
export function isOpen(status: LoanStatus): boolean {
  return openStatuses.includes(status)
}

/** Whether what is in the application can still be changed by the applicant. */
export function isEditable(status: LoanStatus): boolean {
  return status === 'draft' || status === 'returned'
}
