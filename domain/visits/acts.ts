import type { Actor } from '../actor.ts'
import { can } from '../permissions.ts'
import { next } from '../status-table.ts'
import type { FollowUp } from './follow-ups.ts'
import type { FollowUpFor } from './kinds.ts'
import { visitTransitions, type VisitEvent, type VisitStatus } from './status.ts'

interface VisitInHand {
  status: VisitStatus
  acknowledgedAt: unknown
  returnedAt: unknown
  followUps: readonly FollowUp[]
}

/** Whether the visit is in a state for this act: it is returned once, and never after it was read. */
export function allowsAct(visit: VisitInHand, act: VisitEvent): boolean {
  if (next(visitTransitions, visit.status, act) === null) return false
  if (act === 'acknowledge') return !visit.acknowledgedAt
  if (act === 'return') return !visit.acknowledgedAt && !visit.returnedAt
  return true
}

const roleFor: Record<string, FollowUpFor> = { farmer: 'farmer', 'group-leader': 'leader' }

/** Whether this follow-up is for this person to report; the officer reports any. */
export function mayReport(actor: Pick<Actor, 'role'>, followUp: Pick<FollowUp, 'who'>): boolean {
  return actor.role === 'extension-officer' || roleFor[actor.role] === followUp.who
}

/** Nothing is open any more: the farmer has read it and every follow-up is done. */
export function isFinished(visit: Pick<VisitInHand, 'acknowledgedAt' | 'followUps'>): boolean {
  return Boolean(visit.acknowledgedAt) && visit.followUps.every(({ doneOn }) => doneOn !== null)
}

/**
 * The acts now open to this person, by their addresses below the record's. `hasAccount` says whether
 * the farmer reads for himself; for one who cannot, the leader does.
 */
export function openActs(actor: Actor, visit: VisitInHand, hasAccount: boolean): string[] {
  const acts = (['complete', 'move', 'cancel', 'return', 'acknowledge'] as const).filter(
    (act) =>
      can(actor, `visit.${act}`) &&
      allowsAct(visit, act) &&
      (act !== 'acknowledge' || mayAcknowledge(actor, hasAccount)),
  )
  const reports =
    can(actor, 'visit.follow-up') && allowsAct(visit, 'follow-up')
      ? visit.followUps.flatMap((each, n) =>
          each.doneOn === null && mayReport(actor, each) ? [`follow-ups/${n}/done`] : [],
        )
      : []
  return [...acts, ...reports]
}

/** The farmer himself; the leader for one who has no account. */
export function mayAcknowledge(actor: Pick<Actor, 'role'>, hasAccount: boolean): boolean {
  return actor.role === 'farmer' || (actor.role === 'group-leader' && !hasAccount)
}
