import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import ExcelJS from 'exceljs'
import type { Response } from 'express'

/**
 * Streams a list as CSV or XLSX from a cursor: field names first, all columns. Nothing is held in
 * memory but one row, however long the list is.
 */
export async function sendFile<T>(
  res: Response,
  format: 'csv' | 'xlsx',
  name: string,
  columns: string[],
  records: AsyncIterable<T> | Iterable<T>,
  rowOf: (record: T) => Record<string, unknown>,
): Promise<void> {
  res.set('Content-Disposition', `attachment; filename="${name}.${format}"`)
  if (format === 'csv') {
    res.type('text/csv; charset=utf-8')
    await pipeline(
      Readable.from(csvRows(records, columns, rowOf)),
      stringify({ header: true, columns }),
      res,
    )
    return
  }
  res.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: res })
  const sheet = book.addWorksheet(name)
  sheet.addRow(columns).commit()
  for await (const record of records) {
    const row = rowOf(record)
    sheet.addRow(columns.map((column) => cell(row[column]))).commit()
  }
  await book.commit()
}

/** Every row of a list that is read in pages, one page after the other. */
export async function* everyRow<T>(
  read: (after: string | null) => Promise<{ rows: T[]; next: string | null }>,
): AsyncGenerator<T> {
  let after: string | null = null
  do {
    const page: { rows: T[]; next: string | null } = await read(after)
    yield* page.rows
    after = page.next
  } while (after)
}

async function* csvRows<T>(
  records: AsyncIterable<T> | Iterable<T>,
  columns: string[],
  rowOf: (record: T) => Record<string, unknown>,
) {
  for await (const record of records) {
    const row = rowOf(record)
    yield Object.fromEntries(columns.map((column) => [column, cell(row[column])]))
  }
}

/** A text that a spreadsheet would run as a formula is made harmless. */
export function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  const text = value instanceof Date ? value.toISOString() : String(value as string | boolean)
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
