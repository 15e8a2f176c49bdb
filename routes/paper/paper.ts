import type { Response } from 'express'
import PDFDocument from 'pdfkit'

const ink = '#1d2a22'
const soft = '#5b665f'
const line = '#c9d1cb'
const margin = 48
/** A4 in points. */
const [pageWidth, pageHeight] = [595.28, 841.89]
const textWidth = pageWidth - 2 * margin

export interface Column {
  label: string
  /** Share of the width; shares are relative to each other. */
  share: number
  isNumber?: boolean
}

/**
 * A printed A4 page of the programme: one look for every form, letter and receipt. Built top to
 * bottom; `send` ends it. Words come in already translated.
 */
export class Paper {
  private readonly pdf: PDFKit.PDFDocument
  private readonly foot: string

  constructor({ title, number, foot }: { title: string; number: string; foot: string }) {
    this.foot = foot
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: margin, left: margin, right: margin, bottom: margin },
      bufferPages: true,
      info: { Title: `${title} ${number}`, Creator: 'Kabinet Arabika' },
    })
    this.pdf.font('Helvetica-Bold').fontSize(10).fillColor(soft).text('KABINET ARABIKA')
    this.pdf
      .fontSize(19)
      .fillColor(ink)
      .text(title, { width: textWidth - 110 })
    this.pdf.font('Helvetica').fontSize(12).fillColor(soft).text(number)
    this.rule()
  }

  /** A picture, such as a QR code, at the top right with its words below. */
  corner(png: Buffer, words: string): this {
    const { x, y } = this.pdf
    this.pdf.image(png, pageWidth - margin - 84, margin - 8, { width: 84 })
    this.pdf
      .fontSize(7)
      .fillColor(soft)
      .text(words, pageWidth - margin - 110, margin + 78, { width: 110, align: 'right' })
    this.pdf.x = x
    this.pdf.y = Math.max(y, margin + 98)
    return this
  }

  heading(text: string): this {
    this.room(60)
    this.pdf.moveDown(0.6).font('Helvetica-Bold').fontSize(13).fillColor(ink).text(text, margin)
    this.pdf.moveDown(0.3)
    return this
  }

  text(text: string): this {
    this.pdf.font('Helvetica').fontSize(10).fillColor(ink).text(text, margin, undefined, {
      width: textWidth,
    })
    this.pdf.moveDown(0.4)
    return this
  }

  /** Pairs of label and value, one below the other. */
  facts(rows: [label: string, value: string][]): this {
    for (const [label, value] of rows) {
      const height = this.pdf
        .font('Helvetica')
        .fontSize(10)
        .heightOfString(value, {
          width: textWidth - 170,
        })
      this.room(height + 6)
      const { y } = this.pdf
      this.pdf.fillColor(soft).text(label, margin, y, { width: 160 })
      this.pdf.fillColor(ink).text(value, margin + 170, y, { width: textWidth - 170 })
      this.pdf.y = Math.max(this.pdf.y, y + height) + 4
    }
    return this
  }

  /** A table whose head stands again on every page. */
  table(columns: Column[], rows: string[][]): this {
    const shares = columns.reduce((sum, { share }) => sum + share, 0)
    const widths = columns.map(({ share }) => (share / shares) * textWidth)
    const head = () =>
      this.row(
        columns,
        widths,
        columns.map(({ label }) => label),
        true,
      )
    head()
    for (const row of rows) {
      if (this.room(this.heightOf(widths, row) + 8)) head()
      this.row(columns, widths, row, false)
    }
    this.pdf.x = margin
    this.pdf.moveDown(0.5)
    return this
  }

  /** Labels to cut out, three side by side: a QR code and what stands beside it, the first line large. */
  labels(labels: { png: Buffer; lines: string[] }[]): this {
    const [width, height] = [textWidth / 3, 96]
    for (let first = 0; first < labels.length; first += 3) {
      this.room(height)
      const top = this.pdf.y
      labels.slice(first, first + 3).forEach(({ png, lines }, column) => {
        const x = margin + column * width
        this.pdf.rect(x, top, width, height).dash(2, { space: 2 }).strokeColor(line).stroke()
        this.pdf.undash().image(png, x + 6, top + 12, { width: 68 })
        this.pdf.font('Helvetica-Bold').fontSize(15).fillColor(ink)
        this.pdf.text(lines[0] ?? '', x + 80, top + 10, { width: width - 84 })
        this.pdf.font('Helvetica').fontSize(7.5)
        for (const each of lines.slice(1)) this.pdf.text(each, { width: width - 84 })
      })
      this.pdf.x = margin
      this.pdf.y = top + height
    }
    return this
  }

  /** Places to sign, side by side. */
  signatures(people: { role: string; name: string }[]): this {
    this.room(120)
    const width = textWidth / people.length
    const top = this.pdf.y + 18
    people.forEach(({ role, name }, index) => {
      const x = margin + index * width
      this.pdf
        .font('Helvetica')
        .fontSize(9)
        .fillColor(soft)
        .text(role, x, top, { width: width - 12 })
      this.pdf
        .moveTo(x, top + 70)
        .lineTo(x + width - 24, top + 70)
        .strokeColor(line)
        .stroke()
      this.pdf.fillColor(ink).text(name, x, top + 75, { width: width - 12 })
    })
    this.pdf.x = margin
    this.pdf.y = top + 95
    return this
  }

  image(bytes: Buffer, width: number): this {
    this.room(width)
    this.pdf.image(bytes, margin, this.pdf.y, { fit: [width, width] })
    this.pdf.y += 8
    return this
  }

  /** Ends the paper and sends it. */
  send(res: Response, fileName: string): void {
    const { start, count } = this.pdf.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.pdf.switchToPage(page)
      // below the bottom margin pdfkit would open a new page
      this.pdf.page.margins.bottom = 0
      this.pdf
        .font('Helvetica')
        .fontSize(8)
        .fillColor(soft)
        .text(`${this.foot} · ${page + 1}/${count}`, margin, pageHeight - 34, {
          width: textWidth,
          align: 'center',
        })
    }
    res.type('application/pdf').set('Content-Disposition', `inline; filename="${fileName}.pdf"`)
    this.pdf.pipe(res)
    this.pdf.end()
  }

  /** Opens a new page when less than this height is left; true when it did. */
  private room(height: number): boolean {
    if (this.pdf.y + height <= pageHeight - margin) return false
    this.pdf.addPage()
    return true
  }

  private heightOf(widths: number[], cells: string[]): number {
    this.pdf.font('Helvetica').fontSize(9)
    const heights = cells.map((cell, index) =>
      this.pdf.heightOfString(cell, { width: widths[index]! - 8 }),
    )
    return Math.max(12, ...heights)
  }

  private row(columns: Column[], widths: number[], cells: string[], isHead: boolean): void {
    const height = this.heightOf(widths, cells)
    const { y } = this.pdf
    let x = margin
    this.pdf.font(isHead ? 'Helvetica-Bold' : 'Helvetica').fillColor(isHead ? soft : ink)
    cells.forEach((cell, index) => {
      const width = widths[index]! - 8
      this.pdf.text(cell, x, y, { width, align: columns[index]?.isNumber ? 'right' : 'left' })
      x += widths[index]!
    })
    this.pdf.y = y + height + 4
    this.rule()
  }

  private rule(): void {
    const y = this.pdf.y + 2
    this.pdf
      .moveTo(margin, y)
      .lineTo(pageWidth - margin, y)
      .lineWidth(0.5)
      .strokeColor(line)
      .stroke()
    this.pdf.x = margin
    this.pdf.y = y + 5
  }
}
