import type { LoanEvent, LoanStatus } from '../../domain/loans/status.ts'

/** One application to be: its fate, and for how many days it has waited there. */
export interface LoanPlan {
  path: LoanEvent[]
  status: LoanStatus
  /** Days since the last step. */
  waitedDays: number
  scheme: string
}

const reviewed: LoanEvent[] = ['submit', 'recommend', 'take', 'check', 'check', 'check']

/** What happens on the way to each state. */
const paths: [status: LoanStatus, count: number, path: LoanEvent[]][] = [
  ['draft', 5, []],
  ['submitted', 7, ['submit']],
  ['recommended', 5, ['submit', 'recommend']],
  ['not-recommended', 3, ['submit', 'decline-to-recommend']],
  ['in-review', 8, reviewed],
  ['returned', 4, [...reviewed, 'return']],
  ['approved', 6, [...reviewed, 'analyse', 'approve']],
  ['offer-accepted', 7, [...reviewed, 'analyse', 'approve', 'accept-offer']],
  ['refused', 8, [...reviewed, 'analyse', 'refuse']],
  ['lapsed', 3, [...reviewed, 'analyse', 'approve', 'lapse']],
  ['withdrawn', 4, ['submit', 'recommend', 'withdraw']],
]

/** States that nobody waits in any more; they lie months back. */
const over: LoanStatus[] = ['refused', 'lapsed', 'withdrawn']
/** States with a promise: every third application is past it. */
const promised: LoanStatus[] = ['submitted', 'recommended', 'not-recommended', 'in-review']

/** Sixty applications in every state as far as the offer, at both banks, some of them late. */
export function loanPlans(): LoanPlan[] {
  let index = 0
  return paths.flatMap(([status, count, path]) =>
    Array.from({ length: count }, (_, place) => {
      index++
      // half of what is in review has its analysis already
      const whole = status === 'in-review' && place % 2 === 1 ? [...path, 'analyse' as const] : path
      return {
        path: whole,
        status,
        waitedDays: waited(status, place),
        scheme: schemeOf(status, index, place),
      }
    }),
  )
}

function waited(status: LoanStatus, place: number): number {
  if (over.includes(status)) return 25 + place * 37
  if (promised.includes(status) && place % 3 === 2) return 18 + place
  return status === 'approved' ? 2 + place : 1 + (place % 3)
}

// two approvals take nearly all of the pot for delayed sales
function schemeOf(status: LoanStatus, index: number, place: number): string {
  const holdsMoney = status === 'approved' || status === 'offer-accepted'
  if (holdsMoney ? place === 0 : index % 7 === 3) return 'tunda-jual-umkm'
  return index % 2 === 0 ? 'kopi-jatim' : 'kopi-umkm'
}
