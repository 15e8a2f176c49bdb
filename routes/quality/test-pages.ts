import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { isSpecialtyGreen } from '../../domain/processing/sca-green.ts'
import { judgeSample, type SampleResult } from '../../domain/processing/sample.ts'
import {
  listTests,
  lotsToTest,
  readTest,
  streamTests,
  type QualityTest,
} from '../../domain/processing/service/quality-tests.ts'
import { sniGrades } from '../../domain/processing/sni-grade.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear, queryId } from '../query.ts'
import { resultView, sampleBoxes } from './sample-view.ts'

/** A test as data: the fields of the form, and the answer of `/quality/grade`. */
function testRow(test: QualityTest) {
  return {
    id: String(test._id),
    number: test.number,
    status: 'recorded',
    version: test.version,
    lotId: String(test.lotId),
    lotNumber: test.lotNumber,
    season: test.season,
    sampledOn: test.sampledOn,
    moisturePct: test.moisturePct,
    impurityPct: test.impurityPct,
    liveInsects: test.liveInsects,
    badSmell: test.badSmell,
    defects: test.defects,
    grade: test.grade,
    size: test.size,
    failed: test.failed,
    scaCategory1: test.scaCategory1,
    scaCategory2: test.scaCategory2,
    testedByName: test.testedByName,
  }
}

function resultOf(test: QualityTest): SampleResult {
  return judgeSample({ ...test, defects: test.defectCounts, sieve: test.sieveGrams })
}

/** Tests of a season: `?year=`, `?grade=`, `?lotId=`, `?after=`; page, JSON, CSV or XLSX. */
export async function testsPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const thisYear = yearOf(today())
  const filter = {
    season: queryYear(req) ?? thisYear,
    grade: sniGrades.find((grade) => grade === queryText(req, 'grade')) ?? null,
    lotId: queryId(req, 'lotId'),
  }
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'uji-mutu', columns, streamTests(actor, filter), fileRow)
  const after = queryText(req, 'after')
  const { rows, next } = await listTests(actor, filter, after)
  const data = { rows: rows.map(testRow), next }
  present(req, res, 'quality/tests', {
    data,
    title: t('quality.tests.title'),
    canRecord: can(actor, 'quality-test.record'),
    rows: data.rows.map((row) => ({ ...row, gradeWord: t(`quality.grades.${row.grade}`) })),
    yearLinks: yearLinks(req, filter.season),
    gradeLinks: choiceLinks(req, 'grade', sniGrades, filter.grade, {
      of: (grade) => t(`quality.grades.${grade}`),
      all: t('quality.tests.all'),
    }),
    ...listLinks(req, after, next),
  })
}

const columns = [
  'number',
  'lotNumber',
  'season',
  'sampledOn',
  'grade',
  'defects',
  'size',
  'failed',
  'moisturePct',
  'impurityPct',
  'liveInsects',
  'badSmell',
  'scaCategory1',
  'scaCategory2',
  'testedByName',
  'lotId',
  'id',
]

function fileRow(test: QualityTest) {
  return { ...testRow(test), failed: test.failed.join(' ') }
}

/** The form of a new test; `?lotId=` chooses the lot. */
export async function newTestPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const lots = await lotsToTest()
  const view = formView(req, res, { lotId: queryText(req, 'lotId') ?? '', sampledOn: today() })
  present(req, res, 'quality/new-test', {
    ...view,
    ...sampleBoxes(res, view.form, view.errors),
    hasLots: lots.length > 0,
    lotOptions: lots.map(({ _id, number, name, process }) => ({
      value: String(_id),
      label: [number, name, t(`quality.process.${process}`)].filter(Boolean).join(', '),
      isSelected: String(_id) === view.form['lotId'],
    })),
    today: today(),
    title: t('quality.tests.new'),
  })
}

/** One test: the grade, what it costs, the figures as they were written down. */
export async function testPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const test = await readTest(req.actor!, String(req.params['id']))
  const result = resultOf(test)
  const record = {
    ...testRow(test),
    kind: 'quality-test',
    acts: [],
    perDefect: result.perDefect,
    defectCounts: test.defectCounts,
    sieveGrams: test.sieveGrams,
  }
  const sca = test.scaCategory1 !== null && {
    category1: test.scaCategory1,
    category2: test.scaCategory2 ?? 0,
  }
  present(req, res, 'quality/test', {
    data: record,
    record,
    result: resultView(res, result),
    liveInsectsWord: test.liveInsects && t(`quality.${test.liveInsects}`),
    badSmellWord: test.badSmell && t(`quality.${test.badSmell}`),
    scaWord:
      sca &&
      t(isSpecialtyGreen(sca) ? 'quality.tests.scaSpecialty' : 'quality.tests.scaBelow', sca),
    title: t('quality.tests.recordTitle', { lot: test.lotNumber }),
  })
}
