import { sidesOf, type Position, type Ring } from './plot-position.ts'

// WGS 84
const semiMajorM = 6_378_137
const e2 = 0.00669437999014

/**
 * Metres from a position to the edge of a closed ring; 0 on it or inside. Measured on the plane that
 * touches the ellipsoid at the position (its radii of curvature, Snyder USGS 1395 eq. 4-18, 4-19):
 * good to 0.1 % over some ten kilometres, and only a rough figure beyond.
 */
export function distanceToPlotM(position: Position, ring: Ring): number {
  if (isInside(position, ring)) return 0
  const flat = planeAt(position)
  return Math.min(...sidesOf(ring).map(([a, b]) => distanceFromOrigin(flat(a), flat(b))))
}

/** Whether a position lies inside a closed ring (even-odd rule; the edge may count either way). */
export function isInside([lon, lat]: Position, ring: Ring): boolean {
  let inside = false
  for (const [a, b] of sidesOf(ring)) {
    const crosses = a[1] > lat !== b[1] > lat
    if (crosses && lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** Metres east and north of a position. */
function planeAt([lon0, lat0]: Position): (p: Position) => [number, number] {
  const rad = Math.PI / 180
  const w = 1 - e2 * Math.sin(lat0 * rad) ** 2
  const northM = (semiMajorM * (1 - e2)) / w ** 1.5
  const eastM = (semiMajorM / Math.sqrt(w)) * Math.cos(lat0 * rad)
  return ([lon, lat]) => [(lon - lon0) * rad * eastM, (lat - lat0) * rad * northM]
}

function distanceFromOrigin([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length2 = dx * dx + dy * dy
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
  return Math.hypot(ax + along * dx, ay + along * dy)
}
