import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { farmerNames, plotNames } from './request-list.ts'

/** Requests whose plants were received and are not all in the ground yet. */
export async function requestsToPlant(actor: Actor, id: string | null) {
  const found = (await SeedlingRequestModel.find({
    $and: [
      seedlingsVisibleTo(actor),
      id ? { _id: id } : {},
      { status: { $in: ['handed-over', 'planted', 'monitored'] } },
    ],
  }).lean()) as SeedlingRequest[]
  const waiting = found.filter(({ lines }) => leftOf(lines) > 0)
  const [farmers, plots] = await Promise.all([
    farmerNames(actor, waiting),
    plotNames(waiting.flatMap(({ lines }) => lines.map(({ plotId }) => plotId))),
  ])
  return waiting.map((request) => ({
    id: String(request._id),
    number: request.number,
    farmerName: farmers.get(String(request.farmerId)) ?? '',
    left: leftOf(request.lines),
    plots: request.lines
      .filter(({ verifiedQuantity }) => (verifiedQuantity ?? 0) > 0)
      .map((line) => ({
        id: String(line.plotId),
        name: plots.get(String(line.plotId)) ?? '',
        verified: line.verifiedQuantity ?? 0,
      })),
  }))
}

function leftOf(lines: SeedlingRequest['lines']): number {
  return lines.reduce((sum, line) => sum + line.receivedQuantity - line.plantedQuantity, 0)
}
