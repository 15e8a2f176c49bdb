import { VisitModel, type Findings, type Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { visitsVisibleTo } from '../../scopes.ts'
import { allowsAct, isFinished } from '../acts.ts'
import { nextDueOn } from '../follow-ups.ts'
import type { VisitEvent } from '../status.ts'
import { refreshSeen } from './seen.ts'
import { moveVisitTotals } from './summary.ts'

/** A visit that nobody has made yet. */
export const nothingFound: Findings = {
  visitedOn: null,
  lat: null,
  lon: null,
  accuracyM: null,
  distanceM: null,
  checklistId: null,
  answers: [],
  findings: null,
  advice: null,
  adviceFollowed: null,
  followUps: [],
  photoIds: [],
  issues: [],
  borerPct: null,
  rustPct: null,
}

/** The findings of a visit without the rest of the record. */
export function findingsAlone(visit: Findings): Findings {
  const { visitedOn, lat, lon, accuracyM, distanceM, checklistId, answers, findings } = visit
  const { advice, adviceFollowed, followUps, photoIds, issues, borerPct, rustPct } = visit
  return {
    ...{ visitedOn, lat, lon, accuracyM, distanceM, checklistId, answers, findings },
    ...{ advice, adviceFollowed, followUps, photoIds, issues, borerPct, rustPct },
  }
}

/** The fields that follow from others: the day that counts, what is due, whether all is closed. */
export function settled(visit: Visit): Visit {
  const day = visit.visitedOn ?? visit.plannedOn ?? visit.day
  const isClosed = visit.status === 'done' && isFinished(visit)
  return {
    ...visit,
    day,
    season: yearOf(day),
    status: isClosed ? 'closed' : visit.status,
    dueForFarmer: nextDueOn(visit.followUps, 'farmer'),
    dueForLeader: nextDueOn(visit.followUps, 'leader'),
    dueForOfficer: nextDueOn(visit.followUps, 'officer'),
  }
}

/** The fields of a visit that the audit trail and a stale form speak of. */
export function auditedVisit(visit: Visit) {
  const { status, kind, plannedOn, visitedOn, findings, advice, comment } = visit
  return {
    ...{ status, kind, plannedOn, visitedOn, findings, advice, comment },
    officer: visit.officerName,
    lat: visit.lat,
    lon: visit.lon,
    distanceM: visit.distanceM,
    answers: Object.fromEntries(visit.answers.map(({ code, value }) => [code, value])),
    followUps: visit.followUps.map(({ what, who, dueOn, doneOn, note }) => ({
      ...{ what, who, dueOn, doneOn, note },
    })),
    photos: visit.photoIds.map(String),
  }
}

/** The record as the audit trail names it. */
export function recordOf(visit: Visit) {
  const { _id, number, version } = visit
  return { kind: 'visit', id: _id.toHexString(), number, version }
}

/** Keeps a new visit with its totals and its audit event; in the transaction of the act. */
export async function saveNew(
  actor: Actor | null,
  visit: Visit,
  act: 'plan' | 'complete',
): Promise<Visit> {
  const whole = settled(visit)
  await VisitModel.create([whole])
  await moveVisitTotals(null, whole)
  if (whole.visitedOn) await refreshSeen(whole.farmerId, whole)
  await recordAudit(actor, {
    act: `visit.${act}`,
    record: recordOf(whole),
    after: auditedVisit(whole),
  })
  return whole
}

/** Keeps a visit that moved on; its version goes up by one. */
export async function save(
  actor: Actor | null,
  before: Visit,
  changed: Visit,
  act: VisitEvent,
  note: string | null = null,
): Promise<Visit> {
  const after = { ...settled(changed), version: before.version + 1, updatedAt: now() }
  const { _id, ...fields } = after
  await VisitModel.updateOne({ _id, version: before.version }, { $set: fields })
  await moveVisitTotals(before, after)
  if (before.visitedOn !== after.visitedOn) await refreshSeen(after.farmerId, after)
  await recordAudit(actor, {
    act: `visit.${act}`,
    record: recordOf(after),
    before: auditedVisit(before),
    after: auditedVisit(after),
    note,
  })
  return after
}

/**
 * The visit that somebody wants to move on.
 * @throws {NotFound} {StaleVersion} {WrongState}
 */
export async function visitToMove(
  actor: Actor,
  id: string,
  version: number,
  act: VisitEvent,
): Promise<Visit> {
  const visit = await findVisible<Visit>(VisitModel, id, visitsVisibleTo(actor))
  assertVersion('visit', visit, version)
  if (!allowsAct(visit, act)) throw new WrongState(`visit.${visit.status}`, act)
  return visit
}
