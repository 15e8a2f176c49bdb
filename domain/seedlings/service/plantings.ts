import { Types } from 'mongoose'
import { PlantingModel, type Planting } from '../../../models/planting.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import { ReceiptModel, type Receipt } from '../../../models/receipt.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter, isBefore, yearOf, type Day } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { announce } from '../../events.ts'
import type { Fault } from '../../fault.ts'
import { findVisible } from '../../find-visible.ts'
import { attachPhoto } from '../../photos.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { requestTransitions } from '../status.ts'
import { nextCountOn } from '../survival.ts'
import { writeEntries } from './append.ts'
import { readNorms } from './norms.ts'
import { planPlants } from './plot-plans.ts'
import { saveRequest } from './requests.ts'
export type { Planting } from '../../../models/planting.ts'

export interface PlantingTold {
  seedlingRequestId: string
  plotId: string
  plantedOn: Day
  quantity: number
  spacingM: number | null
  shadeTrees: string | null
}

/**
 * Plants of a request are in the ground of one of its plots.
 * @throws {RuleBroken} before they were received, for more than were, or on another plot
 */
export async function recordPlanting(
  actor: Actor,
  told: PlantingTold,
  photoId: string | null,
): Promise<Planting> {
  const request = await requestInSight(actor, told.seedlingRequestId)
  const line = request.lines.find(({ plotId }) => String(plotId) === told.plotId)
  const plot = line && (await PlotModel.findById(line.plotId).lean())
  if (!line || !plot) throw new RuleBroken({ plotId: { key: 'forms.notThere' } })
  const receipts = await ReceiptModel.find({ requestId: request._id }).lean()
  const parts = partsLeft(receipts, request, line.varietyCode)
  assertPlanting(told, receipts, parts)
  const { countMonths } = await readNorms()
  const planting = plantingOf(
    actor,
    request,
    plot,
    line.varietyCode,
    told,
    takeParts(parts, told.quantity),
    photoId,
  )
  planting.nextCountOn = nextCountOn(told.plantedOn, null, countMonths)
  await PlantingModel.create([planting])
  if (photoId)
    await attachPhoto(photoId, { farmerId: request.farmerId, kind: 'planting', id: planting._id })
  await writePlanted(actor, planting)
  const lines = request.lines.map((each) =>
    each === line ? { ...each, plantedQuantity: each.plantedQuantity + told.quantity } : each,
  )
  await saveRequest(actor, request, 'plant', { lines })
  await planPlants(plot._id, -told.quantity)
  await changePlot(actor, plot, planting)
  await recordAudit(actor, {
    act: 'planting.make',
    record: { kind: 'planting', id: String(planting._id), number: null, version: 1 },
    after: { plotId: told.plotId, plantedOn: told.plantedOn, quantity: told.quantity },
  })
  return planting
}

async function requestInSight(actor: Actor, id: string): Promise<SeedlingRequest> {
  const request = (await SeedlingRequestModel.findOne({
    $and: [{ _id: id }, seedlingsVisibleTo(actor)],
  }).lean()) as SeedlingRequest | null
  if (!request) throw new RuleBroken({ seedlingRequestId: { key: 'forms.notThere' } })
  if (next(requestTransitions, request.status, 'plant') === null)
    throw new RuleBroken({
      seedlingRequestId: {
        key: 'rules.seedling.notHandedOver',
        values: { number: request.number },
      },
    })
  return request
}

type Part = Planting['parts'][number]

/** What came by receipts of a variety and is not planted yet, lot by lot, the oldest receipt first. */
function partsLeft(
  receipts: readonly Receipt[],
  request: SeedlingRequest,
  varietyCode: string,
): Part[] {
  let planted = request.lines
    .filter((line) => line.varietyCode === varietyCode)
    .reduce((sum, line) => sum + line.plantedQuantity, 0)
  return receipts
    .filter((receipt) => receipt.varietyCode === varietyCode)
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
    .flatMap((receipt) => receipt.parts.filter(({ requestId }) => requestId.equals(request._id)))
    .map(({ lotId, batchId, quantity }) => {
      const used = Math.min(planted, quantity)
      planted -= used
      return { lotId, batchId, quantity: quantity - used }
    })
    .filter(({ quantity }) => quantity > 0)
}

function takeParts(parts: readonly Part[], wanted: number): Part[] {
  let left = wanted
  return parts.flatMap((part) => {
    const quantity = Math.min(left, part.quantity)
    left -= quantity
    return quantity > 0 ? [{ ...part, quantity }] : []
  })
}

function assertPlanting(
  told: PlantingTold,
  receipts: readonly Receipt[],
  parts: readonly Part[],
): void {
  const faults: Record<string, Fault> = {}
  const first = receipts.map(({ handedOn }) => handedOn).toSorted()[0]
  if (isAfter(told.plantedOn, today()))
    faults['plantedOn'] = { key: 'rules.seedling.inFuture', values: { today: today() } }
  else if (first && isBefore(told.plantedOn, first))
    faults['plantedOn'] = { key: 'rules.seedling.tooEarly', values: { day: first } }
  const most = parts.reduce((sum, { quantity }) => sum + quantity, 0)
  if (told.quantity < 1) faults['quantity'] = { key: 'rules.seedling.atLeastOne' }
  else if (told.quantity > most)
    faults['quantity'] = { key: 'rules.seedling.moreThanReceived', values: { most } }
  if (told.spacingM !== null && (told.spacingM < 0.5 || told.spacingM > 10))
    faults['spacingM'] = { key: 'rules.seedling.spacing' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

function plantingOf(
  actor: Actor,
  request: SeedlingRequest,
  plot: Plot,
  varietyCode: string,
  told: PlantingTold,
  parts: Part[],
  photoId: string | null,
): Planting {
  const lots = new Map(parts.map(({ lotId }) => [String(lotId), lotId]))
  return {
    _id: new Types.ObjectId(),
    status: 'planted',
    requestId: request._id,
    requestNumber: request.number,
    programmeId: request.programmeId,
    plotId: plot._id,
    farmerId: request.farmerId,
    groupId: request.groupId,
    districtCode: request.districtCode,
    regencyCode: request.regencyCode,
    varietyCode,
    altitudeM: plot.altitudeM,
    plantedOn: told.plantedOn,
    quantity: told.quantity,
    alive: told.quantity,
    parts,
    seedLotIds: [...lots.values()],
    spacingM: told.spacingM,
    shadeTrees: told.shadeTrees,
    photoId: photoId ? new Types.ObjectId(photoId) : null,
    lastCountOn: null,
    nextCountOn: null,
    plantedByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

async function writePlanted(actor: Actor, planting: Planting): Promise<void> {
  let balance = 0
  await writeEntries(
    actor,
    planting.parts.map(({ lotId, quantity }) => {
      balance += quantity
      return {
        kind: 'received' as const,
        quantity,
        place: 'plot' as const,
        balance,
        lotId,
        programmeId: planting.programmeId,
        requestId: planting.requestId,
        groupId: planting.groupId,
        plotId: planting.plotId,
        regencyCode: planting.regencyCode,
        happenedOn: planting.plantedOn,
        document: planting.requestNumber,
      }
    }),
  )
}

/**
 * More trees stand on the plot. Its variety and year become those of the planting once the young
 * trees outnumber the old: until then its harvests come from the old ones.
 */
async function changePlot(actor: Actor, plot: Plot, planting: Planting): Promise<void> {
  const isRenewed = planting.quantity >= plot.treeCount
  const after = {
    treeCount: plot.treeCount + planting.quantity,
    ...(isRenewed
      ? { varietyCode: planting.varietyCode, plantedYear: yearOf(planting.plantedOn) }
      : {}),
  }
  await PlotModel.updateOne({ _id: plot._id }, { $set: after, $inc: { version: 1 } })
  await recordAudit(actor, {
    act: 'plot.plant',
    record: { kind: 'plot', id: String(plot._id), number: plot.number, version: plot.version + 1 },
    before: {
      treeCount: plot.treeCount,
      varietyCode: plot.varietyCode,
      plantedYear: plot.plantedYear,
    },
    after: { varietyCode: plot.varietyCode, plantedYear: plot.plantedYear, ...after },
  })
  const { varietyCode, plantedOn } = planting
  await announce('plotPlanted', { actor, plotId: plot._id, varietyCode, plantedOn })
}

/** A planting in sight of the actor. */
export async function findPlanting(actor: Actor, id: string | undefined): Promise<Planting> {
  return findVisible<Planting>(PlantingModel, id, seedlingsVisibleTo(actor))
}
