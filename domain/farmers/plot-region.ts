import type { Position } from './plot-position.ts'

/**
 * East Java in two boxes, generous at sea and honest about it: a check against slips of the pen, not
 * a border. The first holds the mainland, Madura, Bawean and the Sapudi and Masalembu islands; the
 * second the Kangean islands further east, and leaves out Bali (which begins at 114.43 E, so that
 * its north-western tip is not told apart). (U), read from common maps.
 */
const boxes = [
  { west: 110.9, east: 114.62, south: -8.9, north: -5.0 },
  { west: 114.62, east: 116.3, south: -7.9, north: -5.0 },
]

/** Whether a position lies in East Java, as far as the boxes tell. */
export function isInEastJava([lon, lat]: Position): boolean {
  return boxes.some((b) => lon >= b.west && lon <= b.east && lat >= b.south && lat <= b.north)
}
