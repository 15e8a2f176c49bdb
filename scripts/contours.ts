// Draws public/images/contours.svg: isolines of a height field in the likeness of Ijen and Raung,
// by marching squares. Run it with `node scripts/contours.ts` after a change here; the same numbers
// always give the same picture, which is kept with the code.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Point = [x: number, y: number]

const width = 1200
const height = 640
const cell = 10
const levelStep = 100
const tolerance = 0.9

/** Summits and hollows: x, y, reach along x, reach along y, metres. */
const hills = [
  [800, 250, 300, 220, 1500],
  [800, 250, 110, 95, 1020],
  [806, 244, 46, 40, -1150],
  [1075, 470, 130, 120, 1150],
  [1080, 474, 34, 31, -620],
  [560, 470, 170, 120, 560],
  [300, 160, 210, 150, 640],
  [120, 520, 200, 150, 520],
  [620, 60, 120, 90, 300],
  [1150, 90, 150, 130, 520],
] as const

function metresAt(x: number, y: number): number {
  // a gentle swell keeps the slopes from being perfect ellipses
  const swell = 38 * Math.sin(x / 83 + y / 131) + 30 * Math.cos(x / 59 - y / 71)
  return hills.reduce((sum, [cx, cy, rx, ry, metres]) => {
    const away = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
    return sum + metres * Math.exp(-away / 2)
  }, swell)
}

/** Marching squares: the pieces of one level's line, cell by cell. */
function piecesOf(level: number): [Point, Point][] {
  const pieces: [Point, Point][] = []
  for (let y = -cell; y < height + cell; y += cell) {
    for (let x = -cell; x < width + cell; x += cell) pieces.push(...piecesInCell(x, y, level))
  }
  return pieces
}

function piecesInCell(x: number, y: number, level: number): [Point, Point][] {
  const [right, below] = [x + cell, y + cell]
  const crossings = [
    crossingOf([x, y], [right, y], level),
    crossingOf([right, y], [right, below], level),
    crossingOf([x, below], [right, below], level),
    crossingOf([x, y], [x, below], level),
  ].filter((crossing) => crossing !== null)
  const [a, b, c, d] = crossings
  const first: [Point, Point][] = a && b ? [[a, b]] : []
  return c && d ? [...first, [c, d]] : first
}

/** Where the level lies between two corners, or null. Always asked from the smaller corner on. */
function crossingOf(from: Point, to: Point, level: number): Point | null {
  const [low, high] = [metresAt(...from) - level, metresAt(...to) - level]
  if (low > 0 === high > 0) return null
  const share = low / (low - high)
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
}

/** Joins pieces that share an end into lines; closed ones end where they begin. */
function joined(pieces: [Point, Point][]): Point[][] {
  const key = (point: Point) => point.map((part) => part.toFixed(4)).join()
  const open = new Map<string, Set<[Point, Point]>>()
  for (const piece of pieces) {
    for (const end of piece) open.set(key(end), (open.get(key(end)) ?? new Set()).add(piece))
  }
  const follow = (end: Point): Point | null => {
    const [piece] = open.get(key(end)) ?? []
    if (!piece) return null
    for (const each of piece) open.get(key(each))?.delete(piece)
    return key(piece[0]) === key(end) ? piece[1] : piece[0]
  }
  return pieces.flatMap((piece) => {
    if (!open.get(key(piece[0]))?.has(piece)) return []
    const line: Point[] = [piece[0]]
    for (let next = follow(piece[0]); next; next = follow(next)) line.push(next)
    for (let next = follow(piece[0]); next; next = follow(next)) line.unshift(next)
    return [line]
  })
}

/** Douglas and Peucker: leaves out what lies within the tolerance of a straight line. */
function simplified(line: Point[]): Point[] {
  const [first, last] = [line[0]!, line.at(-1)!]
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  const away = line.map(([x, y]) => {
    const [px, py] = [x - first[0], y - first[1]]
    return length < 1 ? Math.hypot(px, py) : Math.abs(dx * py - dy * px) / length
  })
  const farthest = away.indexOf(Math.max(...away))
  if (away[farthest]! <= tolerance) return [first, last]
  const [before, after] = [line.slice(0, farthest + 1), line.slice(farthest)]
  return [...simplified(before).slice(0, -1), ...simplified(after)]
}

/** A smooth path: the points are the handles, the middles between them lie on the line. */
function pathOf(line: Point[]): string {
  const [first, last] = [line[0]!, line.at(-1)!]
  const isClosed = line.length > 3 && Math.hypot(first[0] - last[0], first[1] - last[1]) < 1
  const points = isClosed ? [...line, line[1]!] : line
  let at = rounded(isClosed ? middle(points[0]!, points[1]!) : first)
  let path = `M${at.join(' ')}`
  for (let index = 1; index < points.length - 1; index += 1) {
    const handle = rounded(points[index]!)
    const isLast = !isClosed && index === points.length - 2
    const end = rounded(isLast ? last : middle(points[index]!, points[index + 1]!))
    const steps = [handle[0] - at[0], handle[1] - at[1], end[0] - at[0], end[1] - at[1]]
    path += `q${steps.join(' ')}`.replaceAll(' -', '-')
    at = end
  }
  return isClosed ? `${path}z` : path
}

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
const rounded = (point: Point): Point => [Math.round(point[0]), Math.round(point[1])]

function linesOf(level: number): string {
  const lines = joined(piecesOf(level)).filter((line) => line.length > 8)
  return lines.map((line) => pathOf(simplified(line))).join('')
}

const levels = Array.from({ length: 31 }, (_, index) => (index + 1) * levelStep)
const isHeavy = (level: number) => level % (5 * levelStep) === 0
const light = levels.filter((level) => !isHeavy(level)).map(linesOf)
const heavy = levels.filter(isHeavy).map(linesOf)

// black, for the style sheet uses the picture as a mask; the ellipse is the lake
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<path fill="none" stroke="#000" stroke-opacity=".6" d="${light.join('')}"/>
<path fill="none" stroke="#000" stroke-width="1.6" d="${heavy.join('')}"/>
<ellipse fill-opacity=".7" cx="806" cy="246" rx="15" ry="12"/>
</svg>
`
const file = join(import.meta.dirname, '..', 'public', 'images', 'contours.svg')
writeFileSync(file, svg)
console.log(`${file}: ${svg.length} bytes`)
