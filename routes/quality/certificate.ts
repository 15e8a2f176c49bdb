import type { Request, Response } from 'express'
import {
  readCertificate,
  readTest,
  type QualityTest,
} from '../../domain/processing/service/quality-tests.ts'
import { formatDay, formatNumber } from '../../middleware/formats.ts'
import { Paper } from '../paper/paper.ts'
import { qrPng } from '../paper/qr.ts'
import { present } from '../present.ts'

const checkPath = (test: QualityTest) => `/quality/certificates/${test.certificateCode}`

/** The certificate on paper, with a QR code by which anybody may check it. */
export async function certificatePaper(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const test = await readTest(req.actor!, String(req.params['id']))
  const qr = await qrPng(checkPath(test))
  const foot = t('quality.certificate.foot')
  new Paper({ title: t('quality.certificate.title'), number: test.number, foot })
    .corner(qr, t('quality.certificate.scan'))
    .facts(factsOf(res, test))
    .heading(t('quality.certificate.basis'))
    .text(t('quality.grade.source'))
    .signatures([{ role: t('roles.quality-officer'), name: test.testedByName }])
    .send(res, test.number)
}

/** What a certificate's code proves: no name of anybody, only the lot and its grade. */
export async function certificatePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const test = await readCertificate(String(req.params['code']))
  const { number, lotNumber, sampledOn, grade, defects, size } = test
  present(req, res, 'quality/certificate', {
    data: { number, lotNumber, sampledOn, grade, defects, size },
    title: t('quality.certificate.title'),
    rows: factsOf(res, test).map(([label, value]) => ({ label, value })),
    layout: 'public',
  })
}

function factsOf(res: Response, test: QualityTest): [string, string][] {
  const { t, lang } = res.locals
  const share = (pct: number | null) => (pct === null ? '–' : `${formatNumber(lang, pct)} %`)
  return [
    [t('quality.certificate.number'), test.number],
    [t('fields.lotId'), test.lotNumber],
    [t('fields.sampledOn'), formatDay(lang, test.sampledOn)],
    [t('quality.gradeLabel'), t(`quality.grades.${test.grade}`)],
    [t('quality.total'), formatNumber(lang, Number(test.defects), 2)],
    [t('quality.size'), test.size ? t(`quality.sizes.${test.size}`) : t('quality.notSieved')],
    [t('quality.moisture'), share(test.moisturePct)],
    [t('quality.impurity'), share(test.impurityPct)],
  ]
}
