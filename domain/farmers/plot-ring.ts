import type { Fault } from '../fault.ts'
import { cornersOf, roundPosition, sidesOf, type Position, type Ring } from './plot-position.ts'
import { isInEastJava } from './plot-region.ts'

/** How many corners a plot may have (issue 4 D). */
export const cornerLimits = { min: 3, max: 500 } as const

/**
 * Makes a ring as the EU asks for it: six decimals, then no corner twice in a row, then closed
 * [H23]. Corners stay in the order in which they were given.
 */
export function closeRing(positions: readonly Position[]): Ring {
  const corners: Position[] = []
  for (const position of positions.map(roundPosition)) {
    const last = corners.at(-1)
    if (!last || !isSame(last, position)) corners.push(position)
  }
  while (corners.length > 1 && isSame(corners[0]!, corners.at(-1)!)) corners.pop()
  return corners[0] ? [...corners, [...corners[0]]] : []
}

/**
 * What is wrong with a closed ring, or `null`: 3 to 500 corners, all in East Java, a real area, no
 * side that crosses or touches another (valid for MongoDB and for the EU's system [H23]).
 */
export function checkRing(ring: Ring): Fault | null {
  const count = Math.max(0, ring.length - 1)
  if (count < cornerLimits.min) return { key: 'rules.geometry.tooFewCorners', values: { count } }
  if (count > cornerLimits.max) return { key: 'rules.geometry.tooManyCorners', values: { count } }
  return checkPlace(ring) ?? checkShape(ring)
}

function checkPlace(ring: Ring): Fault | null {
  const corners = cornersOf(ring)
  const outside = corners.findIndex((corner) => !isInEastJava(corner))
  if (outside < 0) return null
  if (corners.every(([lon, lat]) => isInEastJava([lat, lon])))
    return { key: 'rules.geometry.swapped' }
  if (corners.every(([lon, lat]) => isInEastJava([lon, -lat])))
    return { key: 'rules.geometry.north' }
  return { key: 'rules.geometry.outside', values: { corner: outside + 1 } }
}

function checkShape(ring: Ring): Fault | null {
  const [first, second] = ring
  if (!first || !second || ring.every((corner) => turn(first, second, corner) === 0)) {
    return { key: 'rules.geometry.flat' }
  }
  const crossing = findCrossing(ring)
  return crossing && { key: 'rules.geometry.crossing', values: crossing }
}

/** The first two sides (counted from 1) that cross, touch or run back over each other. */
function findCrossing(ring: Ring): { first: number; second: number } | null {
  const sides = sidesOf(ring)
  for (let i = 0; i < sides.length; i++) {
    for (let j = i + 1; j < sides.length; j++) {
      const isNext = j === i + 1
      const isWrapped = i === 0 && j === sides.length - 1
      const meets = isNext
        ? foldsBack(sides[i]!, sides[j]!)
        : isWrapped
          ? foldsBack(sides[j]!, sides[i]!)
          : touches(sides[i]!, sides[j]!)
      if (meets) return { first: i + 1, second: j + 1 }
    }
  }
  return null
}

type Side = [Position, Position]

/** Two sides in a row share a corner by right; wrong is only to return on the same line. */
function foldsBack([a, b]: Side, [, c]: Side): boolean {
  const isSameLine = turn(a, b, c) === 0
  return isSameLine && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0
}

function touches([a, b]: Side, [c, d]: Side): boolean {
  const abc = turn(a, b, c)
  const abd = turn(a, b, d)
  const cda = turn(c, d, a)
  const cdb = turn(c, d, b)
  if (abc * abd < 0 && cda * cdb < 0) return true
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  )
}

/**
 * 1 when a → b → c turns left, −1 right, 0 straight on. Exact: in East Java whole millionths of a
 * degree differ by less than 6 million, so their products are safe integers.
 */
function turn(a: Position, b: Position, c: Position): number {
  const micro = (degrees: number) => Math.round(degrees * 1e6)
  const abLon = micro(b[0]) - micro(a[0])
  const abLat = micro(b[1]) - micro(a[1])
  const acLon = micro(c[0]) - micro(a[0])
  const acLat = micro(c[1]) - micro(a[1])
  return Math.sign(abLon * acLat - abLat * acLon)
}

function isBetween(a: Position, b: Position, p: Position): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
