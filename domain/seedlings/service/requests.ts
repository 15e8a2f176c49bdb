import { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import {
  SeedlingProgrammeModel,
  type SeedlingProgramme,
} from '../../../models/seedling-programme.ts'
import {
  SeedlingRequestModel,
  type RequestLine,
  type SeedlingRequest,
} from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { tell } from '../../messages.ts'
import { farmersVisibleTo, plotsVisibleTo, seedlingsVisibleTo } from '../../scopes.ts'
import { mostPlants, treesPerHaOf } from '../capacity.ts'
import type { RequestCheck } from '../request-rules.ts'
import { peopleOf } from './lots.ts'
import { plannedOn, planPlants } from './plot-plans.ts'
import { readVarieties } from '../../reference.ts'
import { auditRequest, hrefOf } from './request-save.ts'
import { readChecks, wallFault } from './request-checks.ts'
export { findRequest, hrefOf, requestToMove, saveRequest } from './request-save.ts'
export { readChecks, wallFault } from './request-checks.ts'
export type { RequestLine, SeedlingRequest } from '../../../models/seedling-request.ts'

export interface RequestTold {
  programmeId: string
  farmerId: string | null
  lines: { plotId: string; varietyCode: string; quantity: number; at: number }[]
  note: string | null
  replaces: string | null
}

/**
 * Asks a programme for seedlings.
 * @throws {RuleBroken} where a rule that is a wall fails; a low plot is asked for and waits for the
 * regency's override
 */
export async function makeRequest(actor: Actor, told: RequestTold, number: string) {
  const farmer = await farmerInSight(
    actor,
    actor.role === 'farmer' ? actor.farmerId : told.farmerId,
  )
  const programme = await SeedlingProgrammeModel.findById(told.programmeId).lean()
  if (!programme) throw new RuleBroken({ programmeId: { key: 'forms.notThere' } })
  if (!programme.quotas.some(({ regencyCode }) => regencyCode === farmer.regencyCode))
    throw new RuleBroken({ programmeId: { key: 'rules.seedling.notForRegency' } })
  const plots = await plotsOf(actor, farmer, told)
  const replaces = await replacedBy(actor, farmer, told.replaces)
  const base = requestBase(actor, farmer, programme, plots, number)
  const { walls } = await readChecks(base, programme, farmer, plots)
  const wall = walls.find(({ code }) => code !== 'altitude')
  if (wall) throw new RuleBroken({ [wallField[wall.code] ?? 'form']: wallFault(wall) })
  const request: SeedlingRequest = {
    ...base,
    lines: await linesOf(programme, plots, told),
    note: told.note,
    replaces,
  }
  await SeedlingRequestModel.create([request])
  await auditRequest(actor, 'make', null, request, told.note)
  await tell(
    (await peopleOf(farmer.groupId, 'group-leader')).filter((id) => String(id) !== actor.userId),
    {
      key: 'messages.seedling.requested',
      values: { farmer: farmer.fullName, number },
      href: hrefOf(request),
    },
  )
  return request
}

const wallField: Partial<Record<RequestCheck['code'], string>> = {
  consent: 'farmerId',
  window: 'programmeId',
  area: 'lines[0][plotId]',
  land: 'lines[0][plotId]',
}

function requestBase(
  actor: Actor,
  farmer: Farmer,
  programme: SeedlingProgramme,
  plots: Plot[],
  number: string,
): SeedlingRequest {
  return {
    _id: new Types.ObjectId(),
    number,
    status: 'proposed',
    programmeId: programme._id,
    year: programme.year,
    farmerId: farmer._id,
    groupId: farmer.groupId,
    villageCode: farmer.villageCode,
    districtCode: farmer.districtCode,
    regencyCode: farmer.regencyCode,
    lines: [],
    lowestAltitudeM: Math.min(...plots.map(({ altitudeM }) => altitudeM)),
    centre: centreOf(plots),
    note: null,
    replaces: null,
    isAltitudeOverridden: false,
    verification: null,
    decreeId: null,
    requestedBy: new Types.ObjectId(actor.userId),
    requestedByName: actor.fullName,
    requestedOn: today(),
    journey: [{ act: 'make', at: now(), byName: actor.fullName, note: null }],
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

/** The middle of several plots, longitude first. */
export function centreOf(plots: readonly Pick<Plot, 'centre'>[]): [number, number] | null {
  const known = plots.flatMap(({ centre }) => (centre?.length === 2 ? [centre] : []))
  if (known.length === 0) return null
  const mean = (index: 0 | 1) => known.reduce((sum, each) => sum + each[index], 0) / known.length
  return [mean(0), mean(1)]
}

async function farmerInSight(actor: Actor, farmerId: string | null): Promise<Farmer> {
  if (!farmerId) throw new RuleBroken({ farmerId: { key: 'forms.missing' } })
  const farmer = await FarmerModel.findOne({
    $and: [{ _id: farmerId, status: 'active' }, farmersVisibleTo(actor)],
  }).lean()
  if (!farmer) throw new RuleBroken({ farmerId: { key: 'forms.notThere' } })
  return farmer
}

async function plotsOf(actor: Actor, farmer: Farmer, { lines }: RequestTold): Promise<Plot[]> {
  if (lines.length === 0)
    throw new RuleBroken({ 'lines[0][quantity]': { key: 'rules.seedling.noLines' } })
  const found = await PlotModel.find({
    $and: [
      { _id: { $in: lines.map(({ plotId }) => plotId) }, farmerId: farmer._id, status: 'active' },
      plotsVisibleTo(actor),
    ],
  }).lean()
  const byId = new Map(found.map((plot) => [String(plot._id), plot]))
  const faults: Record<string, Fault> = {}
  const seen = new Set<string>()
  for (const { plotId, at } of lines) {
    if (!byId.has(plotId)) faults[`lines[${at}][plotId]`] = { key: 'forms.notThere' }
    else if (seen.has(plotId)) faults[`lines[${at}][plotId]`] = { key: 'rules.seedling.plotTwice' }
    seen.add(plotId)
  }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  return lines.map(({ plotId }) => byId.get(plotId)!)
}

async function linesOf(programme: SeedlingProgramme, plots: Plot[], { lines }: RequestTold) {
  const varieties = new Map((await readVarieties()).map((each) => [each.code, each]))
  const planned = await plannedOn(plots.map(({ _id }) => _id))
  const faults: Record<string, Fault> = {}
  const made = lines.map((line, index): RequestLine => {
    const plot = plots[index]!
    const variety = varieties.get(line.varietyCode)
    const offer = programme.varieties.find(({ code }) => code === line.varietyCode)
    if (!variety || !offer)
      faults[`lines[${line.at}][varietyCode]`] = { key: 'rules.seedling.notOffered' }
    const treesPerHa = treesPerHaOf(offer?.treesPerHa, variety?.stature ?? 'any')
    const maxQuantity = mostPlants({
      areaHa: plot.areaHa,
      treesPerHa,
      sparePct: programme.sparePct,
      standing: plot.treeCount,
      planned: planned.get(line.plotId) ?? 0,
    })
    if (line.quantity < 1)
      faults[`lines[${line.at}][quantity]`] = { key: 'rules.seedling.atLeastOne' }
    else if (line.quantity > maxQuantity)
      faults[`lines[${line.at}][quantity]`] = {
        key: 'rules.seedling.tooMany',
        values: {
          maxQuantity,
          plot: plot.name,
          areaHa: plot.areaHa,
          treesPerHa,
          standing: plot.treeCount,
        },
      }
    return {
      plotId: plot._id,
      varietyCode: line.varietyCode,
      quantity: line.quantity,
      maxQuantity,
      treesPerHa,
      verifiedQuantity: null,
      allocatedQuantity: 0,
      receivedQuantity: 0,
      plantedQuantity: 0,
    }
  })
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  for (const { plotId, quantity } of made) await planPlants(plotId, quantity)
  return made
}

async function replacedBy(actor: Actor, farmer: Farmer, id: string | null) {
  if (id === null) return null
  const old: Pick<SeedlingRequest, '_id' | 'status' | 'number'> | null =
    await SeedlingRequestModel.findOne({
      $and: [{ _id: id, farmerId: farmer._id }, seedlingsVisibleTo(actor)],
    }).lean<SeedlingRequest>()
  if (!old) throw new RuleBroken({ replaces: { key: 'forms.notThere' } })
  if (!['planted', 'monitored', 'completed'].includes(old.status))
    throw new RuleBroken({
      replaces: { key: 'rules.seedling.notPlanted', values: { number: old.number } },
    })
  return old._id
}
