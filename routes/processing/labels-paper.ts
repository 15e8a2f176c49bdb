import type { Request, Response } from 'express'
import PDFDocument from 'pdfkit'
import { lookAtLot } from '../../domain/processing/service/lot-read.ts'
import { formatMeasure } from '../../middleware/formats.ts'
import { qrPng } from '../paper/qr.ts'

/** Two by four on A4, points. */
const label = { width: 262, height: 182, left: 36, top: 36, perPage: 8 }
/** One file holds so many; `?from=` begins with another bag. */
const mostLabels = 400

/** Labels for the bags of a lot, each with its number and the QR of the passport (or of the lot). */
export async function labelsPdf(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const { lot, unitName } = await lookAtLot(req.actor!, String(req.params['id']))
  const from = Number(req.query['from'] ?? 1)
  const bags = lot.bags
    .flatMap((run) =>
      Array.from({ length: run.to - run.from + 1 }, (_, index) => ({
        serial: run.from + index,
        weight: formatMeasure(lang, run.bagG / 1000, 'kg'),
      })),
    )
    .filter(({ serial }) => serial >= (Number.isInteger(from) ? from : 1))
    .slice(0, mostLabels)
  const path = lot.passportCode ? `/passport/${lot.passportCode}` : `/lots/${String(lot._id)}`
  const qr = await qrPng(path)
  const lines = [
    unitName,
    `${t(`lots.form.${lot.form}`)}, ${t(`lots.process.${lot.process}`)}`,
    `${t('lots.record.season')} ${lot.season}`,
    lot.grade ? t(`quality.grades.${lot.grade}`) : '',
  ].filter((line) => line !== '')
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false })
  res
    .type('application/pdf')
    .set('Content-Disposition', `inline; filename="${lot.number}-label.pdf"`)
  pdf.pipe(res)
  if (bags.length === 0) pdf.addPage()
  bags.forEach(({ serial, weight }, index) => {
    const place = index % label.perPage
    if (place === 0) pdf.addPage()
    const x = label.left + (place % 2) * label.width
    const y = label.top + Math.floor(place / 2) * label.height
    drawLabel(pdf, x, y, { number: `${lot.number}/${serial}`, weight, lines, qr })
  })
  pdf.end()
}

function drawLabel(
  pdf: PDFKit.PDFDocument,
  x: number,
  y: number,
  { number, weight, lines, qr }: { number: string; weight: string; lines: string[]; qr: Buffer },
): void {
  pdf
    .rect(x + 4, y + 4, label.width - 8, label.height - 8)
    .lineWidth(0.5)
    .stroke('#8a7866')
  pdf.fillColor('#241a13')
  pdf.image(qr, x + label.width - 112, y + 14, { width: 96 })
  pdf
    .font('Helvetica-Bold')
    .fontSize(12)
    .text(number, x + 16, y + 18, { width: 134 })
  pdf.fontSize(22).text(weight, x + 16, y + 56, { width: 134 })
  pdf.font('Helvetica').fontSize(9)
  lines.forEach((line, index) => {
    pdf.text(line, x + 16, y + 116 + index * 13, { width: label.width - 32, lineBreak: false })
  })
}
