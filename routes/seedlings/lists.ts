import type { Request, Response } from 'express'
import { everyRow, sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, type ChipLink } from '../list-links.ts'
import { queryText } from '../query.ts'
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
  filters?: { label: string; links: ChipLink[] }[]
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
    filters: list.filters ?? [],
    table: tableView(list.table(rows)),
    ...listLinks(req, after, next),
    emptyTitle: res.locals.t('seedlings.empty'),
    emptyText: list.emptyText ?? res.locals.t('seedlings.emptyText'),
  })
}

/** The chips that narrow a list by status; `kind` says under which of the `statuses` their words stand. */
export function statusChips<T extends string>(
  req: Request,
  res: Response,
  kind: 'stock' | 'handover' | 'seedlingRequest' | 'allocation',
  values: readonly T[],
  current: T | null,
) {
  const { t } = res.locals
  const labels = { of: (value: T) => t(`statuses.${kind}.${value}`), all: t('harvests.list.all') }
  return {
    label: t('harvests.list.filter'),
    links: choiceLinks(req, 'status', values, current, labels),
  }
}
