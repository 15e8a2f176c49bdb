import type { Request, Response } from 'express'
import { everyRow, sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { listLinks } from '../list-links.ts'
import { hrefWith, queryText } from '../query.ts'
import { tableView, type Table } from './ui.ts'

/** A list of the area: what it reads, which columns its files have, and how a row is shown. */
export interface List<T> {
  title: string
  lead?: string
  fileName: string
  read: (after: string | null) => Promise<{ rows: T[]; next: string | null }>
  /** As data: the field names of service.md. */
  rowOf: (record: T) => Record<string, unknown>
  columns: string[]
  table: (rows: T[]) => Table
  filters?: {
    label: string
    name: string
    values: { value: string; label: string }[]
    current: string
  }[]
  links?: { href: string; label: string; isMain?: boolean }[]
  more?: Record<string, unknown>
  emptyText?: string
}

/** Prints a list as page, JSON, CSV or XLSX of the same filter. */
export async function listPage<T>(req: Request, res: Response, list: List<T>): Promise<void> {
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, list.fileName, list.columns, everyRow(list.read), list.rowOf)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await list.read(after)
  present(req, res, 'seedlings/list', {
    ...list.more,
    data: { rows: rows.map(list.rowOf), next },
    title: list.title,
    lead: list.lead,
    links: list.links ?? [],
    filters: (list.filters ?? []).map(({ label, name, values, current }) => ({
      label,
      links: values.map((each) => ({
        href: hrefWith(req, { [name]: each.value, after: '' }),
        label: each.label,
        isCurrent: each.value === current,
      })),
    })),
    table: tableView(list.table(rows)),
    ...listLinks(req, after, next),
    emptyTitle: res.locals.t('seedlings.empty'),
    emptyText: list.emptyText ?? res.locals.t('seedlings.emptyText'),
  })
}
