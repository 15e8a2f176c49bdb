import { VisitModel } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { compareDays, lastDayOfMonth, yearOf } from '../../dates.ts'
import { eachDistrict, visitsVisibleTo } from '../../scopes.ts'
import { orderStops } from '../day-route.ts'
import { withPlaces } from './list.ts'

/** A month shows at most so many visits; an office that has more looks at them day by day. */
const mostInMonth = 2000

/** Visits within the reader's scope and these bounds, district by district. */
export async function visitsWithin(actor: Actor, bounds: Record<string, unknown>) {
  const found = await Promise.all(
    eachDistrict(visitsVisibleTo(actor)).map((scope) =>
      VisitModel.find({ $and: [scope, bounds] })
        .limit(mostInMonth)
        .lean(),
    ),
  )
  return found.flat()
}

/** Visits of a month within the reader's scope, by day: made, planned and missed. */
export async function visitsOfMonth(actor: Actor, month: string) {
  const visits = await visitsWithin(actor, {
    season: yearOf(month),
    day: { $gte: `${month}-01`, $lte: lastDayOfMonth(month) },
  })
  const shown = visits.filter(({ status }) => status !== 'cancelled')
  return withPlaces(
    actor,
    shown.sort((a, b) => compareDays(a.day, b.day)),
  )
}

/**
 * The plans of one day in the order in which they are driven: the nearest next. An officer gets his
 * own and those that nobody has yet.
 */
export async function routeOfDay(actor: Actor, day: string) {
  const visits = await visitsWithin(actor, { season: yearOf(day), day, status: 'planned' })
  const own = visits.filter(
    ({ officerId }) =>
      actor.role !== 'extension-officer' || !officerId || String(officerId) === actor.userId,
  )
  const placed = await withPlaces(actor, own)
  return orderStops(placed.map((visit) => ({ ...visit, id: String(visit._id) })))
}
