import express, { type Request, type Response } from 'express'
import { parseDay } from '../../domain/dates.ts'
import { isId } from '../../domain/find-visible.ts'
import { readLedger, type LedgerFilter } from '../../domain/seedlings/service/ledger.ts'
import { may } from '../../middleware/may.ts'
import { queryText } from '../query.ts'
import { NotFound } from '../../domain/errors.ts'
import { listPage } from './lists.ts'
import type { Table } from './ui.ts'

export const ledger = express.Router()

ledger.get('/seedlings/ledger', may('seedling-ledger.view'), ledgerPage)

type Entry = Awaited<ReturnType<typeof readLedger>>['rows'][number]

/** An entry as data: the fields of service.md section 7, and what it refers to. */
export function entryRow(entry: Entry | null) {
  const e = entry ?? ({} as Entry)
  const id = (value: unknown) => (value ? String(value as string) : null)
  return {
    id: String(e._id),
    kind: e.kind,
    quantity: e.quantity,
    unit: e.unit,
    place: e.place,
    happenedOn: e.happenedOn,
    writtenAt: e.writtenAt,
    writtenByName: e.writtenByName,
    balance: e.balance,
    cause: e.cause,
    reason: e.reason,
    document: e.document,
    reverses: id(e.reverses),
    lotId: id(e.lotId),
    batchId: id(e.batchId),
    programmeId: id(e.programmeId),
    seedlingRequestId: id(e.requestId),
    allocationId: id(e.allocationId),
    handoverId: id(e.handoverId),
    groupId: id(e.groupId),
    plotId: id(e.plotId),
  }
}

/** Entries as a table, newest first. */
export function ledgerTable(res: Response, rows: Entry[]): Table {
  const { t, say } = res.locals
  return {
    empty: t('seedlings.empty'),
    columns: [
      { label: t('seedlings.columns.entry') },
      { label: t('fields.happenedOn') },
      { label: t('seedlings.columns.quantity'), isNumber: true },
      { label: t('seedlings.columns.balance'), isNumber: true },
      { label: t('fields.reason') },
      { label: t('seedlings.columns.who') },
    ],
    rows: rows.map((entry) => ({
      tag: t(`seedlings.places.${entry.place}`),
      tagKind: 'plain',
      cells: [
        t(`seedlings.kinds.${entry.kind}`),
        say.dayShort(entry.happenedOn),
        say.amount(entry.quantity, entry.unit === 'g' ? 'seed' : ''),
        say.number(entry.balance),
        [entry.cause, entry.reason, entry.document].filter(Boolean).join(' · ') || '–',
        entry.writtenByName,
      ],
    })),
  }
}

async function ledgerPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const day = queryText(req, 'day')
  const filter: LedgerFilter = {
    lotId: idOf(req, 'lotId'),
    batchId: idOf(req, 'batchId'),
    programmeId: idOf(req, 'programmeId'),
    day: day === null ? null : parseDay(day),
  }
  const back = filter.batchId
    ? [{ href: `/nursery-batches/${filter.batchId}`, label: t('seedlings.toBatch') }]
    : filter.lotId
      ? [{ href: `/seed-lots/${filter.lotId}`, label: t('seedlings.toLot') }]
      : []
  await listPage(req, res, {
    title: t('seedlings.ledger.title'),
    lead: t('seedlings.ledger.lead'),
    fileName: 'buku-bibit',
    read: (after) => readLedger(req.actor!, filter, after),
    rowOf: entryRow,
    columns: Object.keys(entryRow(null)),
    links: back,
    table: (rows) => ledgerTable(res, rows),
  })
}

function idOf(req: Request, name: string): string | null {
  const value = queryText(req, name)
  if (value !== null && !isId(value)) throw new NotFound()
  return value
}
