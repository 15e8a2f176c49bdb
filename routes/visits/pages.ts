import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import { allowsAct } from '../../domain/visits/acts.ts'
import { lookAtVisit, readVisit } from '../../domain/visits/service/read.ts'
import { formatDay } from '../../middleware/formats.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { completionView, firstValues, offeredDay } from './completion-view.ts'
import { journeyOf } from './journey.ts'
import { qualityView } from './quality-view.ts'
import { shownAnswers, statusTag, visitRecord } from './view.ts'

type Found = Awaited<ReturnType<typeof readVisit>>

/** One visit: what was found and advised at the left, what is to be done and was done at the right. */
export async function visitPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const found = await lookAtVisit(req.actor!, String(req.params['id']))
  const { visit, farmer, plot, groupName, questions, last } = found
  const record = visitRecord(req.actor!, found)
  const view = formView(req, res, {}, record.version)
  present(req, res, 'visits/visit', {
    ...view,
    data: { ...record, farmerName: farmer.fullName, plotName: plot.name, quality: found.quality },
    quality: qualityView(res, found.quality),
    record: { ...record, kind: 'visit' },
    ...namesOf(found),
    groupName,
    title: t(`visits.record.title.${visit.visitedOn ? 'made' : 'planned'}`, {
      farmer: farmer.fullName,
    }),
    kindLabel: t(`visits.kind.${visit.kind}`),
    status: { label: t(`statuses.visit.${visit.status}`), kind: statusTag[visit.status] },
    answers: shownAnswers(visit, questions, t, lang),
    issueLabels: visit.issues.map((issue) => t(`visits.issue.${issue}`)),
    followUps: followUpsOf(found, record.acts, view.errors, req, t),
    followedLabel: visit.adviceFollowed && t(`visits.followed.${visit.adviceFollowed}`),
    last: last?.advice
      ? { advice: last.advice, visitedOn: last.visitedOn, id: String(last._id) }
      : null,
    questionsAnswered: record.confirmed.map(({ code }) => t(`visits.answered.${code}`)),
    isOwn: req.actor!.role === 'farmer',
    may: Object.fromEntries(record.acts.map((act) => [act, true])),
    next: t(`visits.next.${visit.status}`, {
      plannedOn: visit.plannedOn ? formatDay(lang, visit.plannedOn) : '',
    }),
    journey: journeyOf(visit, t),
    today: today(),
  })
}

const namesOf = ({ farmer, plot }: Found) => ({
  farmer: { id: String(farmer._id), fullName: farmer.fullName, number: farmer.number },
  plot: { id: String(plot._id), name: plot.name },
})

function followUpsOf(
  { visit }: Found,
  acts: string[],
  errors: Record<string, string>,
  req: Request,
  t: Response['locals']['t'],
) {
  return visit.followUps.map((each, n) => {
    const isAsked = req.problem !== undefined && req.params['n'] === String(n)
    const typed = isAsked ? req.problem!.typed : {}
    return {
      ...each,
      n,
      doneOnId: isAsked ? 'doneOn' : `doneOn-${n}`,
      noteId: isAsked ? 'note' : `note-${n}`,
      whoLabel: t(`visits.who.${each.who}`),
      isOpen: each.doneOn === null,
      isLate: each.doneOn === null && each.dueOn < today(),
      canReport: acts.includes(`follow-ups/${n}/done`),
      form: { doneOn: typed['doneOn'] ?? today(), note: typed['note'] ?? '' },
      errors: isAsked ? errors : {},
    }
  })
}

/** The form in which an officer writes down what he found. */
export async function completePage(req: Request, res: Response): Promise<void> {
  const found = await toMove(req, 'complete')
  const { visit, farmer, plot, last } = found
  const view = formView(req, res, firstValues(visit), visit.version)
  present(req, res, 'visits/complete', {
    ...view,
    ...(await completionView(req, res, visit.kind, view, last)),
    ...namesOf(found),
    quality: qualityView(res, found.quality),
    returnReason: visit.returnReason,
    note: visit.note,
    keptPhotos: visit.earlier?.photoIds.length ?? 0,
    data: visitRecord(req.actor!, found),
    number: visit.number,
    action: `/visits/${String(visit._id)}/complete`,
    backHref: `/visits/${String(visit._id)}`,
    title: res.locals.t('visits.complete.title', { farmer: farmer.fullName, plot: plot.name }),
  })
}

/** The form that moves a plan to another day. */
export async function movePage(req: Request, res: Response): Promise<void> {
  const found = await toMove(req, 'move')
  const { visit, farmer } = found
  present(req, res, 'visits/move', {
    ...formView(req, res, { plannedOn: offeredDay() }, visit.version),
    data: visitRecord(req.actor!, found),
    visit: { number: visit.number, plannedOn: visit.plannedOn },
    farmer: { fullName: farmer.fullName },
    today: today(),
    action: `/visits/${String(visit._id)}/move`,
    backHref: `/visits/${String(visit._id)}`,
    title: res.locals.t('visits.move.title'),
  })
}

/** The page of an act that only needs a reason. */
export function reasonPage(act: 'cancel' | 'return') {
  return async (req: Request, res: Response): Promise<void> => {
    const { t } = res.locals
    const found = await toMove(req, act)
    const { visit, farmer, plot } = found
    present(req, res, 'visits/reason', {
      ...formView(req, res, {}, visit.version),
      data: visitRecord(req.actor!, found),
      visit: { number: visit.number, day: visit.day },
      farmer: { fullName: farmer.fullName },
      plot: { name: plot.name },
      action: `/visits/${String(visit._id)}/${act}`,
      backHref: `/visits/${String(visit._id)}`,
      title: t(`visits.${act}.title`),
      lead: t(`visits.${act}.lead`),
      send: t(`visits.acts.${act}`),
    })
  }
}

/** @throws {WrongState} when the page is opened for an act that the state no longer allows */
async function toMove(
  req: Request,
  act: 'complete' | 'move' | 'cancel' | 'return',
): Promise<Found> {
  const found = await readVisit(req.actor!, String(req.params['id']))
  if (!req.problem && !allowsAct(found.visit, act))
    throw new WrongState(`visit.${found.visit.status}`, act)
  return found
}
