/** A stop of a day: where its plot lies; null where nobody mapped it yet. */
export interface Stop {
  id: string
  centre: readonly [lon: number, lat: number] | null
}

const earthRadiusM = 6_371_000

/** Metres between two places over a sphere; within 0.6 % of the ellipsoid, enough to order a day. */
export function metresBetween(
  [lonA, latA]: readonly [number, number],
  [lonB, latB]: readonly [number, number],
): number {
  const rad = Math.PI / 180
  const [dLat, dLon] = [(latB - latA) * rad, (lonB - lonA) * rad]
  const half =
    Math.sin(dLat / 2) ** 2 + Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(half)))
}

/**
 * The stops of a day, each time the nearest next, from the northernmost (the road comes up from the
 * plain); `legM` is the way from the stop before. Stops without a place come last, in their order.
 */
export function orderStops<S extends Stop>(
  stops: readonly S[],
): { stop: S; legM: number | null }[] {
  const placed = stops.filter((stop) => stop.centre !== null)
  const route: { stop: S; legM: number | null }[] = []
  let here: Stop['centre'] = null
  while (placed.length > 0) {
    const at = nextOf(placed, here)
    const [stop] = placed.splice(at, 1) as [S]
    route.push({ stop, legM: here && Math.round(metresBetween(here, stop.centre!)) })
    here = stop.centre
  }
  const rest = stops.filter((stop) => stop.centre === null)
  return [...route, ...rest.map((stop) => ({ stop, legM: null }))]
}

function nextOf(stops: readonly Stop[], here: Stop['centre']): number {
  const cost = ({ centre }: Stop) => (here ? metresBetween(here, centre!) : -centre![1])
  let best = 0
  stops.forEach((stop, index) => {
    if (cost(stop) < cost(stops[best]!)) best = index
  })
  return best
}
