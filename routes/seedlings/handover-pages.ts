import type { Request, Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { can } from '../../domain/permissions.ts'
import { endsOf, listHandovers, receiptsOf } from '../../domain/seedlings/service/field-lists.ts'
import { findHandover, type Handover } from '../../domain/seedlings/service/handovers.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { farmerNames } from '../../domain/seedlings/service/request-list.ts'
import { handoverStatuses } from '../../domain/seedlings/status.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { handoverRow, handoverTag } from './handover-view.ts'
import { listPage, statusChips } from './lists.ts'
import { tableView, troubleOf } from './ui.ts'
import { distributeLinks, receiveForm, returnForm } from './handover-acts.ts'

/** The list of hand-overs. */
export async function handoversPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const status = handoverStatuses.find((known) => known === queryText(req, 'status')) ?? null
  await listPage(req, res, {
    title: t('seedlings.handovers.title'),
    fileName: 'serah-terima-bibit',
    read: (after) => listHandovers(actor, { status }, after),
    rowOf: (row) => handoverRow(actor, row),
    columns: Object.keys(handoverRow(actor, null)).filter(
      (name) => !['lines', 'acts'].includes(name),
    ),
    links: can(actor, 'handover.make')
      ? [{ href: '/handovers/new', label: t('seedlings.handovers.new'), isMain: true }]
      : [],
    filters: [statusChips(req, res, 'handover', handoverStatuses, status)],
    table: (rows) => ({
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.number') },
        { label: t('fields.groupId') },
        { label: t('fields.nurseryId') },
        { label: t('fields.sentOn') },
        { label: t('seedlings.columns.sent'), isNumber: true },
        { label: t('seedlings.columns.received'), isNumber: true },
      ],
      rows: rows.map((row) => {
        const { sent, received } = handoverRow(actor, row)
        return {
          href: `/handovers/${String(row._id)}`,
          tag: t(`statuses.handover.${row.status}`),
          tagKind: handoverTag[row.status],
          cells: [
            row.number,
            row.groupName,
            row.nurseryName,
            say.dayShort(row.sentOn),
            say.number(sent),
            say.number(received),
          ],
        }
      }),
    }),
  })
}

/** One hand-over: the same figures for the nursery and the group, line by line. */
export async function handoverPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const handover = await findHandover(actor, String(req.params['id']))
  const row = handoverRow(actor, handover)
  await recordLook(actor, {
    kind: 'handover',
    id: row.id,
    number: row.number,
    version: row.version,
  })
  const isKeeper = actor.role === 'nursery-keeper'
  const [ends, names, varieties, receipts] = await Promise.all([
    endsOf(handover),
    isKeeper ? new Map<string, string>() : farmerNames(actor, handover.lines),
    varietyNames(),
    can(actor, 'receipt.view') ? receiptsOf(actor, { handoverId: handover._id }) : [],
  ])
  const labels = handover.lines.map((line) =>
    [names.get(String(line.farmerId)) ?? line.requestNumber, line.crate].filter(Boolean).join(', '),
  )
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'handover', receipts: receipts.map(({ number }) => number) },
    record: { ...row, kind: 'handover' },
    backHref: '/handovers',
    backLabel: t('menu.handovers'),
    number: handover.number,
    title: t('seedlings.handovers.recordTitle', { count: row.sent, group: ends.groupName }),
    status: {
      label: t(`statuses.handover.${handover.status}`),
      kind: handoverTag[handover.status],
    },
    stats: (['sent', 'received', 'dead', 'missing'] as const).map((name) => ({
      label: t(`seedlings.columns.${name}`),
      value: say.number(row[name]),
    })),
    facts: [
      { label: t('fields.nurseryId'), value: ends.nurseryName },
      { label: t('fields.groupId'), value: ends.groupName },
      { label: t('fields.sentOn'), value: `${say.day(handover.sentOn)}, ${handover.sentByName}` },
      { label: t('fields.vehicle'), value: handover.vehicle ?? '–' },
      {
        label: t('fields.receivedOn'),
        value: handover.receivedOn
          ? `${say.day(handover.receivedOn)}, ${handover.receivedByName}`
          : '–',
      },
      { label: t('seedlings.columns.distributed'), value: say.number(row.distributed) },
      { label: t('seedlings.columns.returned'), value: say.number(row.returned) },
    ],
    sections: [
      lineSection(res, handover, labels, varieties),
      ...(receipts.length > 0 ? [receiptSection(res, receipts)] : []),
    ],
    links: row.acts.includes('distribute') ? distributeLinks(res, handover, names) : [],
    forms: [
      ...(row.acts.includes('receive') ? [receiveForm(req, res, handover, labels)] : []),
      ...(row.acts.includes('return') ? [returnForm(req, res, handover, labels)] : []),
    ],
  })
}

function lineSection(
  res: Response,
  handover: Handover,
  labels: string[],
  varieties: Map<string, string>,
) {
  const { t, say } = res.locals
  const names = ['sent', 'received', 'dead', 'missing', 'distributed'] as const
  return {
    title: t('seedlings.handovers.lines'),
    ...tableView({
      columns: [
        { label: t('seedlings.handovers.forWhom') },
        { label: t('fields.varietyCode') },
        ...names.map((name) => ({ label: t(`seedlings.columns.${name}`), isNumber: true })),
        { label: t('fields.reason') },
      ],
      rows: handover.lines.map((line, index) => ({
        cells: [
          labels[index],
          varieties.get(line.varietyCode) ?? line.varietyCode,
          ...names.map((name) => say.number(line[name])),
          line.reason ?? '–',
        ],
      })),
    }),
  }
}

function receiptSection(res: Response, receipts: Awaited<ReturnType<typeof receiptsOf>>) {
  const { t, say } = res.locals
  return {
    title: t('seedlings.receipts.title'),
    ...tableView({
      open: t('harvests.list.open'),
      columns: [
        { label: t('fields.number') },
        { label: t('fields.handedOn') },
        { label: t('seedlings.columns.quantity'), isNumber: true },
      ],
      rows: receipts.map((each) => ({
        href: `/receipts/${each.number}`,
        cells: [each.number, say.dayShort(each.handedOn), say.number(each.quantity)],
      })),
    }),
  }
}
