import { VisitModel, type Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { inTransaction } from '../../../database/transaction.ts'
import { now, today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { Forbidden, NotFound, RuleBroken, WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { visitsVisibleTo } from '../../scopes.ts'
import { allowsAct, mayAcknowledge, mayReport } from '../acts.ts'
import { doneOnFaults } from '../follow-ups.ts'
import { plannedOnFault } from '../visit-rules.ts'
import { hasAccount, tellFarmer } from './people.ts'
import { findingsAlone, nothingFound, save, visitToMove } from './save.ts'

/** What was sent back should be completed within a week (U). */
const completeWithinDays = 7

const hrefOf = (visit: Visit) => `/visits/${String(visit._id)}`

/** Moves a plan (or a missed one) to another day. */
export async function moveVisit(
  actor: Actor,
  id: string,
  version: number,
  plannedOn: string,
  reason: string,
): Promise<void> {
  const visit = await visitToMove(actor, id, version, 'move')
  const fault = plannedOnFault(plannedOn, today())
  if (fault) throw new RuleBroken({ plannedOn: fault })
  if (plannedOn === visit.plannedOn)
    throw new RuleBroken({ plannedOn: { key: 'visits.rules.sameDay' } })
  const move = { from: visit.plannedOn!, to: plannedOn, at: now(), byName: actor.fullName, reason }
  const moved = { ...visit, status: 'planned' as const, plannedOn, moves: [...visit.moves, move] }
  await save(actor, visit, moved, 'move', reason)
  await tellFarmer(actor, visit.farmerId, {
    key: 'messages.visit.move',
    values: { officer: actor.fullName, plannedOn, reason },
    href: hrefOf(visit),
  })
}

/** Cancels a plan. */
export async function cancelVisit(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const visit = await visitToMove(actor, id, version, 'cancel')
  await save(actor, visit, { ...visit, status: 'cancelled', reason }, 'cancel', reason)
  await tellFarmer(actor, visit.farmerId, {
    key: 'messages.visit.cancel',
    values: { officer: actor.fullName, plannedOn: visit.plannedOn, reason },
    href: hrefOf(visit),
  })
}

/** Sends a visit back to its officer, once; what was written stays with it and is offered again. */
export async function returnVisit(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const visit = await visitToMove(actor, id, version, 'return')
  const plannedOn = addDays(today(), completeWithinDays)
  const returned: Visit = {
    ...visit,
    ...nothingFound,
    status: 'planned',
    plannedOn,
    earlier: findingsAlone(visit),
    doneAt: null,
    returnedAt: now(),
    returnedByName: actor.fullName,
    returnReason: reason,
  }
  await save(actor, visit, returned, 'return', reason)
  const values = { number: visit.number, who: actor.fullName, reason, plannedOn }
  if (visit.officerId)
    await tell([visit.officerId], { key: 'messages.visit.return', values, href: hrefOf(visit) })
}

/**
 * The farmer has read the advice and may answer; for a farmer without an account the leader reads
 * it to him.
 * @throws {Forbidden} when a leader would read for a member who reads for himself
 */
export async function acknowledgeVisit(
  actor: Actor,
  id: string,
  version: number,
  comment: string | null,
): Promise<void> {
  const visit = await visitToMove(actor, id, version, 'acknowledge')
  const read = {
    ...visit,
    acknowledgedAt: now(),
    acknowledgedByName: actor.fullName,
    comment,
  }
  await save(actor, visit, read, 'acknowledge', comment)
  if (!visit.officerId) return
  const values = { who: actor.fullName, number: visit.number, comment: comment ?? '–' }
  await tell([visit.officerId], { key: 'messages.visit.acknowledge', values, href: hrefOf(visit) })
}

/** @throws {Forbidden} unless this person reads for this farmer */
export async function assertMayAcknowledge(actor: Actor, visit: Visit): Promise<void> {
  if (!mayAcknowledge(actor, await hasAccount(visit.farmerId))) throw new Forbidden()
}

/**
 * The open follow-up of a visit that this person wants to report.
 * @throws {NotFound} when there is none of this number, {Forbidden} when it is for somebody else
 */
export function followUpOf(actor: Actor, visit: Visit, n: string): number {
  const followUp = /^\d{1,2}$/.test(n) ? visit.followUps[Number(n)] : undefined
  if (!followUp) throw new NotFound()
  if (!mayReport(actor, followUp)) throw new Forbidden()
  return Number(n)
}

/** Reports that a follow-up was done. */
export async function reportFollowUp(
  actor: Actor,
  id: string,
  version: number,
  n: number,
  done: { doneOn: string; note: string | null },
): Promise<void> {
  const visit = await findVisible<Visit>(VisitModel, id, visitsVisibleTo(actor))
  assertVersion('visit', visit, version)
  const open = visit.followUps[n]
  if (!open || open.doneOn !== null || !allowsAct(visit, 'follow-up'))
    throw new WrongState(`visit.${visit.status}`, 'follow-up')
  const faults = doneOnFaults(done.doneOn, visit.visitedOn!, today())
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const followUps = visit.followUps.map((each, at) =>
    at === n ? { ...each, ...done, doneByName: actor.fullName } : each,
  )
  await save(actor, visit, { ...visit, followUps }, 'follow-up', done.note)
}

/** Plans whose day is over turn missed, each in its own transaction. @returns how many */
export async function missOverduePlans(): Promise<number> {
  const overdue = await VisitModel.find(
    { status: 'planned', day: { $lt: today() } },
    { _id: 1 },
  ).lean()
  let missed = 0
  for (const { _id } of overdue) if (await inTransaction(() => miss(_id))) missed++
  return missed
}

async function miss(_id: unknown): Promise<boolean> {
  const visit = await VisitModel.findById(_id).lean()
  // somebody moved or made it since it was found
  if (visit?.status !== 'planned' || visit.day >= today()) return false
  await save(null, visit, { ...visit, status: 'missed' }, 'miss')
  return true
}
