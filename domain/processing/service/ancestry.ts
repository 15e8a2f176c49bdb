import type { Types } from 'mongoose'
import { LotEdgeModel, type LotEdge } from '../../../models/lot-edge.ts'
import { inChunks } from './in-chunks.ts'

/** Every edge that leads to a lot, level by level up to the slips; and which slips these are. */
export async function edgesInto(rootId: Types.ObjectId) {
  const edges: LotEdge[] = []
  const intakeIds = new Map<string, Types.ObjectId>()
  await walk(rootId, async (frontier) => {
    const into = await inChunks(frontier, (some) =>
      LotEdgeModel.find({ toId: { $in: some } }).lean(),
    )
    edges.push(...into)
    for (const { fromKind, fromId } of into)
      if (fromKind === 'intake') intakeIds.set(String(fromId), fromId)
    return into.filter(({ fromKind }) => fromKind === 'lot').map(({ fromId }) => fromId)
  })
  return { edges, intakeIds: [...intakeIds.values()] }
}

/** Every edge that leads on from a lot. */
export async function edgesOutOf(rootId: Types.ObjectId): Promise<LotEdge[]> {
  const edges: LotEdge[] = []
  await walk(rootId, async (frontier) => {
    const outOf = await inChunks(frontier, (some) =>
      LotEdgeModel.find({ fromId: { $in: some } }).lean(),
    )
    edges.push(...outOf)
    return outOf.map(({ toId }) => toId)
  })
  return edges
}

/** Asks for the next level until nothing new comes. */
async function walk(
  start: Types.ObjectId,
  further: (frontier: Types.ObjectId[]) => Promise<Types.ObjectId[]>,
): Promise<void> {
  const seen = new Set([String(start)])
  let frontier = [start]
  while (frontier.length > 0) {
    const found = await further(frontier)
    frontier = found.filter((id) => !seen.has(String(id)) && seen.add(String(id)))
  }
}
