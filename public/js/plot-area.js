// Hectares on the WGS 84 ellipsoid by authalic latitudes, as domain/farmers/plot-area.ts does it:
// what the farmer sees while he draws is what the service will keep.
const axisM = 6_378_137
const e2 = 0.00669437999014133
const e = Math.sqrt(e2)

/**
 * @param {[lat: number, lon: number][]} corners in order, not closed
 */
export function areaHaOf(corners) {
  const base = heightOf(corners[0]?.[0] ?? 0)
  const sum = corners.reduce((total, [latA, lonA], index) => {
    const [latB, lonB] = corners[(index + 1) % corners.length] ?? [latA, lonA]
    return total + radians(lonB - lonA) * (heightOf(latA) + heightOf(latB) - 2 * base)
  }, 0)
  return Math.round(Math.abs((sum * axisM ** 2) / 4)) / 10_000
}

/** @param {number} lat */
function heightOf(lat) {
  const s = Math.sin(radians(lat))
  return (1 - e2) * (s / (1 - e2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e))
}

/** @param {number} degrees */
function radians(degrees) {
  return (degrees * Math.PI) / 180
}
