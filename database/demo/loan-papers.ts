import { Types } from 'mongoose'
import PDFDocument from 'pdfkit'
import { storePaper } from '../../domain/photos.ts'
import type { DocumentKind } from '../../domain/loans/application.ts'
import type { Loan } from '../../models/loan.ts'
import { PhotoModel } from '../../models/photo.ts'

const titles: Record<DocumentKind, string> = {
  identity: 'KTP (contoh)',
  land: 'Bukti lahan (contoh)',
  'group-letter': 'Surat kelompok tani (contoh)',
  photo: 'Foto persediaan (contoh)',
  other: 'Berkas (contoh)',
}

/** A page that says what it stands for: no real paper belongs into demo data. */
async function draw(title: string): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A5', margin: 48, info: { CreationDate: new Date(0) } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  pdf.fontSize(18).text(title).moveDown().fontSize(11).text('Data contoh Kabinet Arabika')
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

/** Keeps one paper for each document of the applications, under the ids that these name. */
export async function storeLoanPapers(loans: Loan[]): Promise<void> {
  const drawn = new Map<DocumentKind, Buffer>()
  const notes: object[] = []
  for (const loan of loans) {
    for (const document of loan.documents) {
      const { kind, name } = document
      const bytes = drawn.get(kind) ?? (await draw(titles[kind]))
      drawn.set(kind, bytes)
      const paper = await storePaper(bytes, 'application/pdf', name)
      document.paperId = new Types.ObjectId(paper.id)
      notes.push({
        _id: document.paperId,
        farmerId: loan.farmerId,
        recordKind: 'loan-document',
        recordId: loan._id,
        name,
        mimeType: 'application/pdf',
      })
    }
  }
  await PhotoModel.insertMany(notes)
}
