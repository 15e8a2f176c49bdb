import type { Request, Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { today } from '../../domain/clock.ts'
import { can } from '../../domain/permissions.ts'
import { endsOf, listHandovers, receiptsOf } from '../../domain/seedlings/service/field-lists.ts'
import { findHandover, type Handover } from '../../domain/seedlings/service/handovers.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { farmerNames } from '../../domain/seedlings/service/request-list.ts'
import { handoverStatuses } from '../../domain/seedlings/status.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { handoverRow, handoverTag } from './handover-view.ts'
import { listPage } from './lists.ts'
import { formOf, tableView, troubleOf, type Box, type BoxGroup } from './ui.ts'

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
    filters: [
      {
        label: t('harvests.list.filter'),
        name: 'status',
        current: status ?? '',
        values: ['', ...handoverStatuses].map((value) => ({
          value,
          label: value ? t(`statuses.handover.${value}`) : t('harvests.list.all'),
        })),
      },
    ],
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

/** One link a farmer who still waits for his plants. */
function distributeLinks(res: Response, handover: Handover, names: Map<string, string>) {
  const waiting = Map.groupBy(
    handover.lines.filter((line) => line.received > line.distributed + line.returned),
    (line) => `${String(line.farmerId)}:${line.varietyCode}`,
  )
  return [...waiting].map(([key, lines]) => {
    const [farmerId = '', varietyCode = ''] = key.split(':')
    const count = lines.reduce(
      (sum, line) => sum + line.received - line.distributed - line.returned,
      0,
    )
    return {
      href: `/handovers/${String(handover._id)}/distribute?farmerId=${farmerId}&varietyCode=${varietyCode}`,
      label: res.locals.t('seedlings.handovers.giveTo', {
        farmer: names.get(farmerId) ?? '',
        count,
      }),
      isMain: true,
    }
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

function receiveForm(req: Request, res: Response, handover: Handover, labels: string[]) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'receive',
    action: `/handovers/${String(handover._id)}/receive`,
    version: handover.version,
    isNext: true,
    title: t('seedlings.acts.receive'),
    lead: t('seedlings.leads.receive'),
    send: t('seedlings.acts.receive'),
    groups: [
      {
        boxes: [
          { kind: 'day', name: 'receivedOn', value: today(), max: today(), isRequired: true },
        ],
      },
      ...handover.lines.map((line, at): BoxGroup => ({
        legend: labels[at],
        note: t('seedlings.handovers.wasSent', { count: line.sent, batch: line.batchNumber }),
        boxes: [
          measure(`lines[${at}][received]`, line.sent, true),
          measure(`lines[${at}][dead]`, 0),
          measure(`lines[${at}][missing]`, 0),
          { kind: 'text', name: `lines[${at}][reason]`, hint: t('seedlings.handovers.reasonHint') },
        ],
      })),
    ],
  })
}

function measure(name: string, value: number, isRequired = false): Box {
  return { kind: 'measure', name, value, isRequired }
}

function returnForm(req: Request, res: Response, handover: Handover, labels: string[]) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'return',
    action: `/handovers/${String(handover._id)}/return`,
    version: handover.version,
    title: t('seedlings.acts.return'),
    lead: t('seedlings.leads.return'),
    send: t('seedlings.acts.return'),
    isDanger: true,
    groups: [
      ...handover.lines.flatMap((line, at): BoxGroup[] => {
        const left = line.received - line.distributed - line.returned
        if (left === 0) return []
        return [
          {
            legend: labels[at],
            note: t('seedlings.plants', { count: left }),
            boxes: [
              { kind: 'measure', name: `lines[${at}][quantity]` },
              {
                kind: 'select',
                name: `lines[${at}][decision]`,
                options: (['returned', 'destroyed'] as const).map((value) => ({
                  value,
                  label: t(`seedlings.decisions.${value}`),
                })),
              },
            ],
          },
        ]
      }),
      { boxes: [{ kind: 'area', name: 'reason', isRequired: true }] },
    ],
  })
}
