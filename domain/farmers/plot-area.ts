import { cornersOf, roundDegrees, sidesOf, type Position, type Ring } from './plot-position.ts'

// WGS 84
const semiMajorM = 6_378_137
const flattening = 1 / 298.257223563
const e2 = flattening * (2 - flattening)
const e = Math.sqrt(e2)

/**
 * The area of a closed ring on the WGS 84 ellipsoid, in hectares at four decimals (1 m²).
 *
 * Source: the ellipsoid is laid on the sphere of equal area by authalic latitudes (Snyder, Map
 * Projections: A Working Manual, USGS 1395, eq. 3-11 to 3-13) and the spherical area is summed side
 * by side (Chamberlain and Duquette, JPL 07-03). For plots it differs from the geodesic area by far
 * less than 0.1 %.
 */
export function areaHaOf(ring: Ring): number {
  const base = heightOf(ring[0]?.[1] ?? 0)
  let sum = 0
  for (const [[lonA, latA], [lonB, latB]] of sidesOf(ring)) {
    sum += radians(lonB - lonA) * (heightOf(latA) + heightOf(latB) - 2 * base)
  }
  const squareMetres = Math.abs((sum * semiMajorM ** 2) / 4)
  return Math.round(squareMetres) / 10_000
}

/** Snyder's q: on an equal-area cylinder the height of a latitude, in units of half the axis. */
function heightOf(lat: number): number {
  const s = Math.sin(radians(lat))
  return (1 - e2) * (s / (1 - e2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e))
}

/** The centre of gravity of a closed ring, at six decimals (planar: right for the size of a plot). */
export function centreOf(ring: Ring): Position {
  const [lon0, lat0] = ring[0] ?? [0, 0]
  let double = 0
  let lon = 0
  let lat = 0
  for (const [a, b] of sidesOf(ring)) {
    const [ax, ay, bx, by] = [a[0] - lon0, a[1] - lat0, b[0] - lon0, b[1] - lat0]
    const cross = ax * by - bx * ay
    double += cross
    lon += (ax + bx) * cross
    lat += (ay + by) * cross
  }
  if (double === 0) return [roundDegrees(lon0), roundDegrees(lat0)]
  return [roundDegrees(lon0 + lon / (3 * double)), roundDegrees(lat0 + lat / (3 * double))]
}

/** West, south, east and north of a closed ring, in degrees: a GeoJSON `bbox`. */
export function boundsOf(ring: Ring): [west: number, south: number, east: number, north: number] {
  const lons = cornersOf(ring).map(([lon]) => lon)
  const lats = cornersOf(ring).map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
