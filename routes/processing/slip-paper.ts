import type { Request, Response } from 'express'
import PDFDocument from 'pdfkit'
import { lookAtIntake } from '../../domain/processing/service/intake-list.ts'
import { placeName } from '../../domain/regions.ts'
import { formatMeasure, formatMoment, formatMoney } from '../../middleware/formats.ts'
import { pricedShares } from '../../domain/processing/price.ts'
import { Paper } from '../paper/paper.ts'
import { qrPng } from '../paper/qr.ts'
import { namedIntakeRow } from './view.ts'

/** 80 mm of till paper, in points. */
const tillWidth = 226.77
const tillMargin = 10

/** The weigh slip to take home: A4, or `?size=80mm` for the till printer. */
export async function slipPdf(req: Request, res: Response): Promise<void> {
  const found = await lookAtIntake(req.actor!, String(req.params['id']))
  const qr = await qrPng(`/processing/intake/${String(found.intake._id)}`)
  if (req.query['size'] === '80mm') return tillSlip(res, found, qr)
  const { t } = res.locals
  const { number, farmerName } = found.intake
  new Paper({ title: t('processing.slip.title'), number, foot: found.unit.name })
    .corner(qr, t('processing.slip.check'))
    .facts(factsOf(res, found))
    .signatures([
      { role: t('processing.slip.weigher'), name: found.intake.receivedByName },
      { role: t('processing.slip.farmer'), name: farmerName },
    ])
    .send(res, number)
}

type Found = Awaited<ReturnType<typeof lookAtIntake>>

function factsOf(res: Response, { intake, harvest, unit }: Found): [string, string][] {
  const { t, lang } = res.locals
  const row = namedIntakeRow(intake)
  const kg = (value: number) => formatMeasure(lang, value, 'kg')
  const shares = pricedShares
    .filter((share) => row[share] !== null)
    .map((share): [string, string] => [t(`fields.${share}`), formatMeasure(lang, row[share]!, '%')])
  const place = unit.villageCode ? `, ${placeName(unit.villageCode)}` : ''
  return [
    [t('processing.record.unit'), `${unit.name}${place}`],
    [t('fields.farmerId'), `${row.farmerName} (${row.farmerNumber})`],
    [t('fields.plotId'), row.plotName],
    [t('processing.record.harvest'), harvest.number],
    [t('fields.receivedAt'), formatMoment(lang, row.receivedAt)],
    [t('fields.grossKg'), kg(row.grossKg)],
    [t('fields.tareKg'), kg(row.tareKg)],
    [t('processing.record.net'), kg(row.netKg)],
    ...shares,
    [t('processing.record.price'), formatMoney(lang, row.pricePerKg ?? 0)],
    [t('processing.record.amount'), formatMoney(lang, row.amountRupiah ?? 0)],
    [t('fields.payment'), t(`processing.payment.${row.payment}`)],
    [t('fields.status'), t(`statuses.intake.${row.status}`)],
  ]
}

function tillSlip(res: Response, found: Found, qr: Buffer): void {
  const { t } = res.locals
  const facts = factsOf(res, found)
  const height = 190 + facts.length * 26
  const pdf = new PDFDocument({ size: [tillWidth, height], margin: tillMargin })
  const width = tillWidth - 2 * tillMargin
  const { number } = found.intake
  pdf.font('Helvetica-Bold').fontSize(9).text('KABINET ARABIKA', { width, align: 'center' })
  pdf.fontSize(13).text(t('processing.slip.title'), { width, align: 'center' })
  pdf.font('Helvetica').fontSize(10).text(number, { width, align: 'center' })
  pdf.moveDown(0.5)
  for (const [label, value] of facts) {
    pdf.font('Helvetica').fontSize(8).text(label, { width })
    pdf.font('Helvetica-Bold').fontSize(10).text(value, { width })
  }
  pdf.image(qr, (tillWidth - 90) / 2, pdf.y + 6, { width: 90 })
  res.type('application/pdf').set('Content-Disposition', `inline; filename="${number}.pdf"`)
  pdf.pipe(res)
  pdf.end()
}
