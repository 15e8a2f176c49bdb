type Position = readonly [lon: number, lat: number]

/** What a map of points is drawn with: its view box, and x and y of each point. */
export interface PointMap {
  viewBox: string
  points: { x: number; y: number }[]
}

const widthPx = 800
const marginPx = 40
const leastSpanDegrees = 0.01

/**
 * Places points on a plain map, north up; a degree of longitude is as much shorter as it is there,
 * so that the district keeps its shape.
 */
export function placePoints(centres: readonly Position[]): PointMap {
  if (centres.length === 0) return { viewBox: `0 0 ${widthPx} 200`, points: [] }
  const lons = centres.map(([lon]) => lon)
  const lats = centres.map(([, lat]) => lat)
  const [west, east] = widened(Math.min(...lons), Math.max(...lons))
  const [south, north] = widened(Math.min(...lats), Math.max(...lats))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (widthPx - 2 * marginPx) / ((east - west) * shrink)
  const height = Math.min(900, Math.round((north - south) * scale) + 2 * marginPx)
  const scaleY = (height - 2 * marginPx) / (north - south)
  return {
    viewBox: `0 0 ${widthPx} ${height}`,
    points: centres.map(([lon, lat]) => ({
      x: Math.round(marginPx + (lon - west) * shrink * scale),
      y: Math.round(marginPx + (north - lat) * Math.min(scale, scaleY)),
    })),
  }
}

function widened(least: number, greatest: number): [number, number] {
  const lack = Math.max(0, leastSpanDegrees - (greatest - least)) / 2
  return [least - lack, greatest + lack]
}
