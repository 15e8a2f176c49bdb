import type { LoanStatus } from './status.ts'

/** The steps with a promised time; reference data by these codes, in working days. */
export const promiseSteps = ['recommend', 'take', 'decide', 'offer', 'sign'] as const
export type PromiseStep = (typeof promiseSteps)[number]

/** Working days as they are promised until the office changes them (U). */
export const firstPromises: Readonly<Record<PromiseStep, number>> = {
  recommend: 5,
  take: 2,
  decide: 10,
  offer: 10,
  sign: 5,
}

/** Who can have an application in hand. */
export const holders = ['applicant', 'office', 'bank'] as const
export type Holder = (typeof holders)[number]

const byStatus: Partial<Record<LoanStatus, { holder: Holder; step: PromiseStep | null }>> = {
  draft: { holder: 'applicant', step: null },
  submitted: { holder: 'office', step: 'recommend' },
  recommended: { holder: 'bank', step: 'take' },
  'not-recommended': { holder: 'bank', step: 'take' },
  'in-review': { holder: 'bank', step: 'decide' },
  returned: { holder: 'applicant', step: null },
  approved: { holder: 'applicant', step: 'offer' },
  'offer-accepted': { holder: 'bank', step: 'sign' },
}

/** Who has it now; null when nobody waits for anybody any more. */
export function holderOf(status: LoanStatus): Holder | null {
  return byStatus[status]?.holder ?? null
}

/** Which promise runs in a state; null where none does. */
export function stepOf(status: LoanStatus): PromiseStep | null {
  return byStatus[status]?.step ?? null
}

/** Working days from sending to the decision when everybody keeps his promise. */
export function daysToDecision(promises: Readonly<Record<PromiseStep, number>>): number {
  return promises.recommend + promises.take + promises.decide
}
