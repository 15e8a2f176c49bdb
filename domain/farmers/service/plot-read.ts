import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
export { landStatuses, patterns, type Plot } from '../../../models/plot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { findVisible } from '../../find-visible.ts'
import { readVarieties } from '../../reference.ts'
import { plotsVisibleTo } from '../../scopes.ts'
import { nameFor } from '../name.ts'

/** A plot as data: the fields of service.md section 3; its geometry a closed GeoJSON ring. */
export function plotAsData(plot: Plot) {
  return {
    id: plot._id.toHexString(),
    number: plot.number,
    status: plot.status,
    version: plot.version,
    farmerId: plot.farmerId.toHexString(),
    groupId: plot.groupId.toHexString(),
    name: plot.name,
    villageCode: plot.villageCode,
    landStatus: plot.landStatus,
    landDocumentNumber: plot.landDocumentNumber,
    areaHa: plot.areaHa,
    mappedAreaHa: plot.mappedAreaHa,
    plantedYear: plot.plantedYear,
    varietyCode: plot.varietyCode,
    treeCount: plot.treeCount,
    pattern: plot.pattern,
    shadeTrees: plot.shadeTrees,
    altitudeM: plot.altitudeM,
    soilType: plot.soilType,
    stdbNumber: plot.stdbNumber,
    stdbIssuedOn: plot.stdbIssuedOn,
    geometry: plot.geometry,
    registeredAt: plot.createdAt,
  }
}

/** A plot in sight. @throws {NotFound} */
export async function readPlot(actor: Actor, id: string | undefined): Promise<Plot> {
  return findVisible<Plot>(PlotModel, id, plotsVisibleTo(actor))
}

/** The same for whoever opens its page, with the names that the page prints. */
export async function lookAtPlot(actor: Actor, id: string | undefined) {
  const plot = await readPlot(actor, id)
  const { number, version } = plot
  await recordLook(actor, { kind: 'plot', id: plot._id.toHexString(), number, version })
  const [farmer, group, registrant, varieties] = await Promise.all([
    FarmerModel.findById(plot.farmerId, { fullName: 1, number: 1 }).lean(),
    OrganisationModel.findById(plot.groupId, { name: 1 }).lean(),
    UserModel.findById(plot.registeredBy, { fullName: 1 }).lean(),
    readVarieties(),
  ])
  return {
    plot: plotAsData(plot),
    farmer: {
      id: plot.farmerId.toHexString(),
      fullName: nameFor(actor, farmer?.fullName ?? ''),
      number: farmer?.number ?? '',
    },
    groupName: group?.name ?? null,
    registeredByName: registrant ? nameFor(actor, registrant.fullName) : null,
    varietyName: varieties.find(({ code }) => code === plot.varietyCode)?.name ?? plot.varietyCode,
    answers: plot.answers.map(({ code, explanation }) => ({ code, explanation })),
  }
}

/** An outline near which a new plot of the farmer may lie: one of his own, else of his group. */
export async function nearbyOutline(
  actor: Actor,
  farmer: Pick<Farmer, '_id' | 'groupId'>,
): Promise<Plot['geometry']> {
  for (const near of [{ farmerId: farmer._id }, { groupId: farmer.groupId }]) {
    const filter = { $and: [near, { geometry: { $ne: null } }, plotsVisibleTo(actor)] }
    const plot = await PlotModel.findOne(filter, { geometry: 1 }).lean()
    if (plot) return plot.geometry
  }
  return null
}

/** The plots of a farmer who is in sight, as far as they are themselves. */
export async function plotsOfFarmer(actor: Actor, farmerId: string) {
  const filter = { $and: [{ farmerId, status: 'active' }, plotsVisibleTo(actor)] }
  const plots = (await PlotModel.find(filter).lean()) as Plot[]
  return plots.map(plotAsData).sort((a, b) => a.name.localeCompare(b.name))
}
