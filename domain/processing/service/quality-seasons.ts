import { FarmerModel } from '../../../models/farmer.ts'
import { LotModel } from '../../../models/lot.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { QualityTestModel, type QualityTest } from '../../../models/quality-test.ts'
import type { Actor } from '../../actor.ts'
import { nameFor } from '../../farmers/name.ts'
import { readVarieties } from '../../reference.ts'
import { farmersVisibleTo, qualityTestsVisibleTo } from '../../scopes.ts'
import {
  altitudeBand,
  gapOf,
  gradesBySeason,
  groupQuality,
  type QualityGroup,
  type TestedLot,
} from '../quality-summary.ts'
import { defectCodes, defectTwentieths, totalTwentieths, type DefectCode } from '../sni-defects.ts'
import { inChunks } from './in-chunks.ts'
import { readSeasonTotals, shownSeasons } from './season-totals.ts'

/** What lots are compared by. */
export const comparedBy = ['process', 'altitude', 'variety', 'unit', 'group', 'farmer'] as const
export type ComparedBy = (typeof comparedBy)[number]

/** A group by the name that its reader knows it by. */
export type NamedGroup = QualityGroup & { name: string }

const fields = {
  season: 1,
  grade: 1,
  defectCounts: 1,
  lotId: 1,
  organisationId: 1,
  farmerIds: 1,
  groupIds: 1,
  process: 1,
  varietyCodes: 1,
  altitudeMinM: 1,
} as const
type Tested = TestedLot & Pick<QualityTest, keyof typeof fields>

/**
 * The quality of the coffee in a reader's sight over three seasons: grades, what it differs by, what
 * costs most, and for offices the share of asalan. Tests are as many as officers can do by hand, some
 * thousands a season, so they are read; lots are not, their totals are counted by a job.
 */
export async function readQualitySeasons(actor: Actor) {
  const seasons = shownSeasons()
  const tests = await testsOf(actor, seasons)
  const groups = await groupsOf(actor, tests)
  const gaps = comparedBy.flatMap((by) => {
    const gap = by === 'farmer' ? null : gapOf(groups[by])
    return gap ? [{ by, ...gap }] : []
  })
  const isOffice = ['regency-admin', 'province-admin', 'auditor'].includes(actor.role)
  return {
    seasons: gradesBySeason(tests, seasons),
    groups,
    gaps: gaps.toSorted((a, b) => b.points - a.points),
    causes: causesOf(tests),
    totals: isOffice ? await readSeasonTotals(actor.regencyCode) : [],
  }
}

async function testsOf(actor: Actor, seasons: number[]): Promise<Tested[]> {
  const found = await Promise.all(
    seasons.map((season) =>
      QualityTestModel.find({ $and: [qualityTestsVisibleTo(actor), { season }] }, fields).lean(),
    ),
  )
  const tests = found.flat()
  const lots = await inChunks([...new Set(tests.map(({ lotId }) => String(lotId)))], (some) =>
    LotModel.find({ _id: { $in: some } }, { cupScore: 1 }).lean(),
  )
  const cupOf = new Map(lots.map(({ _id, cupScore }) => [String(_id), cupScore]))
  return tests.map((test) => ({
    ...test,
    twentieths: totalTwentieths(test.defectCounts),
    cupScore: cupOf.get(String(test.lotId)) ?? null,
  }))
}

async function groupsOf(actor: Actor, tests: Tested[]): Promise<Record<ComparedBy, NamedGroup[]>> {
  const of = (keysOf: (test: Tested) => string[]) => groupQuality(tests, keysOf)
  const [units, groups, farmers] = [
    of(({ organisationId }) => [String(organisationId)]),
    of(({ groupIds }) => groupIds.map(String)),
    of(({ farmerIds }) => farmerIds.map(String)),
  ]
  const [varieties, names, farmerNames] = await Promise.all([
    readVarieties(),
    namesOf([...units, ...groups].map(({ key }) => key)),
    farmersOf(actor, farmers),
  ])
  const varietyName = new Map(varieties.map(({ code, name }) => [code, name]))
  const named = (list: QualityGroup[], nameOf: ReadonlyMap<string, string>) =>
    list.map((group) => ({ ...group, name: nameOf.get(group.key) ?? group.key }))
  return {
    process: named(
      of(({ process }) => [process]),
      new Map(),
    ),
    altitude: named(
      of(({ altitudeMinM }) => [altitudeBand(altitudeMinM)]),
      new Map(),
    ),
    variety: named(
      of(({ varietyCodes }) => varietyCodes),
      varietyName,
    ),
    unit: named(units, names),
    group: named(groups, names),
    farmer: named(farmers, farmerNames).filter(({ key }) => farmerNames.has(key)),
  }
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const found = await inChunks(ids, (some) =>
    OrganisationModel.find({ _id: { $in: some } }, { name: 1 }).lean(),
  )
  return new Map(found.map(({ _id, name }) => [String(_id), name]))
}

/** Farmers in the reader's sight only; the province works without names and compares groups. */
async function farmersOf(actor: Actor, groups: QualityGroup[]): Promise<Map<string, string>> {
  if (actor.role === 'province-admin') return new Map()
  const found = await inChunks(
    groups.map(({ key }) => key),
    (some) =>
      FarmerModel.find(
        { $and: [farmersVisibleTo(actor), { _id: { $in: some } }] },
        { fullName: 1 },
      ).lean(),
  )
  return new Map(found.map(({ _id, fullName }) => [String(_id), nameFor(actor, fullName)]))
}

/** What each defect costs a sample on average, the dearest first. */
function causesOf(tests: Tested[]): { code: DefectCode; mean: number; sharePct: number }[] {
  const costs = defectCodes.map((code) => {
    const pieces = tests.reduce((sum, { defectCounts }) => sum + (defectCounts[code] ?? 0), 0)
    return { code, cost: pieces * defectTwentieths[code] }
  })
  const whole = costs.reduce((sum, { cost }) => sum + cost, 0)
  return costs
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .map(({ code, cost }) => ({
      code,
      mean: Math.round((cost * 10) / 20 / tests.length) / 10,
      sharePct: Math.round((cost * 100) / whole),
    }))
}
