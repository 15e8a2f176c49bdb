import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import type { Response } from 'express'
import { Paper } from '../../routes/paper/paper.ts'
import { qrDataUrl, qrPng } from '../../routes/paper/qr.ts'

describe('a printed paper', () => {
  it('is a PDF that goes on over as many pages as it needs', async () => {
    const columns = [{ label: 'Varietas', share: 2 }, { label: 'Jumlah', share: 1, isNumber: true }] // prettier-ignore
    const rows = Array.from({ length: 100 }, (_, index) => [`Komasti ${index}`, String(index)])

    const short = await bytesOf((paper) => paper.table(columns, rows.slice(0, 2)))
    const long = await bytesOf((paper) =>
      paper.table(columns, rows).signatures([{ role: 'Penerima', name: 'Sumarni' }]),
    )

    expect(short.subarray(0, 5).toString()).to.equal('%PDF-')
    expect(pagesOf(short)).to.equal(1)
    expect(pagesOf(long)).to.equal(4)
  })

  it('carries the address of its record as a QR code', async () => {
    const png = await qrPng('/receipts/BA-2026-000001')
    const paper = await bytesOf((each) => each.corner(png, 'Pindai'))

    expect(png.subarray(1, 4).toString()).to.equal('PNG')
    expect(await qrDataUrl('/a')).to.match(/^data:image\/png;base64,/)
    expect(paper.includes('/Subtype /Image')).to.equal(true)
  })
})

async function bytesOf(fill: (paper: Paper) => Paper): Promise<Buffer> {
  const out = Object.assign(new PassThrough(), { type: () => out, set: () => out })
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  const paper = fill(new Paper({ title: 'Tanda terima', number: 'BA-1', foot: 'Kabinet' }))
  paper.send(out as unknown as Response, 'paper')
  await once(out, 'end')
  return Buffer.concat(chunks)
}

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)!.length
}
