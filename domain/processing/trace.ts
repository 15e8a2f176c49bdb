export type TraceKind =
  'farmer' | 'plot' | 'harvest' | 'intake' | 'lot' | 'bags' | 'sample' | 'visit' | 'seed-lot'

export interface TraceNode {
  id: string
  kind: TraceKind
  number: string
  massG: number
}

export interface TraceEdge {
  from: string
  to: string
  massG: number
}

export interface Trace {
  nodes: TraceNode[]
  edges: TraceEdge[]
}

/** Adds up edges between the same two nodes, in the order in which the first came. */
export function joinEdges(edges: readonly TraceEdge[]): TraceEdge[] {
  const joined = new Map<string, TraceEdge>()
  for (const edge of edges) {
    const key = `${edge.from}>${edge.to}`
    const there = joined.get(key)
    if (there) there.massG += edge.massG
    else joined.set(key, { ...edge })
  }
  return [...joined.values()]
}

/**
 * How many steps each node lies from where coffee begins: the longest way, so that every edge leads
 * to a higher level.
 * @throws Error when the edges go in a circle
 */
export function levelsOf({ nodes, edges }: Trace): Map<string, number> {
  const into = Map.groupBy(edges, ({ to }) => to)
  const levels = new Map<string, number>()
  const open = new Set<string>()
  const visit = (start: string): void => {
    // an own stack, since a long chain of lots would fill the call stack
    const stack = [{ id: start, next: 0 }]
    open.add(start)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const feeders = into.get(top.id) ?? []
      const feeder = feeders[top.next++]
      if (!feeder) {
        const below = feeders.map(({ from }) => levels.get(from) ?? 0)
        levels.set(top.id, feeders.length === 0 ? 0 : below.reduce((a, b) => Math.max(a, b), 0) + 1)
        open.delete(top.id)
        stack.pop()
      } else if (open.has(feeder.from)) throw new Error(`a circle at ${feeder.from}`)
      else if (!levels.has(feeder.from)) {
        open.add(feeder.from)
        stack.push({ id: feeder.from, next: 0 })
      }
    }
  }
  for (const { id } of nodes) if (!levels.has(id)) visit(id)
  return levels
}

/** A node with what it came from (or went into), for a list inside a list. */
export interface TraceBranch {
  node: TraceNode
  /** Mass on the edge that led here; null at the root. */
  massG: number | null
  /** It stands with all its branches further up already. */
  isAgain: boolean
  branches: TraceBranch[]
}

/** The trace as a tree from one node; what is reached again is named, not unfolded again. */
export function treeOf(
  trace: Trace,
  rootId: string,
  direction: 'back' | 'forward',
): TraceBranch | null {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]))
  const [near, far] = direction === 'back' ? (['to', 'from'] as const) : (['from', 'to'] as const)
  const next = Map.groupBy(trace.edges, (edge) => edge[near])
  const seen = new Set<string>()
  const branch = (id: string, massG: number | null): TraceBranch[] => {
    const node = nodes.get(id)
    if (!node) return []
    const isAgain = seen.has(id)
    seen.add(id)
    const further = isAgain ? [] : (next.get(id) ?? [])
    return [
      { node, massG, isAgain, branches: further.flatMap((edge) => branch(edge[far], edge.massG)) },
    ]
  }
  return branch(rootId, null)[0] ?? null
}
