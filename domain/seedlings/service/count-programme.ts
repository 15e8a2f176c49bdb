import type { Types } from 'mongoose'
import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { PlantingModel, type Planting } from '../../../models/planting.ts'
import { ReceiptModel } from '../../../models/receipt.ts'
import { SeedlingAllocationModel } from '../../../models/seedling-allocation.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { SeedlingSummary } from '../../../models/seedling-summary.ts'
import { SurvivalCountModel, type SurvivalCount } from '../../../models/survival-count.ts'
import { now } from '../../clock.ts'
import { share } from '../../money.ts'
import { bandOf, FlowBook, type CurvePart } from '../overview.ts'
import { requestWayFrom } from '../status.ts'
import { aliveAtTwelve, dueMonth } from '../survival.ts'
import { readNorms } from './norms.ts'
import { centreOf } from './requests.ts'

const decreedStatuses: readonly string[] = requestWayFrom('established')

/** The figures of a programme from its records; as wide as the programme, each read by its index. */
export async function countProgramme(programmeId: Types.ObjectId): Promise<SeedlingSummary> {
  const { countMonths } = await readNorms()
  const [requests, allocations, receipts, plantings, counts] = await Promise.all([
    SeedlingRequestModel.find({ programmeId }).lean() as Promise<SeedlingRequest[]>,
    SeedlingAllocationModel.find({ programmeId }).lean(),
    ReceiptModel.find({ programmeId }, { parts: 1, regencyCode: 1, varietyCode: 1 }).lean(),
    PlantingModel.find({ programmeId }).lean() as Promise<Planting[]>,
    SurvivalCountModel.find({ programmeId }).lean() as Promise<SurvivalCount[]>,
  ])
  const nurseryOf = await nurseriesOf(allocations.map(({ batchId }) => batchId))
  const partOf = (place: Place, { lotId, batchId }: Source) => ({
    regencyCode: place.regencyCode,
    varietyCode: place.varietyCode,
    lotId: String(lotId),
    nurseryId: nurseryOf.get(String(batchId)) ?? null,
  })
  const book = new FlowBook()
  noteRequests(book, requests)
  for (const each of allocations)
    book.add(partOf(each, each), { allocated: each.quantity - each.released })
  for (const receipt of receipts)
    for (const part of receipt.parts) book.add(partOf(receipt, part), { received: part.quantity })
  for (const planting of plantings)
    for (const { part, ...living } of livingByPart(planting))
      book.add(partOf(planting, part), living)
  return {
    _id: programmeId,
    countedAt: now(),
    requests: requests.length,
    flow: book.all(),
    curve: curveOf(plantings, counts, countMonths),
    districts: districtsOf(requests, plantings),
  }
}

interface Place {
  regencyCode: string
  varietyCode: string
}
interface Source {
  lotId: Types.ObjectId
  batchId: Types.ObjectId
}

/** What was asked and decreed; of a request that was taken back nothing. */
function noteRequests(book: FlowBook, requests: readonly SeedlingRequest[]): void {
  for (const { regencyCode, status, lines } of requests) {
    if (status === 'cancelled') continue
    const isDecreed = decreedStatuses.includes(status)
    for (const { varietyCode, quantity, verifiedQuantity } of lines)
      book.add(
        { regencyCode, varietyCode, lotId: null, nurseryId: null },
        { asked: quantity, decreed: isDecreed ? (verifiedQuantity ?? 0) : 0 },
      )
  }
}

/** The living of a planting, shared among the lots it came from by what each gave. */
function livingByPart(planting: Planting) {
  const alive12 = aliveAtTwelve(planting)
  const weights = planting.parts.map(({ quantity }) => quantity)
  const [alive, lived] = [share(planting.alive, weights), share(alive12 ?? 0, weights)]
  return planting.parts.map((part, index) => ({
    part,
    planted: part.quantity,
    alive: alive[index] ?? 0,
    counted12: alive12 === null ? 0 : part.quantity,
    alive12: lived[index] ?? 0,
  }))
}

function curveOf(
  plantings: readonly Planting[],
  counts: readonly SurvivalCount[],
  countMonths: readonly number[],
): CurvePart[] {
  const byId = new Map(plantings.map((planting) => [String(planting._id), planting]))
  const parts = counts.flatMap((count): CurvePart[] => {
    const planting = byId.get(String(count.plantingId))
    const month = planting && dueMonth(planting.plantedOn, count.countedOn, countMonths)
    if (!month) return []
    const { regencyCode, varietyCode, altitudeM, planted, aliveOfPlanting: alive } = count
    return [{ regencyCode, varietyCode, band: bandOf(altitudeM), month, planted, alive }]
  })
  return summed(parts)
}

async function nurseriesOf(batchIds: Types.ObjectId[]): Promise<Map<string, string>> {
  const found = await NurseryBatchModel.find(
    { _id: { $in: [...new Map(batchIds.map((id) => [String(id), id])).values()] } },
    { nurseryId: 1 },
  ).lean()
  return new Map(found.map(({ _id, nurseryId }) => [String(_id), String(nurseryId)]))
}

/** Counts of the same place, variety, band and month become one part. */
function summed(parts: readonly CurvePart[]): CurvePart[] {
  const groups = Map.groupBy(parts, ({ regencyCode, varietyCode, band, month }) =>
    [regencyCode, varietyCode, band, month].join(':'),
  )
  return [...groups.values()].map((each) => ({
    ...each[0]!,
    planted: each.reduce((sum, { planted }) => sum + planted, 0),
    alive: each.reduce((sum, { alive }) => sum + alive, 0),
  }))
}

function districtsOf(
  requests: readonly SeedlingRequest[],
  plantings: readonly Planting[],
): SeedlingSummary['districts'] {
  const planted = Map.groupBy(plantings, ({ districtCode }) => districtCode)
  return [...Map.groupBy(requests, ({ districtCode }) => districtCode)].map(
    ([districtCode, each]) => {
      const own = planted.get(districtCode) ?? []
      return {
        regencyCode: each[0]!.regencyCode,
        districtCode,
        centre: centreOf(each),
        planted: own.reduce((sum, { quantity }) => sum + quantity, 0),
        alive: own.reduce((sum, { alive }) => sum + alive, 0),
      }
    },
  )
}
