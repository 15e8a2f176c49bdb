/** Longitude, then latitude, in degrees (WGS 84), as in GeoJSON. */
export type Position = [lon: number, lat: number]

/** A closed GeoJSON ring: its first position stands again at its end. */
export type Ring = Position[]

/** One plot of land as GeoJSON, without holes. */
export interface PlotPolygon {
  type: 'Polygon'
  coordinates: Ring[]
}

/** Six decimals (about 0.1 m) are what the EU's information system keeps, no more, no fewer [H23]. */
export function roundPosition([lon, lat]: Position): Position {
  return [roundDegrees(lon), roundDegrees(lat)]
}

/** Degrees at six decimals. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6 + 0
}

/** The corners of a closed ring, its last position (the first again) left out. */
export function cornersOf(ring: Ring): Position[] {
  return ring.slice(0, -1)
}

/** The sides of a closed ring, each from one corner to the next. */
export function sidesOf(ring: Ring): [Position, Position][] {
  return cornersOf(ring).map((corner, index) => [corner, ring[index + 1] ?? corner])
}
