import { Types } from 'mongoose'
import { NurseryBatchModel, type NurseryBatch } from '../../../models/nursery-batch.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { SeedConsignmentModel } from '../../../models/seed-consignment.ts'
import { SeedLotModel, type SeedLot } from '../../../models/seed-lot.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { isAfter, isBefore, type Day } from '../../dates.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { batchesVisibleTo, seedLotsVisibleTo } from '../../scopes.ts'
import { effectOf, noEffect } from '../entry-kinds.ts'
import { readyChecks, type Growth } from '../readiness.ts'
import { mayLeave } from '../status.ts'
import { batchToday, moveBatch } from './append.ts'
import { notLeaving } from './leaving.ts'
import { unitOf } from './lots.ts'
import { readNorms } from './norms.ts'
export type { NurseryBatch } from '../../../models/nursery-batch.ts'

/**
 * Sows part of what was sent of a lot: a batch of its own from then on.
 * @throws {RuleBroken} when more is sown than was sent, or the certificate no longer holds
 */
export async function sowBatch(
  actor: Actor,
  told: { seedLotId: string; quantity: number; sownOn: Day; bed: string | null },
  number: string,
): Promise<NurseryBatch> {
  const lot = await SeedLotModel.findOne({
    $and: [{ _id: told.seedLotId }, seedLotsVisibleTo(actor)],
  }).lean()
  if (!lot) throw new RuleBroken({ seedLotId: { key: 'forms.notThere' } })
  if (!mayLeave(lot, today())) throw new RuleBroken({ seedLotId: notLeaving(lot) })
  const wrongDay = dayFault(told.sownOn, lot.issuedOn)
  if (wrongDay) throw new RuleBroken({ sownOn: wrongDay })
  if (told.quantity < 1) throw new RuleBroken({ quantity: { key: 'rules.seedling.atLeastOne' } })
  await takeFromConsignment(actor, lot, told.quantity)
  const nursery = await OrganisationModel.findById(actor.organisationId).lean()
  const batch: NurseryBatch = {
    _id: new Types.ObjectId(),
    number,
    status: 'open',
    seedLotId: lot._id,
    lotNumber: lot.number,
    varietyCode: lot.varietyCode,
    form: lot.form,
    nurseryId: new Types.ObjectId(actor.organisationId),
    regencyCode: nursery?.regencyCode ?? '',
    bed: told.bed,
    sownOn: told.sownOn,
    quantity: told.quantity,
    ...noEffect,
    free: 0,
    entryCount: 0,
    readyOn: null,
    validUntil: lot.validUntil,
    growth: [],
    registeredBy: new Types.ObjectId(actor.userId),
    registeredByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await NurseryBatchModel.create([batch])
  const effect = effectOf('sown', lot.form, told.quantity)
  const { quantity, sownOn: happenedOn } = told
  await moveBatch(actor, batch._id, [
    { kind: 'sown', quantity, unit: unitOf(lot), effect, happenedOn, document: lot.number },
  ])
  await recordAudit(actor, {
    act: 'nursery-batch.register',
    record: auditedBatch(batch),
    after: { ...told, lotNumber: lot.number },
  })
  return batch
}

// the lot is touched too, so that a recall that comes at the same moment is not missed
async function takeFromConsignment(actor: Actor, lot: SeedLot, quantity: number): Promise<void> {
  const touched = await SeedLotModel.updateOne(
    { _id: lot._id, status: { $ne: 'recalled' } },
    { $inc: { entryCount: 1 } },
  )
  if (touched.modifiedCount === 0)
    throw new RuleBroken({ seedLotId: notLeaving({ ...lot, status: 'recalled' }) })
  const _id = `${String(lot._id)}:${actor.organisationId}`
  const taken = await SeedConsignmentModel.updateOne(
    { _id, left: { $gte: quantity } },
    { $inc: { left: -quantity, sown: quantity } },
  )
  if (taken.modifiedCount > 0) return
  const there = await SeedConsignmentModel.findById(_id).lean()
  const values = { left: there?.left ?? 0, number: lot.number }
  throw new RuleBroken({ quantity: { key: 'rules.seedling.notEnoughSent', values } })
}

function dayFault(day: Day, earliest: Day): Fault | null {
  if (isAfter(day, today())) return { key: 'rules.seedling.inFuture', values: { today: today() } }
  return isBefore(day, earliest)
    ? { key: 'rules.seedling.tooEarly', values: { day: earliest } }
    : null
}

/** Notes how a sample of the batch has grown. */
export async function measureGrowth(actor: Actor, id: string, growth: Growth) {
  const batch = await findBatch(actor, id)
  const wrongDay = dayFault(growth.measuredOn, batch.sownOn)
  if (wrongDay) throw new RuleBroken({ measuredOn: wrongDay })
  if (growth.sample < 1) throw new RuleBroken({ sample: { key: 'rules.seedling.atLeastOne' } })
  if (growth.healthy > growth.sample)
    throw new RuleBroken({
      healthy: { key: 'rules.seedling.moreThan', values: { most: growth.sample } },
    })
  await NurseryBatchModel.updateOne(
    { _id: batch._id },
    { $push: { growth }, $set: { updatedAt: now() } },
  )
  await recordAudit(actor, {
    act: 'nursery-batch.grow',
    record: auditedBatch(batch),
    after: { ...growth },
  })
}

/**
 * Declares a batch ready to plant.
 * @throws {WrongState} unless it is open, {RuleBroken} when it has no plants
 */
export async function makeReady(
  actor: Actor,
  id: string,
  version: number,
  readyOn: Day,
): Promise<void> {
  const batch = await findBatch(actor, id)
  assertVersion('nursery-batch', batch, version)
  if (batch.status !== 'open') throw new WrongState(`stock.${batch.status}`, 'ready')
  const wrongDay = dayFault(readyOn, batch.sownOn)
  if (wrongDay) throw new RuleBroken({ readyOn: wrongDay })
  if (batch.onHand < 1) throw new RuleBroken({ form: { key: 'rules.seedling.noPlants' } })
  await NurseryBatchModel.updateOne(
    { _id: batch._id, version },
    { $set: { status: 'ready', readyOn, updatedAt: now() }, $inc: { version: 1 } },
  )
  const { ready } = await readNorms()
  const checks = readyChecks(batch.sownOn, batch.growth.at(-1) ?? null, readyOn, ready)
  await recordAudit(actor, {
    act: 'nursery-batch.ready',
    record: auditedBatch({ ...batch, version: batch.version + 1 }),
    before: { status: 'open' },
    after: {
      status: 'ready',
      readyOn,
      notHeld:
        checks
          .filter(({ holds }) => !holds)
          .map(({ code }) => code)
          .join(', ') || null,
    },
  })
}

export function auditedBatch(batch: Pick<NurseryBatch, '_id' | 'number' | 'version'>) {
  return {
    kind: 'nursery-batch',
    id: String(batch._id),
    number: batch.number,
    version: batch.version,
  }
}

/** A batch in sight of the actor. */
export async function findBatch(actor: Actor, id: string | undefined): Promise<NurseryBatch> {
  return batchToday(await findVisible<NurseryBatch>(NurseryBatchModel, id, batchesVisibleTo(actor)))
}

/** Lots of which the keeper's nursery still has something to sow. */
export async function lotsToSow(actor: Actor) {
  const left = await SeedConsignmentModel.find({
    nurseryId: actor.organisationId,
    left: { $gt: 0 },
  }).lean()
  const lots = await SeedLotModel.find({ _id: { $in: left.map((each) => each.seedLotId) } }).lean()
  const byId = new Map(lots.map((lot) => [String(lot._id), lot]))
  return left.flatMap((each) => {
    const lot = byId.get(String(each.seedLotId))
    return lot && mayLeave(lot, today()) ? [{ lot, left: each.left, sentOn: each.lastSentOn }] : []
  })
}
