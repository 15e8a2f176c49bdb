interface Drawn {
  _id: unknown
  name: string
  geometry: { coordinates: [number, number][][] } | null
}

const [width, height, margin] = [400, 240, 24]

/** Outlines of gardens as paths on one map without ground, north at the top; those without are left out. */
export function plotShapes(plots: readonly Drawn[]) {
  const drawn = plots.flatMap(({ _id, name, geometry }) => {
    const ring = geometry?.coordinates[0]
    return ring ? [{ id: String(_id), name, ring }] : []
  })
  const points = drawn.flatMap(({ ring }) => ring)
  if (points.length === 0) return []
  const [west, east] = ends(points.map(([lon]) => lon))
  const [south, north] = ends(points.map(([, lat]) => lat))
  // a degree of longitude is shorter than one of latitude
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * shrink, 1e-5),
    (height - 2 * margin) / Math.max(north - south, 1e-5),
  )
  const place = ([lon, lat]: [number, number]) => [
    margin + (lon - west) * shrink * scale,
    margin + (north - lat) * scale,
  ]
  return drawn.map(({ id, name, ring }) => {
    const corners = ring.map(place)
    const [left, right] = ends(corners.map(([x]) => x!))
    const bottom = Math.max(...corners.map(([, y]) => y!))
    return {
      path: `M${corners.map(([x, y]) => `${round(x!)} ${round(y!)}`).join('L')}z`,
      label: name,
      labelX: round((left + right) / 2),
      labelY: round(Math.min(bottom + 14, height - 4)),
      href: `/plots/${id}`,
    }
  })
}

function ends(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
