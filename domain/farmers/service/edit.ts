import { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { followFarmer } from '../../accounts/service/follow-farmer.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { WrongState } from '../../errors.ts'
import { assertVersion, findVisible } from '../../find-visible.ts'
import { attachPhoto } from '../../photos.ts'
import type { Confirmed } from '../../questions.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { searchWords } from '../../search-words.ts'
import { auditedPerson, checkPerson, type PersonTold } from './person.ts'
import { areaM2Of, moveRegistry, placeOfGroup } from './registry.ts'

/**
 * Changes a farmer's particulars. Who moves to another group takes his plots along; what he
 * harvested before stays with the group of that time.
 * @throws {StaleVersion} {WrongState} {RuleBroken} {MustAsk}
 */
export async function editFarmer(
  actor: Actor,
  id: string,
  version: number,
  told: PersonTold,
  photoId: string | null,
  confirmed: Confirmed,
): Promise<void> {
  const before = await findVisible<Farmer>(FarmerModel, id, farmersVisibleTo(actor))
  assertVersion('farmer', before, version)
  if (before.status !== 'active') throw new WrongState(`farmer.${before.status}`, 'edit')
  const checked = await checkPerson(actor, told, before.number, before, confirmed)
  const after: Farmer = {
    ...before,
    ...checked.person,
    photoId: photoId ? new Types.ObjectId(photoId) : before.photoId,
    answers: [...before.answers, ...checked.answers],
    version: before.version + 1,
    updatedAt: now(),
  }
  const { _id, ...fields } = after
  await FarmerModel.updateOne({ _id, version }, { $set: fields })
  if (photoId) await attachPhoto(photoId, { farmerId: _id, kind: 'farmer', id: _id })
  if (before.fullName !== after.fullName) await renamePlots(after)
  if (!before.groupId.equals(after.groupId)) await moveToGroup(actor, before, after)
  await recordAudit(actor, {
    act: 'farmer.edit',
    record: { kind: 'farmer', id, number: after.number, version: after.version },
    before: auditedPerson(before),
    after: auditedPerson(after),
  })
}

// plots are found by their farmer's name too
async function renamePlots(farmer: Farmer): Promise<void> {
  for (const plot of await PlotModel.find({ farmerId: farmer._id }).lean()) {
    const words = searchWords([plot.name, plot.number, farmer.fullName])
    await PlotModel.updateOne({ _id: plot._id }, { $set: { searchWords: words } })
  }
}

async function moveToGroup(actor: Actor, before: Farmer, after: Farmer): Promise<void> {
  const plots = await PlotModel.find({ farmerId: after._id, status: 'active' }).lean()
  await PlotModel.updateMany({ farmerId: after._id }, { $set: { groupId: after.groupId } })
  const counts = {
    farmers: 1,
    plots: plots.length,
    mappedPlots: plots.filter((plot) => plot.geometry !== null).length,
    areaM2: plots.reduce((sum, plot) => sum + areaM2Of(plot), 0),
  }
  const negative = Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, -n]))
  const [from, to] = await Promise.all(
    [before, after].map(({ groupId }) => OrganisationModel.findById(groupId).lean()),
  )
  await moveRegistry(before.groupId, placeOfGroup(from, before), negative)
  await moveRegistry(after.groupId, placeOfGroup(to, after), counts)
  if (to) await followFarmer(actor, after._id, to)
}
