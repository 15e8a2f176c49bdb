/** @typedef {[lat: number, lon: number]} Corner */

/**
 * The corners that a box holds, as far as a browser must understand them: GeoJSON, or lines of
 * `lat, lon`. What it cannot read it leaves to the service.
 * @param {string} text
 * @returns {Corner[]}
 */
export function cornersIn(text) {
  const bare = text.trim()
  if (bare === '') return []
  return /^[{[]/.test(bare) ? fromGeoJson(bare) : fromLines(bare)
}

/**
 * Six decimals, closed from three corners on; fewer stand as lines, so that a walk around the
 * garden can be broken off and gone on with.
 * @param {Corner[]} corners
 */
export function outlineText(corners) {
  const rounded = corners.map(([lat, lon]) => /** @type {Corner} */ ([round(lat), round(lon)]))
  if (rounded.length < 3) return rounded.map(([lat, lon]) => `${lat}, ${lon}`).join('\n')
  const ring = [...rounded, rounded[0] ?? [0, 0]].map(([lat, lon]) => [lon, lat])
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] })
}

/** @param {string} text */
function fromGeoJson(text) {
  try {
    return ringCorners(JSON.parse(text))
  } catch {
    return []
  }
}

/**
 * @param {any} value a polygon, or a feature of one
 * @returns {Corner[]}
 */
export function ringCorners(value) {
  const geometry = value?.features?.[0]?.geometry ?? value?.geometry ?? value
  const rings = geometry?.type === 'MultiPolygon' ? geometry.coordinates[0] : geometry?.coordinates
  const ring = /** @type {[number, number][]} */ (rings?.[0] ?? [])
  const corners = ring.map(([lon, lat]) => /** @type {Corner} */ ([lat, lon]))
  const [first, last] = [corners[0], corners.at(-1)]
  const isClosed = corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
  return isClosed ? corners.slice(0, -1) : corners
}

/** @param {string} text */
function fromLines(text) {
  const corners = text.split('\n').map((line) =>
    line
      .trim()
      .split(/[\s,;]+/)
      .map(Number),
  )
  const isReadable = corners.every((each) => each.length === 2 && each.every(Number.isFinite))
  return isReadable ? /** @type {Corner[]} */ (corners) : []
}

/** @param {number} degrees */
function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6
}
