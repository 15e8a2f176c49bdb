import { Types } from 'mongoose'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Answer } from '../../../models/record.ts'
import { VisitModel, type Findings, type Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { announce } from '../../events.ts'
import type { FaultsByField } from '../../fault.ts'
import { attachPhoto } from '../../photos.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { issuesOf, measureOf, readAnswers } from '../checklist.ts'
import { followUpFaults, type FollowUp } from '../follow-ups.ts'
import type { AdviceFollowed, VisitKind } from '../kinds.ts'
import {
  completionFaults,
  distanceM,
  mostPhotos,
  visitQuestions,
  type Place,
} from '../visit-rules.ts'
import { currentChecklist, freezeChecklist } from './checklists.ts'
import { farmerInSight, plotInSight, tellFarmer, tellLeaders } from './people.ts'
import { visitOf } from './plan.ts'
import { findingsAlone, save, saveNew, visitToMove } from './save.ts'

/** A visit as the officer tells it. */
export interface Told extends Place {
  visitedOn: string
  /** As typed, by the code of the question. */
  answers: Record<string, string>
  findings: string | null
  advice: string | null
  adviceFollowed: AdviceFollowed | null
  followUps: Pick<FollowUp, 'what' | 'who' | 'dueOn'>[]
}

/** Ids of photos that were sent: of the visit, and of photo questions by their code. */
export interface SentPhotos {
  photos: string[]
  answers: Record<string, string>
}

/**
 * Writes down a visit that was planned (or missed).
 * @throws {RuleBroken} when something cannot be, {MustAsk} far from the plot
 */
export async function completeVisit(
  actor: Actor,
  id: string,
  version: number,
  told: Told,
  sent: SentPhotos,
  confirmed: Confirmed,
): Promise<Visit> {
  const visit = await visitToMove(actor, id, version, 'complete')
  return finish(actor, visit, told, sent, confirmed)
}

async function finish(
  actor: Actor,
  visit: Visit,
  told: Told,
  sent: SentPhotos,
  confirmed: Confirmed,
): Promise<Visit> {
  const plot = (await PlotModel.findById(visit.plotId).lean())!
  // what was sent back for completion keeps its photos
  const kept = (visit.earlier?.photoIds ?? []).map(String)
  const read = await readVisit(actor, visit.kind, plot, told, { ...sent, kept }, confirmed)
  const done = await save(actor, visit, doneBy(actor, visit, read), 'complete')
  await afterwards(actor, done, sent, plot)
  return done
}

/** A visit that was made without a plan. */
export interface Unplanned {
  farmerId: string
  plotId: string
  kind: VisitKind
  plannedOn: string | null
}

/** Writes down a visit that nobody planned; it is done at once. */
export async function logVisit(
  actor: Actor,
  wanted: Unplanned,
  told: Told,
  sent: SentPhotos,
  confirmed: Confirmed,
  number: string,
): Promise<Visit> {
  const farmer = await farmerInSight(actor, wanted.farmerId)
  const plot = await plotInSight(actor, farmer, wanted.plotId)
  const photos = { ...sent, kept: [] }
  const read = await readVisit(actor, wanted.kind, plot, told, photos, confirmed)
  const { kind, plannedOn } = wanted
  const whole = { farmer, plot, officer: null, number, kind, plannedOn, note: null }
  const visit = visitOf(actor, whole, told.visitedOn)
  const done = await saveNew(actor, doneBy(actor, visit, read), 'complete')
  await afterwards(actor, done, sent, plot)
  return done
}

/** What an officer of another area did at a plot, as a done visit. */
export interface DoneElsewhere extends Partial<Place> {
  farmerId: Types.ObjectId
  plotId: Types.ObjectId
  kind: VisitKind
  visitedOn: string
  findings: string
  answers?: Record<string, string>
  advice?: string | null
}

/**
 * Records a visit that was made in the course of another act (a planting seen, plants counted), in
 * the transaction of that act: a plan of this kind for this plot is completed by it, else a done
 * visit is made. Place and answers are kept as given; nothing is asked again.
 */
export async function recordDoneVisit(
  actor: Actor,
  wanted: DoneElsewhere,
  number: string,
): Promise<Visit> {
  const { kind, answers = {}, advice = null } = wanted
  const { lat = null, lon = null, accuracyM = null, visitedOn, findings } = wanted
  const place = { lat, lon, accuracyM }
  const told = { ...place, visitedOn, answers, findings, advice, adviceFollowed: null }
  const whole: Told = { ...told, followUps: [] }
  const sent = { photos: [], answers: {} }
  const confirmed = { codes: ['far-from-plot'], explanation: null }
  const open = await VisitModel.findOne({
    $and: [{ plotId: wanted.plotId }, { kind, status: { $in: ['planned', 'missed'] } }],
  }).lean()
  if (open) return finish(actor, open, whole, sent, confirmed)
  const ids = { farmerId: String(wanted.farmerId), plotId: String(wanted.plotId) }
  return logVisit(actor, { ...ids, kind, plannedOn: null }, whole, sent, confirmed, number)
}

interface ReadVisit {
  findings: Findings
  asked: Answer[]
}

async function readVisit(
  actor: Actor,
  kind: VisitKind,
  plot: Plot,
  told: Told,
  sent: SentPhotos & { kept: string[] },
  confirmed: Confirmed,
): Promise<ReadVisit> {
  const checklist = await currentChecklist(kind)
  const { answers, faults } = readAnswers(checklist.questions, told.answers, sent.answers)
  const photoIds = [...sent.kept, ...sent.photos]
  const wrong: FaultsByField = {
    ...completionFaults(told.visitedOn, told, today()),
    ...faults,
    ...followUpFaults(told.followUps, told.visitedOn),
  }
  if (photoIds.length > mostPhotos)
    wrong['photos'] = { key: 'visits.rules.tooManyPhotos', values: { max: mostPhotos } }
  if (!told.findings && Object.keys(answers).length === 0)
    wrong['findings'] ??= { key: 'visits.rules.nothingFound' }
  if (Object.keys(wrong).length > 0) throw new RuleBroken(wrong)
  const distance = distanceM(told, plot)
  const asked = answersTo(actor, visitQuestions(distance), confirmed)
  await freezeChecklist(checklist)
  const { visitedOn, lat, lon, accuracyM, findings, advice, adviceFollowed } = told
  return {
    asked,
    findings: {
      ...{ visitedOn, lat, lon, accuracyM, findings, advice, adviceFollowed },
      distanceM: distance,
      checklistId: checklist.id,
      answers: Object.entries(answers).map(([code, value]) => ({ code, value })),
      followUps: told.followUps.map(({ what, who, dueOn }) => ({
        ...{ what, who, dueOn },
        ...{ doneOn: null, note: null, doneByName: null },
      })),
      photoIds: photoIds.map((each) => new Types.ObjectId(each)),
      issues: issuesOf(checklist.questions, answers),
      borerPct: measureOf(checklist.questions, answers, 'borer'),
      rustPct: measureOf(checklist.questions, answers, 'rust'),
    },
  }
}

function doneBy(actor: Actor, visit: Visit, { findings, asked }: ReadVisit): Visit {
  return {
    ...visit,
    ...findingsAlone(findings),
    status: 'done',
    officerId: new Types.ObjectId(actor.userId),
    officerName: actor.fullName,
    doneAt: now(),
    confirmed: [...visit.confirmed, ...asked],
  }
}

async function afterwards(actor: Actor, visit: Visit, sent: SentPhotos, plot: Plot): Promise<void> {
  const { _id, farmerId } = visit
  for (const photoId of [...sent.photos, ...Object.values(sent.answers)])
    await attachPhoto(photoId, { farmerId, kind: 'visit', id: _id })
  const href = `/visits/${String(_id)}`
  const values = { officer: actor.fullName, visitedOn: visit.visitedOn, plot: plot.name }
  await tellFarmer(actor, farmerId, { key: 'messages.visit.done', values, href })
  if (visit.dueForLeader) {
    const due = { officer: actor.fullName, dueOn: visit.dueForLeader, number: visit.number }
    await tellLeaders(visit.groupId, { key: 'messages.visit.followUp', values: due, href })
  }
  await announce('visitDone', { actor, visitId: _id, farmerId })
}
