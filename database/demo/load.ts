import { today } from '../../domain/clock.ts'
import { addDays, parseMoment } from '../../domain/dates.ts'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { rebuildTotals } from '../../domain/harvests/service/summary.ts'
import { CounterModel } from '../../models/counter.ts'
import { UserModel } from '../../models/user.ts'
import { DemoTrail, type DemoPerson } from './audit.ts'
import { clearDemo } from './clear.ts'
import { loadFarmers, officerName } from './farmers.ts'
import { loadHarvests, type DemoHands } from './harvests.ts'
import { demoId } from './id.ts'
import { leaderUsername, loadOrganisations } from './organisations.ts'
import { demoGroups } from './places.ts'
import { loadPlots } from './plots.ts'
import { randomFrom } from './random.ts'

const begun = 'demo-begun'
const done = 'demo-loaded'

/**
 * Loads the demo data once: two regencies, twelve groups, a hundred farmers, 140 gardens, 800
 * harvests of three seasons up to today, by the same rules and audit as real records. A load that
 * was broken off is cleared and done again; a database in which people already work is left alone.
 */
export async function loadDemo(say: (step: string) => void): Promise<void> {
  if (await CounterModel.exists({ _id: done })) return
  if (await CounterModel.exists({ _id: begun })) await clearDemo()
  else if (await UserModel.exists({})) return
  await CounterModel.create([{ _id: begun, last: 1 }])
  say('Loading demo data …')
  const random = randomFrom(2026)
  const trail = new DemoTrail()
  const thisDay = today()
  const registeredAt = parseMoment(`${addDays(thisDay, -900)}T08:00`)!
  const { organisations, users } = await loadOrganisations()
  const people = new Map<string, DemoPerson>(
    users.map((user) => [
      user.username,
      {
        userId: user._id.toHexString(),
        fullName: user.fullName,
        role: user.role,
        organisationId: user.organisationId.toHexString(),
      },
    ]),
  )
  const officerOf = (districtCode: string) => people.get(officerName(districtCode))!
  const farmers = await loadFarmers(random, trail, officerOf, registeredAt)
  const plots = await loadPlots(random, trail, farmers, officerOf, registeredAt, thisDay)
  const leaderOf = new Map(
    demoGroups.map(({ key }) => [
      String(demoId(`organisation:${key}`)),
      people.get(leaderUsername(key))!,
    ]),
  )
  const harvests = await loadHarvests(
    random,
    trail,
    plots,
    (plot): DemoHands => {
      const own = users.find((user) => String(user.farmerId) === String(plot.farmerId))
      const leader = leaderOf.get(String(plot.groupId))!
      // who has an account tells it himself, for the others the officer does
      if (own) return { registrant: people.get(own.username)!, confirmer: leader }
      return { registrant: officerOf(plot.districtCode), confirmer: leader }
    },
    thisDay,
  )
  const events = await trail.write()
  await rebuildTotals()
  await rebuildRegistry()
  await CounterModel.create([{ _id: done, last: 1 }])
  say(
    `Demo data: ${organisations} organisations, ${users.length} people, ${farmers.length} farmers, ${plots.length} plots, ${harvests.length} harvests, ${events} audit events.`,
  )
}
