import { LoanModel, type Loan } from '../../../models/loan.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { dayOf, daysBetween } from '../../dates.ts'
import { can } from '../../permissions.ts'
import { loansVisibleTo } from '../../scopes.ts'
import type { WorkItem } from '../../work.ts'
import { readQueue } from './list.ts'

const most = 12

/** What waits for this person among the loans. */
export async function loanWork(actor: Actor): Promise<WorkItem[]> {
  return [...(await toMove(actor)), ...(await ownLoans(actor))]
}

/** Applications that wait for the office or the bank, the most urgent ones. */
async function toMove(actor: Actor): Promise<WorkItem[]> {
  if (!can(actor, 'loan.queue')) return []
  const { rows } = await readQueue(actor, null, null)
  return rows.slice(0, most).map((row) => itemOf(row, row.farmerName))
}

/** What waits for the applicant himself: drafts, what was returned, offers. */
async function ownLoans(actor: Actor): Promise<WorkItem[]> {
  if (!can(actor, 'loan.apply')) return []
  const loans = await LoanModel.find({
    $and: [loansVisibleTo(actor), { status: { $in: ['draft', 'returned', 'approved'] } }],
  }).lean<Loan[]>()
  return loans.map((loan) => itemOf(loan, ''))
}

function itemOf(loan: Loan, farmer: string): WorkItem {
  const { number, status, amountRupiah, promisedOn } = loan
  return {
    key: `home.work.loan.${status}`,
    values: { farmer, number, amountRupiah: amountRupiah ?? 0 },
    href: `/loans/${String(loan._id)}`,
    ...(promisedOn && { dueOn: promisedOn }),
    days: daysBetween(dayOf(loan.waitingSince), today()),
    isLate: promisedOn !== null && promisedOn < today(),
  }
}
