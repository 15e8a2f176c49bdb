import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { VisitModel, type Visit } from '../../../models/visit.ts'
export type { Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { compareDays } from '../../dates.ts'
import { nameFor } from '../../farmers/name.ts'
import { findVisible } from '../../find-visible.ts'
import { visitsVisibleTo } from '../../scopes.ts'
import { questionsOf } from './checklists.ts'
import { hasAccount } from './people.ts'
import { adviceForPlot } from './plot-advice.ts'
import { recordOf } from './save.ts'

/** A visit with the names that its page prints, the questions it answered and the visit before. */
export async function readVisit(actor: Actor, id: string | undefined) {
  const visit = await findVisible<Visit>(VisitModel, id, visitsVisibleTo(actor))
  const [farmer, plot, group, questions, last, reads, quality] = await Promise.all([
    FarmerModel.findById(visit.farmerId, { fullName: 1, number: 1 }).lean(),
    PlotModel.findById(visit.plotId).lean(),
    OrganisationModel.findById(visit.groupId, { name: 1 }).lean(),
    questionsOf(visit.checklistId),
    visitBefore(visit),
    hasAccount(visit.farmerId),
    adviceForPlot(visit.plotId),
  ])
  return {
    visit: asSeenBy(actor, visit, farmer!.fullName),
    farmer: { ...farmer!, fullName: nameFor(actor, farmer!.fullName) },
    plot: plot!,
    groupName: group?.name ?? '',
    questions,
    last,
    quality,
    hasAccount: reads,
  }
}

/** The same for whoever opens the page: the look of an auditor is itself recorded. */
export async function lookAtVisit(actor: Actor, id: string | undefined) {
  const found = await readVisit(actor, id)
  await recordLook(actor, recordOf(found.visit))
  return found
}

/** The latest visit that was made to the same plot before this one; null when it is the first. */
export async function visitBefore(
  visit: Pick<Visit, 'plotId' | 'day' | '_id'>,
): Promise<Visit | null> {
  const earlier = await VisitModel.find({ plotId: visit.plotId, day: { $lte: visit.day } }).lean()
  const made = earlier.filter(
    (each) => each.visitedOn !== null && String(each._id) !== String(visit._id),
  )
  return made.sort((a, b) => compareDays(b.day, a.day))[0] ?? null
}

/**
 * The visits that were made to a farmer since a day, newest first: for the bank's review, which has
 * asked for consent before it calls.
 */
export async function visitsOfFarmer(farmerId: Types.ObjectId, since: string): Promise<Visit[]> {
  const visits = await VisitModel.find({ farmerId }).lean()
  return visits
    .filter(({ visitedOn }) => visitedOn !== null && visitedOn >= since)
    .sort((a, b) => compareDays(b.day, a.day))
}

// officers are public servants: the province masks the farmer's name only
function asSeenBy(actor: Actor, visit: Visit, farmerName: string): Visit {
  const masked = (name: string | null) => (name === farmerName ? nameFor(actor, name) : name)
  return {
    ...visit,
    acknowledgedByName: masked(visit.acknowledgedByName),
    followUps: visit.followUps.map((each) => ({ ...each, doneByName: masked(each.doneByName) })),
  }
}

/** The latest visit that was made to a plot; null when there is none. */
export async function latestVisit(plotId: Types.ObjectId | null): Promise<Visit | null> {
  if (!plotId) return null
  const made = await VisitModel.find({ plotId }).lean()
  return (
    made
      .filter(({ visitedOn }) => visitedOn !== null)
      .sort((a, b) => compareDays(b.day, a.day))[0] ?? null
  )
}

/** What was advised at the last visit to each plot, by the id of the visit that is planned there. */
export async function lastAdviceOf(visits: Pick<Visit, '_id' | 'plotId'>[]) {
  const made = await VisitModel.find(
    { plotId: { $in: visits.map(({ plotId }) => plotId) } },
    { plotId: 1, visitedOn: 1, advice: 1 },
  ).lean()
  const latest = new Map<string, { visitedOn: string; advice: string }>()
  for (const { plotId, visitedOn, advice } of made) {
    const known = latest.get(String(plotId))
    if (visitedOn && advice && !(known && known.visitedOn >= visitedOn))
      latest.set(String(plotId), { visitedOn, advice })
  }
  return new Map(visits.map(({ _id, plotId }) => [String(_id), latest.get(String(plotId))]))
}
