import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { IntakeModel, type Intake } from '../../../models/intake.ts'
import type { LotEdge } from '../../../models/lot-edge.ts'
import { LotModel, type Lot } from '../../../models/lot.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { baggedG } from '../bags.ts'
import { joinEdges, type Trace, type TraceEdge, type TraceNode } from '../trace.ts'
import { edgesInto, edgesOutOf } from './ancestry.ts'
import { inChunks } from './in-chunks.ts'
import { readLot, seenComposition, sees } from './lot-read.ts'
import { rootsOf } from './trace-roots.ts'

export type Direction = 'back' | 'forward'

/** Where a lot comes from, or where it went, with the mass on every edge; as far as the reader may see. */
export async function traceLot(actor: Actor, id: string | undefined, direction: Direction) {
  const lot = await readLot(actor, id)
  const [trace, composition] = await Promise.all([
    direction === 'back' ? traceBack(actor, lot) : traceForward(lot),
    seenComposition(actor, lot.composition),
  ])
  return { lot, ...trace, composition }
}

async function traceBack(actor: Actor, root: Lot): Promise<Trace> {
  const { edges, intakeIds } = await edgesInto(root._id)
  const [lots, origins] = await Promise.all([
    lotNodes(root, edges, 'fromId'),
    originsOf(actor, intakeIds),
  ])
  const known = new Set([...lots, ...origins.nodes].map(({ id }) => id))
  const own = edges
    .map(({ fromId, toId, massG }) => ({ from: String(fromId), to: String(toId), massG }))
    .filter(({ from }) => known.has(from))
  return {
    nodes: [...lots, ...origins.nodes],
    edges: joinEdges([...own, ...origins.edges]),
  }
}

async function traceForward(root: Lot): Promise<Trace> {
  const edges = await edgesOutOf(root._id)
  const lots = await lotNodes(root, edges, 'toId')
  const ends = await endsOf([root._id, ...edges.map(({ toId }) => toId)])
  const own = edges.map(({ fromId, toId, massG }) => ({
    from: String(fromId),
    to: String(toId),
    massG,
  }))
  return { nodes: [...lots, ...ends.nodes], edges: joinEdges([...own, ...ends.edges]) }
}

/** The lots of a trace; an ancestor with what it gave, a descendant with what it got. */
async function lotNodes(root: Lot, edges: LotEdge[], end: 'fromId' | 'toId'): Promise<TraceNode[]> {
  const massOf = new Map<string, number>()
  for (const edge of edges) {
    if (end === 'fromId' && edge.fromKind !== 'lot') continue
    const id = String(edge[end])
    massOf.set(id, (massOf.get(id) ?? 0) + edge.massG)
  }
  massOf.delete(String(root._id))
  const lots = await inChunks([...massOf.keys()], (some) =>
    LotModel.find({ _id: { $in: some } }, { number: 1 }).lean(),
  )
  return [root, ...lots].map(({ _id, number }) => ({
    id: String(_id),
    kind: 'lot' as const,
    number,
    massG: massOf.get(String(_id)) ?? root.massG,
  }))
}

/** Slips, harvests, plots, farmers and what lies behind the plots; what the reader may not know is left out. */
async function originsOf(actor: Actor, intakeIds: Types.ObjectId[]): Promise<Trace> {
  const found = await inChunks(intakeIds, (some) => IntakeModel.find({ _id: { $in: some } }).lean())
  const intakes = found.filter((intake) => sees(actor, intake, intake))
  const idsOf = (field: 'harvestId' | 'plotId' | 'farmerId') => [
    ...new Set(intakes.map((intake) => String(intake[field]))),
  ]
  const seasons = [...new Set(intakes.map(({ season }) => season))]
  const [harvests, plots, farmers, roots] = await Promise.all([
    inChunks(idsOf('harvestId'), (some) =>
      HarvestModel.find({ _id: { $in: some } }, { number: 1 }).lean(),
    ),
    inChunks(idsOf('plotId'), (some) =>
      PlotModel.find({ _id: { $in: some } }, { number: 1 }).lean(),
    ),
    inChunks(idsOf('farmerId'), (some) =>
      FarmerModel.find({ _id: { $in: some } }, { number: 1 }).lean(),
    ),
    rootsOf(idsOf('plotId'), seasons),
  ])
  const numbers = new Map(
    [...harvests, ...plots, ...farmers].map(({ _id, number }) => [String(_id), number]),
  )
  const kinds = [
    ['farmer', 'farmerId'],
    ['plot', 'plotId'],
    ['harvest', 'harvestId'],
  ] as const
  const above = kinds.flatMap(([kind, field]) =>
    [...Map.groupBy(intakes, (intake) => String(intake[field]))].map(([id, each]) => ({
      id,
      kind,
      number: numbers.get(id) ?? '',
      massG: each.reduce((sum, { netG }) => sum + netG, 0),
    })),
  )
  const slips = intakes.map(({ _id, number, netG }) => ({
    id: String(_id),
    kind: 'intake' as const,
    number,
    massG: netG,
  }))
  return {
    nodes: [...above, ...roots.nodes, ...slips],
    edges: [...intakes.flatMap(edgesOf), ...roots.edges],
  }
}

function edgesOf({ _id, farmerId, plotId, harvestId, netG }: Intake): TraceEdge[] {
  const chain = [farmerId, plotId, harvestId, _id].map(String)
  return chain.slice(1).map((to, index) => ({ from: chain[index]!, to, massG: netG }))
}

/** What lots were filled into: bags, and samples that left them. */
async function endsOf(ids: Types.ObjectId[]): Promise<Trace> {
  const lots = await inChunks(ids, (some) =>
    LotModel.find({ _id: { $in: some } }, { number: 1, bags: 1, samples: 1 }).lean(),
  )
  const trace: Trace = { nodes: [], edges: [] }
  const add = (lotId: string, node: TraceNode) => {
    trace.nodes.push(node)
    trace.edges.push({ from: lotId, to: node.id, massG: node.massG })
  }
  for (const { _id, number, bags, samples } of lots) {
    const lotId = String(_id)
    for (const run of bags) {
      const { from, to } = run
      const massG = baggedG([run])
      add(lotId, {
        id: `${lotId}-bags-${from}`,
        kind: 'bags',
        number: `${number}/${from}–${to}`,
        massG,
      })
    }
    for (const [index, { massG }] of samples.entries()) {
      const name = `${number}/${index + 1}`
      add(lotId, { id: `${lotId}-sample-${index}`, kind: 'sample', number: name, massG })
    }
  }
  return trace
}
