import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { can } from '../../permissions.ts'
import { farmersVisibleTo } from '../../scopes.ts'
import { RegistrySummaryModel, type RegistrySummary } from '../../../models/registry-summary.ts'

type Place = Pick<RegistrySummary, 'districtCode' | 'regencyCode'>
type Counts = Pick<RegistrySummary, 'farmers' | 'plots' | 'mappedPlots' | 'areaM2'>

/** Where a group's totals are counted: at the group's own place. */
export function placeOfGroup(
  group: { districtCode: string | null; regencyCode: string | null } | null | undefined,
  member: Place,
): Place {
  return {
    districtCode: group?.districtCode ?? member.districtCode,
    regencyCode: group?.regencyCode ?? member.regencyCode,
  }
}

/** Moves the totals of a group; in the transaction of the act. */
export async function moveRegistry(
  groupId: Types.ObjectId,
  place: Place,
  by: Partial<Counts>,
): Promise<void> {
  await RegistrySummaryModel.updateOne(
    { _id: groupId },
    {
      $inc: { farmers: 0, plots: 0, mappedPlots: 0, areaM2: 0, ...by },
      $setOnInsert: { districtCode: place.districtCode, regencyCode: place.regencyCode },
    },
    { upsert: true },
  )
}

/** Whole square metres, so that sums of areas stay exact. */
export function areaM2Of(plot: { areaHa: number }): number {
  return Math.round(plot.areaHa * 10_000)
}

/**
 * Farmers, plots and area that a reader of lists sees, from the totals of groups; a regency, a
 * district or a group may be asked for.
 */
export async function totalsInSight(
  actor: Actor,
  {
    regencyCode,
    districtCode,
    groupId,
  }: Record<'regencyCode' | 'districtCode' | 'groupId', string | null>,
): Promise<Counts> {
  const places = { regencyCode, districtCode, _id: groupId }
  const asked = Object.entries(places).filter(([, code]) => code !== null)
  const scope = { $and: [summariesOf(actor), Object.fromEntries(asked)] }
  const total: Counts = { farmers: 0, plots: 0, mappedPlots: 0, areaM2: 0 }
  for (const group of await RegistrySummaryModel.find(scope).lean()) {
    total.farmers += group.farmers
    total.plots += group.plots
    total.mappedPlots += group.mappedPlots
    total.areaM2 += group.areaM2
  }
  return total
}

// a group's total stands under the group's own id
function summariesOf(actor: Actor): Record<string, unknown> {
  if (actor.role === 'group-leader') return { _id: actor.organisationId }
  // a bank sees single farmers, never whole groups
  if (!can(actor, 'farmer.list')) return { _id: null }
  return farmersVisibleTo(actor)
}

/** The regencies in which somebody is registered, by code. */
export async function regenciesInRegistry(): Promise<string[]> {
  const groups = await RegistrySummaryModel.find({}, { regencyCode: 1 }).lean()
  return [...new Set(groups.map(({ regencyCode }) => regencyCode))].sort()
}

/** The totals as the registry itself gives them, of all groups or of one. */
export async function registryFromRecords(
  only: { groupId?: Types.ObjectId } = {},
): Promise<Map<string, RegistrySummary>> {
  const totals = new Map<string, RegistrySummary>()
  const groups = await OrganisationModel.find({ kind: 'farmer-group' }).lean()
  const placeOf = new Map(groups.map((group) => [String(group._id), group]))
  const of = (groupId: Types.ObjectId, member: Place) => {
    const { districtCode, regencyCode } = placeOfGroup(placeOf.get(String(groupId)), member)
    const total = totals.get(String(groupId)) ?? {
      _id: groupId,
      districtCode,
      regencyCode,
      farmers: 0,
      plots: 0,
      mappedPlots: 0,
      areaM2: 0,
    }
    totals.set(String(groupId), total)
    return total
  }
  for await (const farmer of FarmerModel.find({ ...only, status: 'active' })
    .lean()
    .cursor())
    of(farmer.groupId, farmer).farmers++
  for await (const plot of PlotModel.find({ ...only, status: 'active' })
    .lean()
    .cursor()) {
    const total = of(plot.groupId, plot)
    total.plots++
    total.areaM2 += areaM2Of(plot)
    if (plot.geometry) total.mappedPlots++
  }
  return totals
}

/** Writes the totals anew from the records. */
export async function rebuildRegistry(): Promise<void> {
  const totals = await registryFromRecords()
  await RegistrySummaryModel.deleteMany({})
  if (totals.size > 0) await RegistrySummaryModel.insertMany([...totals.values()])
}
