import type { PlotPolygon, Position } from '../../domain/farmers/plot-position.ts'

interface Drawn {
  geometry: PlotPolygon | null
  label?: string
  href?: string
}

const width = 400
const height = 240
const margin = 24
/** Smaller than this a garden is a dot on the picture. */
const smallestPx = 7

/**
 * The outlines as shapes of the map component: a picture for whoever has no script. North is up;
 * widths shrink with the latitude as they do on the ground. Null where nothing is mapped.
 */
export function pictureOf(plots: Drawn[]) {
  const rings = plots.flatMap(({ geometry, ...rest }) =>
    geometry?.coordinates[0] ? [{ ...rest, ring: geometry.coordinates[0] }] : [],
  )
  if (rings.length === 0) return null
  const place = fit(rings.flatMap(({ ring }) => ring))
  return {
    viewBox: `0 0 ${width} ${height}`,
    shapes: rings.map(({ ring, label, href }) => {
      const points = ring.map(place)
      const [left, top, right, bottom] = boxOf(points)
      return {
        path: Math.max(right - left, bottom - top) < smallestPx ? dot(points[0]!) : path(points),
        label,
        href,
        labelX: round((left + right) / 2),
        labelY: round((top + bottom) / 2 + 5),
      }
    }),
  }
}

type Point = [x: number, y: number]

function fit(positions: Position[]): (position: Position) => Point {
  const [west, south, east, north] = boxOf(positions)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, high] = [Math.max((east - west) * shrink, 1e-5), Math.max(north - south, 1e-5)]
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high)
  return ([lon, lat]) => [
    round(width / 2 + (lon - (west + east) / 2) * shrink * scale),
    round(height / 2 - (lat - (south + north) / 2) * scale),
  ]
}

function boxOf(points: [number, number][]): [number, number, number, number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function path(points: Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

function dot([x, y]: Point): string {
  return `M${x} ${y - 5}l5 5-5 5-5-5z`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
