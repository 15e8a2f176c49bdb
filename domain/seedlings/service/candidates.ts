import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { nameFor } from '../../farmers/name.ts'
import { regionName } from '../../regions.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { requestWayFrom, type RequestStatus } from '../status.ts'
import { namesOf } from './lots.ts'

/** One farmer and one plot (CP/CL) that an officer has verified for a programme. */
export interface Candidate {
  districtCode: string
  district: string
  village: string
  seedlingRequestNumber: string
  status: RequestStatus
  farmerNumber: string
  farmerName: string
  groupName: string
  plotNumber: string
  plotName: string
  areaHa: number
  altitudeM: number
  lat: number | null
  lon: number | null
  varietyCode: string
  quantity: number
}

/**
 * The candidates of a programme in sight of the actor, by district, village and name; only those
 * that wait for a decree when `isWaiting`.
 */
export async function readCandidates(
  actor: Actor,
  programmeId: SeedlingRequest['programmeId'],
  isWaiting: boolean,
): Promise<Candidate[]> {
  const status = isWaiting ? 'verified' : { $in: requestWayFrom('verified') }
  const requests = (await SeedlingRequestModel.find({
    $and: [{ programmeId, status }, seedlingsVisibleTo(actor)],
  }).lean()) as SeedlingRequest[]
  const [farmers, plots, groups] = await Promise.all([
    FarmerModel.find(
      { _id: { $in: requests.map(({ farmerId }) => farmerId) } },
      { fullName: 1, number: 1 },
    ).lean(),
    PlotModel.find({
      _id: { $in: requests.flatMap(({ lines }) => lines.map(({ plotId }) => plotId)) },
    }).lean(),
    namesOf(requests.map(({ groupId }) => groupId)),
  ])
  const farmerOf = new Map(farmers.map((farmer) => [String(farmer._id), farmer]))
  const plotOf = new Map(plots.map((plot) => [String(plot._id), plot]))
  const rows = requests.flatMap((request) =>
    request.lines.map((line): Candidate => {
      const farmer = farmerOf.get(String(request.farmerId))
      const plot = plotOf.get(String(line.plotId))
      return {
        districtCode: request.districtCode,
        district: regionName(request.districtCode),
        village: regionName(plot?.villageCode ?? request.villageCode),
        seedlingRequestNumber: request.number,
        status: request.status,
        farmerNumber: farmer?.number ?? '',
        farmerName: nameFor(actor, farmer?.fullName ?? ''),
        groupName: groups.get(String(request.groupId)) ?? '',
        plotNumber: plot?.number ?? '',
        plotName: plot?.name ?? '',
        areaHa: plot?.areaHa ?? 0,
        altitudeM: plot?.altitudeM ?? 0,
        lat: plot?.centre?.[1] ?? null,
        lon: plot?.centre?.[0] ?? null,
        varietyCode: line.varietyCode,
        quantity: line.verifiedQuantity ?? 0,
      }
    }),
  )
  const key = ({ district, village, farmerName, plotNumber }: Candidate) =>
    [district, village, farmerName, plotNumber].join('\u0000')
  return rows.sort((a, b) => key(a).localeCompare(key(b)))
}
