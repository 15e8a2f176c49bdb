import { today } from '../../domain/clock.ts'
import { addDays, parseMoment, yearOf } from '../../domain/dates.ts'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { rebuildTotals } from '../../domain/harvests/service/summary.ts'
import { rebuildSeen } from '../../domain/visits/service/seen.ts'
import { rebuildVisitTotals } from '../../domain/visits/service/summary.ts'
import type { Plot } from '../../models/plot.ts'
import { UserModel } from '../../models/user.ts'
import { leaderUsername } from './accounts.ts'
import { DemoTrail, type DemoPerson } from './audit.ts'
import { clearDemo } from './clear.ts'
import { loadChecklistDraft } from './checklists.ts'
import { loadFarmers, officerName } from './farmers.ts'
import { loadHarvests, type DemoHands } from './harvests.ts'
import { loadCuppings } from './cuppings.ts'
import { demoId } from './id.ts'
import { loadTests } from './quality.ts'
import { countSeasonLots } from '../../domain/processing/service/season-totals.ts'
import { loadLots, type DemoUnit } from './lots.ts'
import { isDemoLoaded, wasDemoBegun, withDemoLease } from './lease.ts'
import { loadLoans } from './loans.ts'
import { loadOrganisations } from './organisations.ts'
import { drawPictures } from './pictures.ts'
import { demoGroups } from './places.ts'
import { loadPlots } from './plots.ts'
import { randomFrom } from './random.ts'
import { loadSeedlings, type SeedlingHands } from './seedlings.ts'
import { loadSchemes } from './schemes.ts'
import type { VisitHands } from './visit-life.ts'
import { loadVisits } from './visits.ts'

/**
 * Loads the demo data once: two regencies, twelve groups, a hundred farmers, 140 gardens, 800
 * harvests and 600 visits of three seasons up to today, by the same rules and audit as real records. A load that
 * was broken off is cleared and done again; a database in which people already work is left alone.
 */
export async function loadDemo(say: (step: string) => void): Promise<void> {
  if (await isDemoLoaded()) return
  if (!(await wasDemoBegun()) && (await UserModel.exists({}))) return
  say('Loading demo data …')
  await withDemoLease(async (isResumed) => {
    if (isResumed) await clearDemo()
    await loadAll(say)
  })
}

/** Summaries that the acts of real people keep as they go. */
async function rebuildSummaries(): Promise<void> {
  await rebuildTotals()
  await rebuildRegistry()
  await rebuildVisitTotals()
  await rebuildSeen()
  await countSeasonLots()
}

async function loadAll(say: (step: string) => void): Promise<void> {
  const begunAt = performance.now()
  const random = randomFrom(2026)
  const trail = new DemoTrail()
  const thisDay = today()
  const firstDay = `${yearOf(thisDay) - 2}-01-15`
  const pictures = await drawPictures(random)
  const openedAt = parseMoment(`${firstDay}T06:00`)!
  const { organisations, users } = await loadOrganisations(trail, openedAt)
  say(`Demo data: ${organisations} organisations, ${users.length} people.`)
  // two approvals will leave little in the smallest pot
  await loadSchemes(trail, openedAt, null, { 'tunda-jual-umkm': 60_000_000 })
  const { officerOf, handsOf, visitHandsOf, ownFarmerIds, units, quality, seedlingHands } =
    handsFrom(users)
  const farmers = await loadFarmers(
    random,
    trail,
    officerOf,
    addDays(firstDay, 3),
    pictures.farmers,
  )
  const plots = await loadPlots(random, trail, farmers, officerOf, thisDay)
  say(`Demo data: ${farmers.length} farmers, ${plots.length} plots.`)
  const own = plots.filter((plot) => ownFarmerIds.has(String(plot.farmerId)))
  const harvests = await loadHarvests(random, trail, {
    plots,
    ownPlots: new Set(own.map((plot) => String(plot._id))),
    demoGroupIds: [...new Set(own.map((plot) => String(plot.groupId)))],
    photoIds: pictures.harvests,
    handsOf,
    thisYear: yearOf(thisDay),
    lastDay: addDays(thisDay, -1),
  })
  const visits = await loadVisits(random, trail, {
    plots,
    ownPlots: own,
    photoIds: pictures.visits,
    handsOf: visitHandsOf,
    today: thisDay,
  })
  await loadChecklistDraft(
    trail,
    seedlingHands.province,
    parseMoment(`${addDays(thisDay, -2)}T09:00`)!,
  )
  const seedlings = await loadSeedlings(trail, plots, seedlingHands, addDays(thisDay, -1))
  const { requests: seedlingRequests, entries } = seedlings
  say(`Demo data: ${seedlingRequests.length} seedling requests, ${entries} entries of stock.`)
  const applied = { farmers, plots, users, thisDay, seedlingRequests }
  const loans = await loadLoans(random, trail, applied)
  say(`Demo data: ${loans.length} loan applications.`)
  const { lots, intakes } = await loadLots(random, trail, { harvests, plots, units })
  say(`Demo data: ${lots} lots of ${intakes} weigh slips.`)
  const tested = await loadTests(random, trail, quality, thisDay)
  const cuppings = await loadCuppings(random, trail, quality, tested.lots, thisDay)
  say(`Demo data: ${tested.tests} quality tests, ${cuppings} cuppings.`)
  const events = await trail.write()
  await rebuildSummaries()
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1)
  say(
    `Demo data: ${harvests.length} harvests, ${visits} visits, ${events} audit events; ${seconds} s in all.`,
  )
}

/** The processing units: who weighs there, and which regency brings the cherry. */
const demoUnits = [
  ['uph', 'uph', '3511'],
  ['uph2', 'uph-kayumas', '3512'],
] as const

type Users = Awaited<ReturnType<typeof loadOrganisations>>['users']

/** Who does what for whom, by the accounts that there are. */
function handsFrom(users: Users) {
  const people = new Map<string, DemoPerson>(
    users.map(({ _id, username, fullName, role, organisationId }) => [
      username,
      {
        userId: _id.toHexString(),
        fullName,
        role,
        organisationId: organisationId.toHexString(),
      },
    ]),
  )
  const leaderOf = new Map(
    demoGroups.map(({ key }) => [
      String(demoId(`organisation:${key}`)),
      people.get(leaderUsername(key))!,
    ]),
  )
  const ownerOf = new Map(
    users.filter(({ farmerId }) => farmerId).map((user) => [String(user.farmerId), user.username]),
  )
  const officerOf = (districtCode: string) => people.get(officerName(districtCode))!
  // who has an account tells it himself; for the others officer and leader take turns, and the
  // one who did not tell it confirms it
  const handsOf = (plot: Plot, index: number): DemoHands => {
    const owner = ownerOf.get(String(plot.farmerId))
    const leader = leaderOf.get(String(plot.groupId))!
    const officer = officerOf(plot.districtCode)
    if (owner) return { registrant: people.get(owner)!, confirmer: leader }
    return index % 3 === 0
      ? { registrant: leader, confirmer: officer }
      : { registrant: officer, confirmer: leader }
  }
  // who has an account reads the advice himself, to the others the leader reads it
  const visitHandsOf = (plot: Plot): VisitHands => {
    const owner = ownerOf.get(String(plot.farmerId))
    const leader = leaderOf.get(String(plot.groupId))!
    return {
      officer: officerOf(plot.districtCode),
      leader,
      reader: owner ? people.get(owner)! : leader,
      office: people.get(plot.regencyCode === '3511' ? 'dinas' : 'dinas2')!,
    }
  }
  const units: DemoUnit[] = demoUnits.map(([username, key, regencyCode]) => ({
    key,
    organisationId: demoId(`organisation:${key}`),
    regencyCode,
    person: people.get(username)!,
  }))
  const ownFarmerIds = new Set(ownerOf.keys())
  const quality = ['mutu', 'mutu2', 'mutu3'].map((name) => people.get(name)!)
  const seedlingHands: SeedlingHands = {
    officer: people.get('puslitkoka')!,
    keeper: people.get('penangkar')!,
    province: people.get('disbun')!,
    leaderOf: (groupId) => leaderOf.get(String(groupId))!,
    peopleOf: (plot) => {
      const owner = ownerOf.get(String(plot.farmerId))
      return {
        applicant: owner ? people.get(owner)! : leaderOf.get(String(plot.groupId))!,
        officer: officerOf(plot.districtCode),
        office: people.get(plot.regencyCode === '3511' ? 'dinas' : 'dinas2')!,
      }
    },
  }
  return { officerOf, handsOf, visitHandsOf, ownFarmerIds, units, quality, seedlingHands }
}
