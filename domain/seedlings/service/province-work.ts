import { SeedlingRequestModel } from '../../../models/seedling-request.ts'
import { today } from '../../clock.ts'
import { daysBetween } from '../../dates.ts'
import { regionName } from '../../regions.ts'
import { listProgrammes, programmeStatus, type SeedlingProgramme } from './programmes.ts'
import { workItem, type SeedlingItem } from './work-item.ts'

/** A verified request should be in a decree within a month; a programme followed within three (U). */
const decreeWithinDays = 30
const followWithinDays = 90

/** What waits for the province: regencies that are late with their decree, a programme to follow. */
export async function provinceSeedlingWork(): Promise<SeedlingItem[]> {
  const { rows } = await listProgrammes(null)
  const open = rows.filter((each) => programmeStatus(each) === 'open')
  const late = await Promise.all(open.map(lateDecrees))
  return [...late.flat(), ...toFollow(rows)]
}

async function lateDecrees({ _id, name }: SeedlingProgramme): Promise<SeedlingItem[]> {
  const waiting = await SeedlingRequestModel.find(
    { programmeId: _id, status: 'verified' },
    { regencyCode: 1, verification: 1, requestedOn: 1 },
  ).lean()
  return [...Map.groupBy(waiting, ({ regencyCode }) => regencyCode)].flatMap(([code, each]) => {
    const since = each
      .map(({ verification, requestedOn }) => verification?.verifiedOn ?? requestedOn)
      .toSorted()[0]!
    if (daysBetween(since, today()) <= decreeWithinDays) return []
    const values = { regency: regionName(code), count: each.length, programme: name }
    const href = `/seedling-programmes/${String(_id)}/candidates?status=verified`
    return [workItem('home.work.seedLateDecree', values, href, since, decreeWithinDays)]
  })
}

/** The latest programme is over and none follows it. */
function toFollow(programmes: readonly SeedlingProgramme[]): SeedlingItem[] {
  const [latest] = programmes
  if (!latest || programmeStatus(latest) !== 'closed') return []
  const href = `/seedling-programmes/${String(latest._id)}/next`
  return [
    workItem(
      'home.work.seedNext',
      { programme: latest.name },
      href,
      latest.closesOn,
      followWithinDays,
    ),
  ]
}
