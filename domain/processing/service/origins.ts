import { PlotModel } from '../../../models/plot.ts'
import type { Lot, LotPart } from '../../../models/lot.ts'
import { indicationOf } from '../indication.ts'
import { readIndications } from './reference.ts'

type Origins = Pick<
  Lot,
  | 'varietyCodes'
  | 'altitudeMinM'
  | 'altitudeMaxM'
  | 'indication'
  | 'farmerIds'
  | 'groupIds'
  | 'districtCodes'
  | 'regencyCodes'
>

/** What the plots of a composition say of a lot: varieties, altitude, indication, and who may see it. */
export async function originsOf(composition: readonly LotPart[]): Promise<Origins> {
  const plots = await PlotModel.find(
    { _id: { $in: composition.map(({ plotId }) => plotId) } },
    { farmerId: 1, groupId: 1, districtCode: 1, regencyCode: 1, varietyCode: 1, altitudeM: 1 },
  ).lean()
  const altitudes = plots.map(({ altitudeM }) => altitudeM)
  return {
    varietyCodes: different(plots.map(({ varietyCode }) => varietyCode)),
    altitudeMinM: altitudes.length > 0 ? Math.min(...altitudes) : null,
    altitudeMaxM: altitudes.length > 0 ? Math.max(...altitudes) : null,
    indication: indicationOf(plots, await readIndications()),
    farmerIds: different(composition.map(({ farmerId }) => farmerId)),
    groupIds: different(plots.map(({ groupId }) => groupId)),
    districtCodes: different(plots.map(({ districtCode }) => districtCode)),
    regencyCodes: different(plots.map(({ regencyCode }) => regencyCode)),
  }
}

function different<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [String(value), value])).values()]
}
