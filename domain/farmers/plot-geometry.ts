import type { Fault } from '../fault.ts'
import { areaHaOf, boundsOf, centreOf } from './plot-area.ts'
import { cellOf } from './plot-cell.ts'
import { parseGeoJson } from './plot-geojson.ts'
import { parseLines } from './plot-lines.ts'
import type { PlotPolygon, Position } from './plot-position.ts'
import { checkRing, closeRing, cornerLimits } from './plot-ring.ts'

/** What a polygon tells about its plot. */
export interface PlotMeasures {
  /** Hectares, four decimals. */
  areaHa: number
  centre: Position
  bounds: [west: number, south: number, east: number, north: number]
  /** About 1 km, see `cellOf`. */
  cell: string
}

// Far more than can be left after double corners are removed; spares the rest of the work.
const mostPositions = cornerLimits.max * 20

/**
 * Reads the outline of a plot as typed, drawn or uploaded: GeoJSON text (longitude first) or lines of
 * `lat, lon` (latitude first); longitude always comes first in the answer. Rounded to six decimals,
 * closed, checked. The fault belongs to the field `geometry`.
 */
export function readPlotGeometry(text: string): { polygon: PlotPolygon } | { fault: Fault } {
  const bare = text.replace(/^\uFEFF/, '').trim()
  const read = /^[{[]/.test(bare) ? parseGeoJson(bare) : parseLines(bare)
  if ('fault' in read) return read
  const count = read.positions.length
  if (count > mostPositions)
    return { fault: { key: 'rules.geometry.tooManyCorners', values: { count } } }
  const ring = closeRing(read.positions)
  const fault = checkRing(ring)
  if (fault) return { fault }
  if (areaHaOf(ring) === 0) return { fault: { key: 'rules.geometry.flat' } }
  return { polygon: { type: 'Polygon', coordinates: [ring] } }
}

/** Area, centre, bounds and grid cell of a polygon that `readPlotGeometry` has passed. */
export function measurePlot(polygon: PlotPolygon): PlotMeasures {
  const ring = polygon.coordinates[0] ?? []
  const centre = centreOf(ring)
  return {
    areaHa: areaHaOf(ring),
    centre,
    bounds: boundsOf(ring),
    cell: cellOf(centre[1], centre[0]),
  }
}
