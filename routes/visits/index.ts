import express, { type Request } from 'express'
import { nextNumber } from '../../domain/numbers.ts'
import { RuleBroken } from '../../domain/errors.ts'
import {
  acknowledgeVisit,
  assertMayAcknowledge,
  cancelVisit,
  followUpOf,
  moveVisit,
  reportFollowUp,
  returnVisit,
} from '../../domain/visits/service/change.ts'
import { completeVisit, logVisit } from '../../domain/visits/service/complete.ts'
import { planForGroup, planOwnVisit, visitPrefix } from '../../domain/visits/service/plan.ts'
import { readVisit } from '../../domain/visits/service/read.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import type { KeptFiles } from '../../middleware/files.ts'
import { may } from '../../middleware/may.ts'
import { actRoutes } from '../act-routes.ts'
import { calendarPage, daySheetPage } from './calendar-page.ts'
import {
  acknowledgement,
  completion,
  groupPlan,
  move,
  newVisit,
  report,
  withReason,
} from './forms.ts'
import { visitsPage } from './list-page.ts'
import { newVisitPage, planGroupPage } from './new-page.ts'
import { overviewPage } from './overview-page.ts'
import { completePage, movePage, reasonPage, visitPage } from './pages.ts'

export const visits = express.Router()
const { shown } = actRoutes(visits, '/visits/:id', 'visit', on)

visits.get('/visits', may('visit.view'), visitsPage)
visits.get('/visits/calendar', may('visit.view'), calendarPage)
visits.get('/visits/day-sheet', may('visit.view'), daySheetPage)
visits.get('/visits/overview', may('visit.overview'), overviewPage)
visits.get('/visits/new', may('visit.plan'), newVisitPage)
visits.get('/visits/plan-group', may('visit.plan'), planGroupPage)
visits.post(
  '/visits',
  may('visit.plan'),
  accept(newVisit, planOrLog, { orShow: newVisitPage, draw: () => nextNumber(visitPrefix()) }),
)
visits.post(
  '/visits/plan-group',
  may('visit.plan'),
  accept(groupPlan, planGroup, { orShow: planGroupPage }),
)
visits.get('/visits/:id', may('visit.view'), visitPage)
shown('complete', completion, complete, completePage)
shown('move', move, moved, movePage)
shown('cancel', withReason, cancelled, reasonPage('cancel'))
shown('return', withReason, returned, reasonPage('return'))
visits.post(
  '/visits/:id/acknowledge',
  may('visit.acknowledge'),
  accept(acknowledgement, acknowledged, { on: onOwn, orShow: visitPage }),
)
visits.post(
  '/visits/:id/follow-ups/:n/done',
  may('visit.follow-up'),
  accept(report, reported, { on: onFollowUp, orShow: visitPage }),
)

async function on(req: Request) {
  return readVisit(req.actor!, String(req.params['id']))
}
type Found = Awaited<ReturnType<typeof on>>

async function onOwn(req: Request) {
  const found = await on(req)
  await assertMayAcknowledge(req.actor!, found.visit)
  return found
}

async function onFollowUp(req: Request) {
  const found = await on(req)
  return { ...found, n: followUpOf(req.actor!, found.visit, String(req.params['n'])) }
}

const addressOf = (visit: { _id: unknown }) => `/visits/${String(visit._id)}`

async function planOrLog({
  actor,
  values,
  files,
  confirmed,
  number,
}: Sent<FormOf<typeof newVisit>, undefined>) {
  const { farmerId, plotId, kind, plannedOn, visitedOn, ...told } = values
  if (visitedOn) {
    const wanted = { farmerId, plotId, kind, plannedOn }
    const whole = { ...told, visitedOn }
    const visit = await logVisit(actor, wanted, whole, sentPhotos(files), confirmed, number)
    return { to: addressOf(visit), say: 'visits.said.complete', values: { number: visit.number } }
  }
  if (!plannedOn) throw new RuleBroken({ plannedOn: { key: 'visits.rules.planOrLog' } })
  const visit = await planOwnVisit(actor, { farmerId, plotId, kind, plannedOn }, number)
  return { to: addressOf(visit), say: 'visits.said.planned', values: { number: visit.number } }
}

async function planGroup({ actor, values }: Sent<FormOf<typeof groupPlan>, undefined>) {
  const visits = await planForGroup(actor, values)
  const month = visits[0]!.plannedOn!.slice(0, 7)
  const count = visits.length
  return { to: `/visits/calendar?month=${month}`, say: 'visits.said.group', values: { count } }
}

/** Photos by what they are of: `answers[CODE]` are answers, one each. */
function sentPhotos({ photos }: KeptFiles) {
  const answers = Object.entries(photos).flatMap(([field, ids]) => {
    const code = /^answers\[(.+)\]$/.exec(field)?.[1]
    return code ? [[code, ids[0]!] as const] : []
  })
  return { photos: photos['photos'] ?? [], answers: Object.fromEntries(answers) }
}

async function complete({
  actor,
  values,
  record,
  files,
  confirmed,
  version,
}: Sent<FormOf<typeof completion>, Found>) {
  const id = String(record.visit._id)
  const visit = await completeVisit(actor, id, version, values, sentPhotos(files), confirmed)
  return { to: addressOf(visit), say: 'visits.said.complete', values: { number: visit.number } }
}

async function moved({ actor, values, record, version }: Sent<FormOf<typeof move>, Found>) {
  const id = String(record.visit._id)
  await moveVisit(actor, id, version, values.plannedOn, values.reason)
  return { to: addressOf(record.visit), say: 'visits.said.move' }
}

async function cancelled({ actor, values, record, version }: Sent<{ reason: string }, Found>) {
  await cancelVisit(actor, String(record.visit._id), version, values.reason)
  return { to: addressOf(record.visit), say: 'visits.said.cancel' }
}

async function returned({ actor, values, record, version }: Sent<{ reason: string }, Found>) {
  await returnVisit(actor, String(record.visit._id), version, values.reason)
  return { to: addressOf(record.visit), say: 'visits.said.return' }
}

async function acknowledged({
  actor,
  values,
  record,
  version,
}: Sent<{ comment: string | null }, Found>) {
  await acknowledgeVisit(actor, String(record.visit._id), version, values.comment)
  return { to: addressOf(record.visit), say: 'visits.said.acknowledge' }
}

async function reported({
  actor,
  values,
  record,
  version,
}: Sent<FormOf<typeof report>, Found & { n: number }>) {
  await reportFollowUp(actor, String(record.visit._id), version, record.n, values)
  return { to: addressOf(record.visit), say: 'visits.said.followUp' }
}
