import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { isId } from '../../find-visible.ts'
import { farmersVisibleTo, groupsVisibleTo } from '../../scopes.ts'
import { queryWords } from '../../search-words.ts'

/** Whom one may visit: the farmer that was chosen with his gardens, or farmers to choose from. */
export async function visitChoices(actor: Actor, farmerId: string | null, q: string | null) {
  const farmer = isId(farmerId ?? undefined)
    ? await FarmerModel.findOne({
        $and: [{ _id: farmerId, status: 'active' }, farmersVisibleTo(actor)],
      }).lean()
    : null
  if (!farmer) return { farmer: null, plots: [], farmers: await farmersToChoose(actor, q) }
  const plots = await PlotModel.find({ farmerId: farmer._id, status: 'active' }).lean()
  return { farmer: named(farmer), farmers: [], plots }
}

async function farmersToChoose(actor: Actor, q: string | null) {
  const words = (q ? queryWords(q) : []).map((word) => ({ searchWords: word }))
  const found = await FarmerModel.find({
    $and: [farmersVisibleTo(actor), { status: 'active' }, ...words],
  })
    .sort({ fullName: 1 })
    .limit(25)
    .lean()
  return found.map(named)
}

/** The groups of the officer's districts, and the members of the one that was chosen. */
export async function groupChoices(actor: Actor, groupId: string | null) {
  const groups = await OrganisationModel.find(groupsVisibleTo(actor), { name: 1 }).lean()
  const group = groups.find(({ _id }) => String(_id) === groupId)
  const members = group
    ? await FarmerModel.find({
        $and: [{ groupId: group._id, status: 'active' }, farmersVisibleTo(actor)],
      }).lean()
    : []
  const byName = <T>(list: T[], name: (each: T) => string) =>
    list.sort((a, b) => name(a).localeCompare(name(b)))
  const plots = await PlotModel.find(
    { farmerId: { $in: members.map(({ _id }) => _id) }, status: 'active' },
    { farmerId: 1 },
  ).lean()
  const withPlot = new Set(plots.map((plot) => String(plot.farmerId)))
  return {
    groups: byName(groups, ({ name }) => name).map(({ _id, name }) => ({ id: String(_id), name })),
    group: group ? { id: String(group._id), name: group.name } : null,
    members: byName(members, ({ fullName }) => fullName)
      .filter(({ _id }) => withPlot.has(String(_id)))
      .map(named),
  }
}

function named({ _id, fullName, number }: Farmer) {
  return { id: String(_id), fullName, number }
}
