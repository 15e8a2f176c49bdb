import type { Actor } from '../actor.ts'
import { can } from '../permissions.ts'
import { eventsFrom } from '../status-table.ts'
import { loanTransitions, type LoanEvent, type LoanStatus } from './status.ts'

interface LoanInHand {
  status: LoanStatus
  /** Who took, checked or analysed it: accounts by their ids. */
  preparedBy: readonly unknown[]
}

/** The acts that decide; never done by whoever prepared the application. */
const decisions: readonly LoanEvent[] = ['approve', 'refuse']

/** Whether this person prepared the application: then somebody else must decide. */
export function hasPrepared(actor: Actor, loan: LoanInHand): boolean {
  return loan.preparedBy.some((each) => String(each) === actor.userId)
}

/** The acts now open to this person, in the order in which they are shown. */
export function openActs(actor: Actor, loan: LoanInHand): LoanEvent[] {
  return eventsFrom(loanTransitions, loan.status).filter((act) => {
    if (act === 'lapse' || !can(actor, `loan.${act}`)) return false
    return !(decisions.includes(act) && hasPrepared(actor, loan))
  })
}
