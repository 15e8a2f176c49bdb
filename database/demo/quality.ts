import { addDays, dayOf, parseMoment, yearOf } from '../../domain/dates.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { judgeSample, type Sample } from '../../domain/processing/sample.ts'
import { defectCodes, type DefectCounts } from '../../domain/processing/sni-defects.ts'
import { gardenAdvice } from '../../domain/processing/garden-advice.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import { PlotAdviceModel } from '../../models/plot-advice.ts'
import { QualityTestModel, type QualityTest } from '../../models/quality-test.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'

/** Tests of the season two years ago, the last one and this one: each year more coffee is graded. */
const testsOfSeason = [20, 28, 36]
/** The newest lots still wait for their test. */
const waiting = 6

/** Tests of the demo's green lots, by the rules of real ones; the grade then stands with the lot. */
export async function loadTests(
  random: Random,
  trail: DemoTrail,
  officers: DemoPerson[],
  today: string,
): Promise<{ tests: number; lots: Lot[] }> {
  const found = await LotModel.find({ form: 'green' }).lean()
  const finished = found
    .filter(({ lastStepAt, status }) => lastStepAt !== null && status !== 'rejected')
    .toSorted((a, b) => a.number.localeCompare(b.number))
    .slice(0, -waiting)
  const bySeason = [...Map.groupBy(finished, ({ season }) => season).values()]
  const lots = bySeason.flatMap((own, index) => own.slice(-(testsOfSeason[index] ?? 0)))
  const tests = lots.map((lot, index) => testOf(random, lot, index, officers, today))
  for (const [year, ofYear] of Map.groupBy(tests, ({ sampledOn }) => yearOf(sampledOn))) {
    const numbers = await reserveNumbers(`UJ-${year}`, ofYear.length)
    ofYear.forEach((test, index) => (test.number = numbers[index]!))
  }
  await QualityTestModel.insertMany(tests)
  await LotModel.bulkWrite(
    tests.map(({ lotId, grade }) => ({
      updateOne: {
        filter: { _id: lotId },
        update: { $set: { grade, isBeforeQuality: true } },
        timestamps: false,
      },
    })),
  )
  await advise(lots, tests)
  for (const test of tests) {
    const { lotNumber, sampledOn, grade, defects } = test
    const officer = officers.find(({ userId }) => userId === String(test.testedBy))!
    trail.note(officer, test.createdAt, {
      act: 'quality-test.record',
      record: demoRecord('quality-test', test),
      after: { lot: lotNumber, sampledOn, grade, defects },
    })
  }
  return { tests: tests.length, lots }
}

/** The latest test of each garden's coffee, for its next visit. */
async function advise(lots: Lot[], tests: QualityTest[]): Promise<void> {
  const told = tests
    .flatMap((test, index) => gardenAdvice(lots[index]!, test))
    .sort((a, b) => a.advice.on.localeCompare(b.advice.on))
  const latest = new Map(told.map(({ plotId, advice }) => [String(plotId), { plotId, advice }]))
  await PlotAdviceModel.insertMany(
    [...latest.values()].map(({ plotId, advice }) => ({ _id: plotId, ...advice })),
  )
}

function testOf(
  random: Random,
  lot: Lot,
  index: number,
  officers: DemoPerson[],
  today: string,
): QualityTest {
  const officer = officers[index % officers.length]!
  const ready = addDays(dayOf(lot.lastStepAt!), random.whole(1, 6))
  const sampledOn = ready < today ? ready : today
  const sample = sampleOf(random, lot, index % 20 === 7)
  const { perDefect: _, ...result } = judgeSample(sample)
  const { defects: defectCounts, sieve: sieveGrams, ...findings } = sample
  const at = parseMoment(`${sampledOn}T1${random.whole(0, 4)}:15`)!
  return {
    _id: demoId(`quality-test:${lot.number}`),
    number: '',
    lotId: lot._id,
    lotNumber: lot.number,
    organisationId: lot.organisationId,
    season: lot.season,
    sampledOn,
    ...findings,
    ...result,
    defectCounts,
    sieveGrams,
    scaCategory1: index % 4 === 0 ? random.whole(0, 1) : null,
    scaCategory2: index % 4 === 0 ? random.whole(0, 9) : null,
    certificateCode: String(demoId(`certificate:${lot.number}`)).slice(0, 16),
    testedBy: demoId(`user:${['mutu', 'mutu2', 'mutu3'][index % officers.length]}`),
    testedByName: officer.fullName,
    farmerIds: lot.farmerIds,
    groupIds: lot.groupIds,
    districtCodes: lot.districtCodes,
    regencyCodes: lot.regencyCodes,
    process: lot.process,
    varietyCodes: lot.varietyCodes,
    altitudeMinM: lot.altitudeMinM,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

/** What care a way of processing takes off or puts on. */
const careOf: Partial<Record<Lot['process'], number>> = {
  washed: 0.7,
  honey: 0.9,
  'semi-washed': 1.2,
  'wet-hulled': 1.3,
}

/** Higher ground and washed coffee have fewer defects; one lot in twenty is not dry enough. */
function sampleOf(random: Random, lot: Lot, isMoist: boolean): Sample {
  const height = Math.min(1_500, Math.max(800, lot.altitudeMinM ?? 1_000))
  const care = (careOf[lot.process] ?? 1) * (2.2 - height / 1_000)
  const isCareless = random.next() < 0.08
  const counts: DefectCounts = {}
  for (const code of defectCodes) {
    const usual = usualCounts[code] ?? 0
    const count = Math.round(usual * care * (isCareless ? 2.5 : 1) * (0.5 + random.next()))
    if (count > 0) counts[code] = count
  }
  const large = random.whole(180, 292)
  const medium = Math.min(300 - large, random.whole(6, 90))
  return {
    moisturePct: (isMoist ? 127 : random.whole(108, 124)) / 10,
    impurityPct: random.whole(0, isCareless ? 6 : 4) / 10,
    liveInsects: 'no',
    badSmell: 'no',
    defects: counts,
    sieve: { '6.5': large, '6.0': medium, '5.0': 300 - large - medium },
  }
}

const usualCounts: DefectCounts = {
  black: 2,
  'partly-black': 3,
  'broken-black': 1,
  brown: 4,
  'in-parchment': 2,
  broken: 18,
  immature: 6,
  'one-hole': 9,
  'more-holes': 4,
  spotted: 5,
  'husk-small': 1,
}
