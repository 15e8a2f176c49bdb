import type { Types } from 'mongoose'
import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { batchesVisibleTo, seedlingsVisibleTo } from '../../scopes.ts'
import { proposeAllocation, type Offered, type Wanted } from '../proposal.ts'
import { centreOf } from './requests.ts'

const wantedStatuses = ['established', 'allocated', 'handed-over', 'planted', 'monitored']

/** Decreed requests of a programme that still lack plants, and ready batches with free ones. */
export async function readToAllocate(actor: Actor, programmeId: string) {
  const [requests, batches] = await Promise.all([
    SeedlingRequestModel.find({
      $and: [{ programmeId, status: { $in: wantedStatuses } }, seedlingsVisibleTo(actor)],
    }).lean() as Promise<SeedlingRequest[]>,
    NurseryBatchModel.find({
      $and: [
        batchesVisibleTo(actor),
        { status: 'ready', validUntil: { $gte: today() }, free: { $gt: 0 } },
      ],
    }).lean() as Promise<NurseryBatch[]>,
  ])
  const places = await nurseryPlaces(batches.map(({ nurseryId }) => nurseryId))
  const wanted = requests.flatMap(wantsOf).sort((a, b) => (a.number < b.number ? -1 : 1))
  const offered = batches.map((batch): Offered => ({
    batchId: String(batch._id),
    number: batch.number,
    varietyCode: batch.varietyCode,
    free: batch.free,
    centre: places.get(String(batch.nurseryId)) ?? null,
  }))
  return { wanted, offered, requests, batches }
}

function wantsOf(request: SeedlingRequest): Wanted[] {
  const codes = [...new Set(request.lines.map(({ varietyCode }) => varietyCode))]
  return codes
    .map((varietyCode) => ({
      requestId: String(request._id),
      number: request.number,
      varietyCode,
      centre: request.centre,
      lacking: request.lines
        .filter((line) => line.varietyCode === varietyCode)
        .reduce((sum, line) => sum + (line.verifiedQuantity ?? 0) - line.allocatedQuantity, 0),
    }))
    .filter(({ lacking }) => lacking > 0)
}

/** A proposal for a programme, to be looked at and changed before it is confirmed. */
export async function propose(actor: Actor, programmeId: string) {
  const read = await readToAllocate(actor, programmeId)
  return { ...read, ...proposeAllocation(read.wanted, read.offered) }
}

/** Where nurseries stand: the middle of the gardens of their village, else of their district. */
async function nurseryPlaces(ids: Types.ObjectId[]): Promise<Map<string, [number, number]>> {
  const nurseries = await OrganisationModel.find({ _id: { $in: ids } }).lean()
  const places = new Map<string, [number, number]>()
  for (const { _id, villageCode, districtCode } of nurseries) {
    if (!districtCode) continue
    const plots = await PlotModel.find({ districtCode }, { centre: 1, villageCode: 1 })
      .limit(200)
      .lean()
    const near = plots.filter((plot) => plot.villageCode === villageCode)
    const centre = centreOf(near.length > 0 ? near : plots)
    if (centre) places.set(String(_id), centre)
  }
  return places
}
