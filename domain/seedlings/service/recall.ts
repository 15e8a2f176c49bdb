import { inTransaction } from '../../../database/transaction.ts'
import { HandoverModel } from '../../../models/handover.ts'
import { NurseryBatchModel } from '../../../models/nursery-batch.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlantingModel } from '../../../models/planting.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { SeedRecallModel, type SeedRecall } from '../../../models/seed-recall.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { WrongState } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { groupsVisibleTo } from '../../scopes.ts'
import { findLot } from './lots.ts'

/** Plantings that one step lists: well under a second. */
const stepSize = 500

/**
 * Stops a lot everywhere at once: the lot and all its batches, in one small transaction. Whom it
 * reached is listed afterwards in steps.
 * @throws {WrongState} when it was recalled already
 */
export async function recallLot(
  actor: Actor,
  id: string,
  version: number,
  reason: string,
): Promise<void> {
  const lot = await findLot(actor, id)
  assertVersion('seed-lot', lot, version)
  if (lot.status === 'recalled') throw new WrongState('stock.recalled', 'recall')
  await SeedLotModel.updateOne(
    { _id: lot._id, version },
    {
      $set: { status: 'recalled', recalledAt: now(), recallReason: reason, updatedAt: now() },
      $inc: { version: 1 },
    },
  )
  await NurseryBatchModel.updateMany(
    { seedLotId: lot._id },
    { $set: { status: 'recalled', updatedAt: now() }, $inc: { version: 1 } },
  )
  await SeedRecallModel.create([
    { _id: lot._id, lotNumber: lot.number, reason, status: 'listing', startedAt: now() },
  ])
  await recordAudit(actor, {
    act: 'seed-lot.recall',
    record: { kind: 'seed-lot', id, number: lot.number, version: version + 1 },
    before: { status: lot.status },
    after: { status: 'recalled' },
    note: reason,
  })
  const keepers = await UserModel.find(
    { organisationId: { $in: lot.nurseryIds }, role: 'nursery-keeper' },
    { _id: 1 },
  ).lean()
  await tell(
    keepers.map(({ _id }) => _id),
    {
      key: 'messages.seedling.recalled',
      values: { number: lot.number, reason },
      href: `/seed-lots/${id}`,
    },
  )
}

/** Lists further whom recalled lots reached, and writes to those in charge once a list is whole. */
export async function runRecalls(): Promise<number> {
  const open = await SeedRecallModel.find({ status: 'listing' }).lean()
  for (const { _id } of open) while (await step(_id));
  return open.length
}

/** One step of one recall; false when nothing is left to list. */
async function step(id: SeedRecall['_id']): Promise<boolean> {
  return inTransaction(async () => {
    const recall = (await SeedRecallModel.findById(id).lean()) as SeedRecall
    if (recall.status === 'done') return false
    const found = await PlantingModel.find({
      seedLotIds: id,
      ...(recall.after ? { _id: { $gt: recall.after } } : {}),
    })
      .sort({ _id: 1 })
      .limit(stepSize)
      .lean()
    const plants = found.flatMap(({ parts }) => parts).filter(({ lotId }) => lotId.equals(id))
    if (found.length > 0) {
      await SeedRecallModel.updateOne(
        { _id: id },
        {
          $set: { after: found.at(-1)!._id, ...reachedBy(recall, found) },
          $inc: {
            plots: found.length,
            plants: plants.reduce((sum, { quantity }) => sum + quantity, 0),
          },
        },
      )
    }
    if (found.length === stepSize) return true
    await finish(id)
    return false
  })
}

/**
 * Whom a recall has reached, with whom some records add. The sets are made here: the embedded
 * database compares every new member of a `$addToSet` with all that are there.
 */
function reachedBy(
  recall: Reached,
  records: readonly {
    farmerId?: Id
    groupId: Id
    districtCode: string
    regencyCode: string
  }[],
): Reached {
  const farmerIds = records.flatMap(({ farmerId }) => (farmerId ? [farmerId] : []))
  return {
    farmerIds: unionOf(recall.farmerIds, farmerIds),
    groupIds: unionOf(
      recall.groupIds,
      records.map(({ groupId }) => groupId),
    ),
    districtCodes: unionOf(
      recall.districtCodes,
      records.map(({ districtCode }) => districtCode),
    ),
    regencyCodes: unionOf(
      recall.regencyCodes,
      records.map(({ regencyCode }) => regencyCode),
    ),
  }
}

type Id = SeedRecall['_id']
type Reached = Pick<SeedRecall, 'farmerIds' | 'groupIds' | 'districtCodes' | 'regencyCodes'>

function unionOf<T extends Id | string>(there: readonly T[], more: readonly T[]): T[] {
  return [...new Map([...there, ...more].map((each) => [String(each), each])).values()]
}

async function finish(id: SeedRecall['_id']): Promise<void> {
  const recall = (await SeedRecallModel.findById(id).lean()) as SeedRecall
  // plants may be with a group that has not given them to anybody yet
  const notes = await HandoverModel.find(
    { 'lines.lotId': id },
    { groupId: 1, districtCode: 1, regencyCode: 1 },
  ).lean()
  const reached = reachedBy(recall, notes)
  const { farmerIds, groupIds, districtCodes, regencyCodes } = reached
  await SeedRecallModel.updateOne(
    { _id: id },
    { $set: { status: 'done', doneAt: now(), ...reached } },
  )
  const inCharge = [
    { organisationId: { $in: groupIds }, role: 'group-leader' as const },
    { districtCodes: { $in: districtCodes }, role: 'extension-officer' as const },
    { regencyCode: { $in: regencyCodes }, role: 'regency-admin' as const },
    { farmerId: { $in: farmerIds } },
  ]
  const users = (
    await Promise.all(inCharge.map((filter) => UserModel.find(filter as object, { _id: 1 }).lean()))
  ).flat()
  await tell([...new Set(users.map(({ _id }) => String(_id)))], {
    key: 'messages.seedling.recalled',
    values: { number: recall.lotNumber, reason: recall.reason },
  })
}

/**
 * How far the recall of a lot has got, with the names of the groups that the reader may see (the
 * institute, which recalls, all of them); null when it was not recalled.
 */
export async function readRecall(actor: Actor, lotId: SeedRecall['_id']) {
  const recall = (await SeedRecallModel.findById(lotId).lean()) as SeedRecall | null
  if (!recall) return null
  const visible = actor.role === 'seed-officer' ? {} : groupsVisibleTo(actor)
  const groups = await OrganisationModel.find(
    { $and: [{ _id: { $in: recall.groupIds } }, visible] },
    { name: 1 },
  ).lean()
  const groupNames = groups.map(({ name }) => name).sort((a, b) => a.localeCompare(b))
  return { ...recall, groupNames }
}
