import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import type { Plot } from '../../../models/plot.ts'
import type { SeedlingProgramme } from '../../../models/seedling-programme.ts'
import type { SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Fault } from '../../fault.ts'
import { requestChecks, type RequestCheck } from '../request-rules.ts'

/** A wall as a message at its field. */
export function wallFault({ code, values }: RequestCheck): Fault {
  return { key: `rules.seedling.wall.${code}`, values }
}

/** The rules of a request as they stand: all of them, and those that are walls now. */
export async function readChecks(
  request: Pick<SeedlingRequest, 'requestedOn' | 'lowestAltitudeM' | 'isAltitudeOverridden'>,
  programme: SeedlingProgramme,
  farmer: Pick<Farmer, 'groupId' | 'consents'>,
  plots: readonly Plot[],
) {
  const groupMembers = await FarmerModel.countDocuments({ groupId: farmer.groupId })
  const checks = requestChecks({
    ...programme,
    requestedOn: request.requestedOn,
    lowestAltitudeM: request.lowestAltitudeM,
    isAltitudeOverridden: request.isAltitudeOverridden,
    areaHa: plots.reduce((sum, { areaHa }) => sum + areaHa, 0),
    groupMembers,
    hasConsent: farmer.consents.programme === 'given',
    isLandKnown: plots.every(({ landStatus }) => Boolean(landStatus)),
  })
  return { checks, walls: checks.filter(({ holds, isWall }) => !holds && isWall) }
}
