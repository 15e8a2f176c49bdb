import { randomBytes } from 'node:crypto'
import { Types } from 'mongoose'
import { LotModel, type Lot } from '../../../models/lot.ts'
import { QualityTestModel, type QualityTest } from '../../../models/quality-test.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit, recordLook } from '../../audit.ts'
import { now, today } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { findVisible } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { listPage } from '../../paging.ts'
import { lotsBeforeQuality, qualityTestsVisibleTo } from '../../scopes.ts'
import { advisePlots } from '../../visits/service/plot-advice.ts'
import { gardenAdvice } from '../garden-advice.ts'
import { sniGrades, type SniGrade } from '../sni-grade.ts'
import { judgeSample, sampleFaults, type Sample } from '../sample.ts'
export type { QualityTest } from '../../../models/quality-test.ts'

/** A sample as it was taken from a lot; SCA's counts on 350 g beside SNI's on 300 g. */
export interface TestTold extends Sample {
  lotId: string
  sampledOn: string
  scaCategory1: number | null
  scaCategory2: number | null
}

/**
 * Grades a lot that was put before the quality officers; its unit is told.
 * @throws {RuleBroken} when a figure cannot be, or the lot is not before the reader
 */
export async function recordTest(
  actor: Actor,
  told: TestTold,
  number: string,
): Promise<QualityTest> {
  const { defects, sieve, ...rest } = told
  const lot = await lotBefore(told.lotId)
  const faults = sampleFaults(told)
  if (told.sampledOn > today()) faults['sampledOn'] = { key: 'rules.quality.inFuture' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const { perDefect: _, ...result } = judgeSample(told)
  const test: QualityTest = {
    _id: new Types.ObjectId(),
    number,
    ...rest,
    ...copiedFrom(lot),
    defectCounts: defects,
    sieveGrams: sieve,
    ...result,
    certificateCode: randomBytes(12).toString('base64url'),
    testedBy: new Types.ObjectId(actor.userId),
    testedByName: actor.fullName,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await QualityTestModel.create([test])
  if (await isLatest(test)) await keepResult(lot, test)
  await recordAudit(actor, {
    act: 'quality-test.record',
    record: { kind: 'quality-test', id: String(test._id), number, version: 1 },
    after: { lot: lot.number, sampledOn: test.sampledOn, grade: test.grade, defects: test.defects },
  })
  await tellUnit(lot, test)
  return test
}

async function lotBefore(lotId: string): Promise<Lot> {
  const lot = await LotModel.findOne({ $and: [{ _id: lotId }, lotsBeforeQuality()] }).lean()
  if (!lot) throw new RuleBroken({ lotId: { key: 'forms.notThere' } })
  return lot
}

function copiedFrom(lot: Lot) {
  return {
    lotId: lot._id,
    lotNumber: lot.number,
    organisationId: lot.organisationId,
    season: lot.season,
    farmerIds: lot.farmerIds,
    groupIds: lot.groupIds,
    districtCodes: lot.districtCodes,
    regencyCodes: lot.regencyCodes,
    process: lot.process,
    varietyCodes: lot.varietyCodes,
    altitudeMinM: lot.altitudeMinM,
  }
}

async function isLatest({ lotId, sampledOn }: QualityTest): Promise<boolean> {
  return !(await QualityTestModel.exists({ lotId, sampledOn: { $gt: sampledOn } }))
}

// The latest sample speaks for the lot, and to the next visits of its gardens. The lot's version
// stays: nobody's open form is overtaken by a grade that he could not have changed.
async function keepResult(lot: Lot, test: QualityTest): Promise<void> {
  await LotModel.updateOne({ _id: lot._id }, { $set: { grade: test.grade } })
  const gardens = gardenAdvice(lot, test)
  await advisePlots(
    gardens.map(({ plotId }) => plotId),
    gardens.map(({ advice }) => advice),
  )
}

async function tellUnit(lot: Lot, test: QualityTest): Promise<void> {
  const people = await UserModel.find({ organisationId: lot.organisationId }, { _id: 1 }).lean()
  await tell(
    people.map(({ _id }) => _id),
    {
      key: `messages.lotGraded.${test.grade}`,
      values: { lot: lot.number, defects: test.defects },
      href: `/quality-tests/${String(test._id)}`,
    },
  )
}

/** @throws {NotFound} */
export async function readTest(actor: Actor, id: string): Promise<QualityTest> {
  const test = await findVisible<QualityTest>(QualityTestModel, id, qualityTestsVisibleTo(actor))
  await recordLook(actor, {
    kind: 'quality-test',
    id: String(test._id),
    number: test.number,
    version: test.version,
  })
  return test
}

export interface TestFilter {
  season: number
  grade: string | null
  lotId: string | null
}

/** One page of tests of a season, newest first. */
export async function listTests(actor: Actor, filter: TestFilter, after: string | null) {
  return listPage<QualityTest>(
    (filter) => QualityTestModel.find(filter),
    testQuery(actor, filter),
    'sampledOn',
    after,
  )
}

/** How many tests of a season gave each grade. */
export async function countGrades(season: number): Promise<Record<SniGrade, number>> {
  const tests = await QualityTestModel.find({ season }, { grade: 1 }).lean()
  const counts = Object.fromEntries(sniGrades.map((grade) => [grade, 0])) as Record<
    SniGrade,
    number
  >
  for (const { grade } of tests) counts[grade]++
  return counts
}

/** Every test of the filter, from one unsorted cursor, for files. */
export function streamTests(actor: Actor, filter: TestFilter) {
  return QualityTestModel.find(testQuery(actor, filter)).lean().cursor()
}

function testQuery(actor: Actor, { season, grade, lotId }: TestFilter) {
  const asked: Record<string, unknown> = { season }
  if (grade) asked['grade'] = grade
  if (lotId) asked['lotId'] = lotId
  return { $and: [qualityTestsVisibleTo(actor), asked] }
}

/** Lots whose samples wait for a test or a cupping, for the form's choice. */
export async function lotsToTest() {
  const lots = await LotModel.find(lotsBeforeQuality(), {
    number: 1,
    name: 1,
    process: 1,
    form: 1,
    grade: 1,
    cupScore: 1,
    samples: 1,
  }).lean()
  return lots.toSorted((a, b) => b.number.localeCompare(a.number)).slice(0, 200)
}

/**
 * What a certificate's code proves, for everybody.
 * @throws {NotFound} when no certificate has this code
 */
export async function readCertificate(code: string): Promise<QualityTest> {
  const test = /^[\w-]{16}$/.test(code)
    ? await QualityTestModel.findOne({ certificateCode: code }).lean()
    : null
  if (!test) throw new NotFound()
  return test
}
