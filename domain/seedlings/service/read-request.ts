import { FarmerModel } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import { SeedlingAllocationModel } from '../../../models/seedling-allocation.ts'
import { SeedlingProgrammeModel } from '../../../models/seedling-programme.ts'
import type { Actor } from '../../actor.ts'
import { nameFor } from '../../farmers/name.ts'
import { varietyNames } from './lists.ts'
import { readChecks, type SeedlingRequest } from './requests.ts'

/** A request with all that its page tells: names, rules, and the lots its plants come from. */
export async function readRequest(actor: Actor, request: SeedlingRequest) {
  const [farmer, group, programme, plots, allocations, varieties] = await Promise.all([
    FarmerModel.findById(request.farmerId).lean(),
    OrganisationModel.findById(request.groupId, { name: 1 }).lean(),
    SeedlingProgrammeModel.findById(request.programmeId).lean(),
    PlotModel.find({ _id: { $in: request.lines.map(({ plotId }) => plotId) } }).lean(),
    SeedlingAllocationModel.find({ requestId: request._id }).lean(),
    varietyNames(),
  ])
  const lots = await SeedLotModel.find({
    _id: {
      $in: allocations.filter(({ status }) => status !== 'released').map(({ lotId }) => lotId),
    },
  }).lean()
  const { checks } = await readChecks(request, programme!, farmer!, plots)
  return {
    request,
    farmerName: nameFor(actor, farmer!.fullName),
    groupName: group?.name ?? '',
    programme: programme!,
    plotNames: new Map(plots.map(({ _id, name }) => [String(_id), name])),
    varieties,
    checks,
    lots,
    allocations,
  }
}
