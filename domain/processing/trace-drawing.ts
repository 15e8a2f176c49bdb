import { levelsOf, type Trace, type TraceKind, type TraceNode } from './trace.ts'

/**
 * About so many boxes stand in a column, shared between its kinds; what is beyond is drawn as one box
 * of each kind, so that 200 ancestors stay readable.
 */
const mostInColumn = 12
const box = { width: 150, height: 44 }
const gap = { x: 90, y: 14 }
const margin = 12

export interface DrawnBox {
  x: number
  y: number
  width: number
  height: number
  textX: number
  nameY: number
  massY: number
  kind: TraceKind
  /** Null for the box that stands for many. */
  node: TraceNode | null
  /** How many it stands for. */
  count: number
  massG: number
}

export interface DrawnLine {
  d: string
  width: number
  /** What is written at the line; 0 where nothing is. */
  massG: number
  labelX: number
  labelY: number
}

export interface Drawing {
  width: number
  height: number
  boxes: DrawnBox[]
  lines: DrawnLine[]
}

/** Places a trace on paper: a column a level, coffee runs from left to right, thick where much runs. */
export function drawTrace(trace: Trace): Drawing {
  const levels = levelsOf(trace)
  const columns: TraceNode[][] = []
  for (const node of trace.nodes) (columns[levels.get(node.id)!] ??= []).push(node)
  const placed = new Map<string, DrawnBox>()
  const boxes: DrawnBox[] = []
  for (const [level, nodes = []] of columns.entries()) {
    const kinds = [...Map.groupBy(nodes, ({ kind }) => kind).values()]
    const groups = kinds.flatMap((each) => foldedTo(each, Math.floor(mostInColumn / kinds.length)))
    for (const [row, group] of groups.entries()) {
      const drawn = boxAt(level, row, group)
      for (const { id } of group) placed.set(id, drawn)
      boxes.push(drawn)
    }
  }
  return {
    width: columns.length * (box.width + gap.x) - gap.x + 2 * margin,
    height: Math.max(...boxes.map(({ y }) => y + box.height), 0) + margin,
    boxes,
    lines: linesOf(trace, placed),
  }
}

/** At most so many groups, the heaviest nodes alone and the rest together. */
function foldedTo(nodes: TraceNode[], most: number): [TraceNode, ...TraceNode[]][] {
  const sorted = nodes.toSorted((a, b) => b.massG - a.massG)
  const shown = sorted.length > most ? most - 1 : most
  const alone = sorted.slice(0, shown).map((node): [TraceNode] => [node])
  const [first, ...others] = sorted.slice(shown)
  return first ? [...alone, [first, ...others]] : alone
}

function boxAt(level: number, row: number, group: [TraceNode, ...TraceNode[]]): DrawnBox {
  const [{ kind }] = group
  const x = margin + level * (box.width + gap.x)
  const y = margin + row * (box.height + gap.y)
  return {
    ...{ x, y, ...box, textX: x + 10, nameY: y + 18, massY: y + 35, kind },
    node: group.length === 1 ? group[0] : null,
    count: group.length,
    massG: group.reduce((sum, { massG }) => sum + massG, 0),
  }
}

function linesOf({ edges }: Trace, placed: Map<string, DrawnBox>): DrawnLine[] {
  const sums = new Map<string, { from: DrawnBox; to: DrawnBox; massG: number }>()
  for (const edge of edges) {
    const from = placed.get(edge.from)
    const to = placed.get(edge.to)
    if (!from || !to) continue
    const key = `${from.x},${from.y}>${to.x},${to.y}`
    const there = sums.get(key)
    if (there) there.massG += edge.massG
    else sums.set(key, { from, to, massG: edge.massG })
  }
  const into = Map.groupBy(sums.values(), ({ to }) => to)
  const outOf = Map.groupBy(sums.values(), ({ from }) => from)
  const most = Math.max(1, ...[...sums.values()].map(({ massG }) => massG))
  return [...sums.values()].map(({ from, to, massG }) => {
    const [x1, y1] = [from.x + box.width, from.y + box.height / 2]
    const [x2, y2] = [to.x, to.y + box.height / 2]
    const bend = (x2 - x1) / 2
    const isCrowded = into.get(to)!.length > 1
    return {
      d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
      width: Math.round((1 + (massG / most) * 7) * 10) / 10,
      // words of many lines that begin and end together would stand on each other
      massG: isCrowded && outOf.get(from)!.length > 1 ? 0 : massG,
      // where many come together the words stand where each begins
      labelX: x1 + gap.x * (isCrowded ? 0.28 : 0.5),
      labelY: (isCrowded ? y1 : y2) - 5,
    }
  })
}
