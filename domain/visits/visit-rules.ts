import { addDays, isAfter, isBefore, type Day } from '../dates.ts'
import type { Question } from '../errors.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import { distanceToPlotM } from '../farmers/plot-distance.ts'
import type { PlotPolygon, Position } from '../farmers/plot-position.ts'

/** Further than this from the plot's edge the service asks (issue 5 A). Metres. */
export const farFromPlotM = 500
export const mostPhotos = 6
/** A plan lies at most a year ahead; later is a slip of the pen (U). */
const longestAheadDays = 366
/** The programme began in 2006 [A2]. */
export const firstDay = '2006-01-01'

/** Where an officer stood. */
export interface Place {
  lat: number | null
  lon: number | null
  accuracyM: number | null
}

/** What is wrong with the day of a plan. */
export function plannedOnFault(plannedOn: Day, today: Day): Fault | null {
  if (isBefore(plannedOn, today)) return { key: 'visits.rules.planInPast', values: { today } }
  const last = addDays(today, longestAheadDays)
  return isAfter(plannedOn, last) ? { key: 'visits.rules.planTooFar', values: { last } } : null
}

/** What is wrong with the day and place of a visit that was made. */
export function completionFaults(visitedOn: Day, place: Place, today: Day): FaultsByField {
  return faultsByField({
    visitedOn: isAfter(visitedOn, today)
      ? { key: 'visits.rules.inFuture', values: { today } }
      : isBefore(visitedOn, firstDay)
        ? { key: 'visits.rules.tooLongAgo' }
        : null,
    lat: placeFault(place.lat, place.lon, 90),
    lon: placeFault(place.lon, place.lat, 180),
  })
}

function placeFault(own: number | null, other: number | null, limit: number): Fault | null {
  if (own === null) return other === null ? null : { key: 'visits.rules.placeWhole' }
  return Math.abs(own) <= limit ? null : { key: 'visits.rules.degrees', values: { limit } }
}

/** Whole metres from where the officer stood to the plot's edge; null when either is not known. */
export function distanceM(
  { lat, lon }: Place,
  plot: { geometry: PlotPolygon | null; centre: Position | null },
): number | null {
  if (lat === null || lon === null) return null
  const ring = plot.geometry?.coordinates[0] ?? (plot.centre ? around(plot.centre) : null)
  return ring ? Math.round(distanceToPlotM([lon, lat], ring)) : null
}

// a plot of which only the middle is known is a point
function around(centre: Position): Position[] {
  return [centre, centre]
}

/** What the service asks about a visit that has no fault. */
export function visitQuestions(distance: number | null): Question[] {
  if (distance === null || distance <= farFromPlotM) return []
  const values = { distanceM: distance, limitM: farFromPlotM }
  return [{ code: 'far-from-plot', key: 'visits.rules.askFarFromPlot', values }]
}
