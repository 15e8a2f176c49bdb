import { PlantingModel } from '../../../models/planting.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { VisitModel } from '../../../models/visit.ts'
import { joinEdges, type Trace, type TraceEdge, type TraceKind } from '../trace.ts'
import { inChunks } from './in-chunks.ts'

/**
 * What lies behind the plots of a trace: the seed lots of the trees that were planted there, and the
 * visits that were made in the seasons of its coffee. They gave no coffee, so their edges carry no mass.
 */
export async function rootsOf(
  plotIds: readonly string[],
  seasons: readonly number[],
): Promise<Trace> {
  const [seeds, visits] = await Promise.all([seedsOf(plotIds), visitsOf(plotIds, seasons)])
  return { nodes: [...seeds.nodes, ...visits.nodes], edges: [...seeds.edges, ...visits.edges] }
}

async function seedsOf(plotIds: readonly string[]): Promise<Trace> {
  const plantings = await inChunks(plotIds, (some) =>
    PlantingModel.find({ plotId: { $in: some } }, { plotId: 1, seedLotIds: 1 }).lean(),
  )
  const edges = plantings.flatMap(({ plotId, seedLotIds }) =>
    seedLotIds.map((id) => rootEdge(id, plotId)),
  )
  const ids = [...new Set(edges.map(({ from }) => from))]
  const lots = await inChunks(ids, (some) =>
    SeedLotModel.find({ _id: { $in: some } }, { number: 1 }).lean(),
  )
  return { nodes: lots.map((lot) => rootNode('seed-lot', lot)), edges: joinEdges(edges) }
}

async function visitsOf(plotIds: readonly string[], seasons: readonly number[]): Promise<Trace> {
  const found = await inChunks(plotIds, (some) =>
    VisitModel.find(
      { plotId: { $in: some } },
      { plotId: 1, number: 1, season: 1, visitedOn: 1 },
    ).lean(),
  )
  const made = found.filter(
    ({ visitedOn, season }) => visitedOn !== null && seasons.includes(season),
  )
  return {
    nodes: made.map((visit) => rootNode('visit', visit)),
    edges: made.map(({ _id, plotId }) => rootEdge(_id, plotId)),
  }
}

function rootNode(kind: TraceKind, { _id, number }: { _id: unknown; number: string }) {
  return { id: String(_id), kind, number, massG: 0 }
}

function rootEdge(from: unknown, plotId: unknown): TraceEdge {
  return { from: String(from), to: String(plotId), massG: 0 }
}
