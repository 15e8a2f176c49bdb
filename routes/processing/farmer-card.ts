import type { Request, Response } from 'express'
import PDFDocument from 'pdfkit'
import { readCard } from '../../domain/processing/service/farmer-card.ts'
import { qrDataUrl, qrPng } from '../paper/qr.ts'
import { present } from '../present.ts'

/** A bank card's size, points. */
const size: [number, number] = [242.65, 153]

// the scales' page knows the farmer by it; nobody else learns anything from the code
const pathOf = (id: string) => `/processing/intake/new?farmer=${id}`

/** The farmer's QR card, to show on a phone or to print. */
export async function cardPage(req: Request, res: Response): Promise<void> {
  const card = await readCard(req.actor!, String(req.params['id']))
  present(req, res, 'processing/farmer-card', {
    data: card,
    card,
    qr: await qrDataUrl(pathOf(card.id)),
    title: res.locals.t('processing.card.title', { farmer: card.fullName }),
  })
}

/** The card as PDF, to be printed and laminated. */
export async function cardPdf(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const card = await readCard(req.actor!, String(req.params['id']))
  const pdf = new PDFDocument({ size, margin: 12 })
  pdf.image(await qrPng(pathOf(card.id)), size[0] - 108, 28, { width: 96 })
  pdf.font('Helvetica-Bold').fontSize(8).fillColor('#1c5a44').text('KABINET ARABIKA', 12, 12)
  pdf.fillColor('#241a13').fontSize(13).text(card.fullName, 12, 34, { width: 118 })
  pdf.fontSize(14).text(card.number, 12, 84, { width: 118 })
  pdf.font('Helvetica').fontSize(8).fillColor('#5c4f44')
  pdf.text(card.groupName, 12, 106, { width: 118, height: 20 })
  pdf.text(t('processing.card.hint'), 12, 130, { width: 218, lineBreak: false })
  res
    .type('application/pdf')
    .set('Content-Disposition', `inline; filename="${card.number}-kartu.pdf"`)
  pdf.pipe(res)
  pdf.end()
}
