import { roundPosition, type Position } from '../../domain/farmers/plot-position.ts'
import { heightAt } from './places.ts'
import type { Random } from './random.ts'

/** A free place within three kilometres of the village at 920 to 1,450 m. */
export function placeOf(random: Random, lat: number, lon: number, taken: Position[]): Position {
  for (let reach = 0.028; ; reach += 0.002) {
    const place: Position = [
      lon + (random.next() * 2 - 1) * reach,
      lat + (random.next() * 2 - 1) * reach,
    ]
    const height = heightAt(place[1], place[0])
    // 0.0022 degrees are 240 m: even two large gardens so far apart do not touch
    const isFree = taken.every(([x, y]) => Math.hypot(x - place[0], y - place[1]) > 0.0022)
    if (height >= 920 && height <= 1450 && isFree) return place
  }
}

/** An uneven outline of about so many hectares, seven to ten corners round the middle. */
export function outline(random: Random, [lon, lat]: Position, ha: number): Position[] {
  const corners = random.whole(7, 10)
  const radiusM = Math.sqrt((ha * 10_000) / Math.PI)
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI
    const r = radiusM * (0.78 + random.next() * 0.44)
    const y = lat + (r * Math.sin(angle)) / 110_600
    const x = lon + (r * Math.cos(angle)) / (111_320 * Math.cos((lat * Math.PI) / 180))
    return roundPosition([x, y])
  })
}
