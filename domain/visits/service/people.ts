import type { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import { tell, type Notice } from '../../messages.ts'
import { farmersVisibleTo, plotsVisibleTo } from '../../scopes.ts'

/** @throws {RuleBroken} at `farmerId` when the farmer is not there or out of sight */
export async function farmerInSight(actor: Actor, farmerId: string): Promise<Farmer> {
  const farmer = await FarmerModel.findOne({
    $and: [{ _id: farmerId, status: 'active' }, farmersVisibleTo(actor)],
  }).lean()
  if (!farmer) throw new RuleBroken({ farmerId: { key: 'forms.notThere' } })
  return farmer
}

/** @throws {RuleBroken} at `plotId` when it is not this farmer's, or out of sight */
export async function plotInSight(actor: Actor, farmer: Farmer, plotId: string): Promise<Plot> {
  const plot = await PlotModel.findOne({
    $and: [{ _id: plotId, farmerId: farmer._id, status: 'active' }, plotsVisibleTo(actor)],
  }).lean()
  if (!plot) throw new RuleBroken({ plotId: { key: 'forms.notThere' } })
  return plot
}

/** Who goes to a district when nobody was named: the officer in charge who was there first. */
export async function officerOf(districtCode: string) {
  const officers = await UserModel.find(
    { districtCodes: districtCode, role: 'extension-officer' },
    { fullName: 1, endsOn: 1 },
  ).lean()
  const running = officers.filter(({ endsOn }) => endsOn === null || endsOn >= today())
  return running.sort((a, b) => (String(a._id) < String(b._id) ? -1 : 1))[0] ?? null
}

/** Whether the farmer can sign in and read for himself. */
export async function hasAccount(farmerId: Types.ObjectId): Promise<boolean> {
  return (await UserModel.exists({ farmerId, role: 'farmer' })) !== null
}

/** Tells the farmer, where he has an account. */
export async function tellFarmer(
  actor: Pick<Actor, 'userId'> | null,
  farmerId: Types.ObjectId,
  notice: Notice,
): Promise<void> {
  const users = await UserModel.find({ farmerId }, { _id: 1 }).lean()
  await tell(
    users.map(({ _id }) => _id).filter((id) => String(id) !== actor?.userId),
    notice,
  )
}

/** Tells the leaders of a group. */
export async function tellLeaders(groupId: Types.ObjectId, notice: Notice): Promise<void> {
  const leaders = await UserModel.find(
    { organisationId: groupId, role: 'group-leader' },
    { _id: 1 },
  ).lean()
  await tell(
    leaders.map(({ _id }) => _id),
    notice,
  )
}
