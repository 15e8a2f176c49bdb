import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import { UserModel } from '../../../models/user.ts'
import { Types } from 'mongoose'
import type { Actor } from '../../actor.ts'
import { recordAudit, recordLook } from '../../audit.ts'
import { now } from '../../clock.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { nameFor } from '../../farmers/name.ts'
import { tell } from '../../messages.ts'
import type { Confirmed } from '../../questions.ts'
import { attachPhoto } from '../../photos.ts'
import { harvestsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { allowsAct, isOwnRegistration } from '../acts.ts'
import { harvestTransitions, type HarvestEvent } from '../status.ts'
import { asSeenBy, auditedFigures, figuresAlone } from './figures.ts'
import { checkFigures, figuresOf, placeAndTime, plotOf, type HarvestTold } from './register.ts'
import { moveTotals } from './summary.ts'

/**
 * Confirms, disputes or voids a harvest.
 * @throws {StaleVersion} {WrongState} when somebody was faster
 * @throws {RuleBroken} when a person would confirm or dispute what he registered himself
 */
export async function decideHarvest(
  actor: Actor,
  id: string,
  version: number,
  act: 'confirm' | 'dispute' | 'void',
  reason: string | null,
): Promise<void> {
  const harvest = await harvestToMove(actor, id, version, act)
  if (act !== 'void' && isOwnRegistration(actor, harvest)) {
    throw new RuleBroken({ form: { key: 'harvests.rules.ownRegistration' } })
  }
  const status = next(harvestTransitions, harvest.status, act)!
  await save(actor, harvest, { ...harvest, status, reason, ...decisionOf(actor) }, act, reason)
}

/**
 * Confirms a declared harvest for what somebody saw of it: a processing unit its weigh slips, the
 * farmer or leader what the unit wrote down. Does nothing when it is not declared any more or when
 * the person registered it himself.
 * @returns whether it was confirmed
 */
export async function confirmBySight(
  actor: Actor,
  harvestId: Harvest['_id'],
  note: string,
): Promise<boolean> {
  const harvest = await HarvestModel.findById(harvestId).lean()
  if (!harvest || harvest.status !== 'declared' || isOwnRegistration(actor, harvest)) return false
  const status = next(harvestTransitions, harvest.status, 'confirm')!
  await save(actor, harvest, { ...harvest, status, ...decisionOf(actor) }, 'confirm', note)
  return true
}

/**
 * Corrects the figures of a harvest; it is declared again and waits for a new confirmation. The
 * figures before stay readable with the record.
 */
export async function correctHarvest(
  actor: Actor,
  id: string,
  version: number,
  told: HarvestTold,
  photoId: string | null,
  confirmed: Confirmed,
  reason: string,
): Promise<void> {
  const harvest = await harvestToMove(actor, id, version, 'correct')
  const plot = await plotOf(actor, { _id: harvest.farmerId }, told.plotId)
  const figures = figuresOf(told, photoId ?? (harvest.photoId ? String(harvest.photoId) : null))
  const answers = await checkFigures(actor, figures, plot, confirmed, harvest._id)
  const figuresBefore = figuresAlone(harvest)
  const earlier = {
    figures: figuresBefore,
    correctedAt: now(),
    correctedByName: actor.fullName,
    reason,
  }
  const corrected: Harvest = {
    ...harvest,
    ...figures,
    ...placeAndTime(plot, figures),
    status: 'declared',
    declaredAt: now(),
    // whoever corrects tells it anew, so somebody else must confirm it
    registeredBy: new Types.ObjectId(actor.userId),
    registeredByName: actor.fullName,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    reason: null,
    answers: [...harvest.answers, ...answers],
    earlier: [...harvest.earlier, earlier],
  }
  if (photoId)
    await attachPhoto(photoId, { farmerId: harvest.farmerId, kind: 'harvest', id: harvest._id })
  await save(actor, harvest, corrected, 'correct', reason)
}

async function harvestToMove(
  actor: Actor,
  id: string,
  version: number,
  act: HarvestEvent,
): Promise<Harvest> {
  const harvest = await findVisible<Harvest>(HarvestModel, id, harvestsVisibleTo(actor))
  assertVersion('harvest', harvest, version)
  if (!allowsAct(actor, harvest, act)) throw new WrongState(`harvest.${harvest.status}`, act)
  return harvest
}

function decisionOf(actor: Actor) {
  return {
    decidedBy: new Types.ObjectId(actor.userId),
    decidedByName: actor.fullName,
    decidedAt: now(),
  }
}

async function save(
  actor: Actor,
  before: Harvest,
  after: Harvest,
  act: HarvestEvent,
  reason: string | null,
) {
  const { _id, ...fields } = { ...after, version: before.version + 1, updatedAt: now() }
  await HarvestModel.updateOne({ _id, version: before.version }, { $set: fields })
  await moveTotals(before, after)
  await recordAudit(actor, {
    act: `harvest.${act}`,
    record: {
      kind: 'harvest',
      id: _id.toHexString(),
      number: after.number,
      version: fields.version,
    },
    before: auditedFigures(before),
    after: auditedFigures(after),
    note: reason,
  })
  await tellFarmer(actor, after, act)
}

async function tellFarmer(actor: Actor, harvest: Harvest, act: HarvestEvent): Promise<void> {
  const users = await UserModel.find({ farmerId: harvest.farmerId }, { _id: 1 }).lean()
  await tell(
    users.map((user) => user._id).filter((id) => String(id) !== actor.userId),
    {
      key: `messages.harvest.${act}`,
      values: { number: harvest.number, who: actor.fullName, reason: harvest.reason ?? '' },
      href: `/harvests/${String(harvest._id)}`,
    },
  )
}

/** A harvest with the names that its page prints. */
export async function readHarvest(actor: Actor, id: string | undefined) {
  const harvest = await findVisible<Harvest>(HarvestModel, id, harvestsVisibleTo(actor))
  const [farmer, plot] = await Promise.all([
    FarmerModel.findById(harvest.farmerId, { fullName: 1, number: 1 }).lean(),
    PlotModel.findById(harvest.plotId, { name: 1, number: 1 }).lean(),
  ])
  return {
    harvest: asSeenBy(actor, harvest),
    farmer: { ...farmer!, fullName: nameFor(actor, farmer!.fullName) },
    plot: plot!,
  }
}

/** The same for whoever opens the record's page: the look of an auditor is itself recorded. */
export async function lookAtHarvest(actor: Actor, id: string | undefined) {
  const found = await readHarvest(actor, id)
  await recordLook(actor, {
    kind: 'harvest',
    id: found.harvest._id.toHexString(),
    number: found.harvest.number,
    version: found.harvest.version,
  })
  return found
}
