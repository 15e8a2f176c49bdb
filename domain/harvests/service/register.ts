import { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HarvestModel, type Harvest, type HarvestFigures } from '../../../models/harvest.ts'
export { buyerKinds, type Harvest } from '../../../models/harvest.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { isId } from '../../find-visible.ts'
import { toGrams } from '../../grams.ts'
import { tell } from '../../messages.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { attachPhoto } from '../../photos.ts'
import { farmersVisibleTo, plotsVisibleTo } from '../../scopes.ts'
import { harvestFaults, harvestQuestions } from '../harvest-rules.ts'
import { seasonOf } from '../yield.ts'
import { auditedFigures } from './figures.ts'
import { moveTotals } from './summary.ts'

/** A harvest as it is told: kilograms, rupiah a kilogram, days. */
export interface HarvestTold {
  plotId: string
  harvestedFrom: string
  harvestedTo: string
  form: Harvest['form']
  weightKg: number
  redPct: number | null
  buyerKind: Harvest['buyerKind']
  pricePerKg: number | null
  note: string | null
}

/**
 * Registers a harvest for a farmer in sight of the actor, and tells the group's leader.
 * @throws {RuleBroken} when a figure cannot be, {MustAsk} when one should be looked at again
 */
export async function registerHarvest(
  actor: Actor,
  farmerId: string | null,
  told: HarvestTold,
  photoId: string | null,
  confirmed: Confirmed,
  number: string,
): Promise<Harvest> {
  const farmer = await farmerInSight(actor, actor.role === 'farmer' ? actor.farmerId : farmerId)
  const plot = await plotOf(actor, farmer, told.plotId)
  return declareHarvest(actor, { farmer, plot }, told, photoId, confirmed, number)
}

/**
 * Writes down a harvest of a farmer and plot that somebody else has found already: here, or a
 * processing unit that knows the farmer by number.
 */
export async function declareHarvest(
  actor: Actor,
  { farmer, plot }: { farmer: Farmer; plot: Plot },
  told: HarvestTold,
  photoId: string | null,
  confirmed: Confirmed,
  number: string,
): Promise<Harvest> {
  const figures = figuresOf(told, photoId)
  const answers = await checkFigures(actor, figures, plot, confirmed, null)
  const harvest: Harvest = {
    _id: new Types.ObjectId(),
    number,
    status: 'declared',
    farmerId: farmer._id,
    groupId: farmer.groupId,
    bankIds: farmer.bankIds ?? [],
    ...placeAndTime(plot, figures),
    ...figures,
    registeredBy: new Types.ObjectId(actor.userId),
    registeredByName: actor.fullName,
    declaredAt: now(),
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    reason: null,
    answers,
    earlier: [],
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await HarvestModel.create([harvest])
  if (photoId)
    await attachPhoto(photoId, { farmerId: farmer._id, kind: 'harvest', id: harvest._id })
  await moveTotals(null, harvest)
  await recordAudit(actor, {
    act: 'harvest.register',
    record: { kind: 'harvest', id: harvest._id.toHexString(), number, version: 1 },
    after: auditedFigures(harvest),
  })
  await tellLeaders(actor, farmer, harvest)
  return harvest
}

async function farmerInSight(actor: Actor, farmerId: string | null): Promise<Farmer> {
  const farmer = isId(farmerId ?? undefined)
    ? await FarmerModel.findOne({
        $and: [{ _id: farmerId, status: 'active' }, farmersVisibleTo(actor)],
      }).lean()
    : null
  if (!farmer)
    throw new RuleBroken({ farmerId: { key: farmerId ? 'forms.notThere' : 'forms.missing' } })
  return farmer
}

/** The plot, if it is this farmer's and in sight; the same words when it is not there. */
export async function plotOf(
  actor: Actor,
  farmer: Pick<Farmer, '_id'>,
  plotId: string,
): Promise<Plot> {
  const plot = await PlotModel.findOne({
    $and: [{ _id: plotId, farmerId: farmer._id, status: 'active' }, plotsVisibleTo(actor)],
  }).lean()
  if (!plot) throw new RuleBroken({ plotId: { key: 'forms.notThere' } })
  return plot
}

export function figuresOf(told: HarvestTold, photoId: string | null): HarvestFigures {
  const { weightKg, plotId, ...rest } = told
  return {
    ...rest,
    plotId: new Types.ObjectId(plotId),
    weightG: toGrams(weightKg),
    photoId: photoId ? new Types.ObjectId(photoId) : null,
  }
}

export function placeAndTime(plot: Plot, figures: HarvestFigures) {
  return {
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    season: seasonOf(figures.harvestedTo),
    month: figures.harvestedTo.slice(0, 7),
  }
}

/** Rules first, then questions; returns the answers to keep with the record. */
export async function checkFigures(
  actor: Actor,
  figures: HarvestFigures,
  plot: Plot,
  confirmed: Confirmed,
  except: Types.ObjectId | null,
) {
  const season = seasonOf(figures.harvestedTo)
  const sameSeason = await HarvestModel.find(
    { plotId: plot._id, season },
    { harvestedFrom: 1, harvestedTo: 1, form: 1, weightG: 1, number: 1, status: 1 },
  ).lean()
  const others = sameSeason.filter(
    ({ _id, status }) => status !== 'void' && String(_id) !== String(except),
  )
  const faults = harvestFaults(figures, plot, others, today())
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  return answersTo(actor, harvestQuestions(figures, plot, others), confirmed)
}

async function tellLeaders(actor: Actor, farmer: Farmer, harvest: Harvest): Promise<void> {
  const leaders = await UserModel.find(
    { organisationId: farmer.groupId, role: 'group-leader' },
    { _id: 1 },
  ).lean()
  await tell(
    leaders.map((leader) => leader._id).filter((id) => String(id) !== actor.userId),
    {
      key: 'messages.harvestDeclared',
      values: { farmer: farmer.fullName, weightKg: harvest.weightG / 1000, number: harvest.number },
      href: `/harvests/${String(harvest._id)}`,
    },
  )
}
