import type { Request, Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { isId } from '../../domain/find-visible.ts'
import { can } from '../../domain/permissions.ts'
import {
  allocatedTogether,
  listAllocations,
  withNames,
} from '../../domain/seedlings/service/allocation-list.ts'
import {
  findAllocation,
  type SeedlingAllocation,
} from '../../domain/seedlings/service/allocations.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { listPage, statusChips } from './lists.ts'
import { formOf, tableView, troubleOf } from './ui.ts'

const tagOf = { reserved: 'info', 'handed-over': 'good', released: 'plain' } as const

/** An allocation as data. */
export function allocationRow(allocation: SeedlingAllocation | null) {
  const a = allocation ?? ({} as SeedlingAllocation)
  return {
    id: String(a._id),
    number: null,
    status: a.status,
    version: a.version,
    programmeId: String(a.programmeId),
    seedlingRequestId: String(a.requestId),
    requestNumber: a.requestNumber,
    batchId: String(a.batchId),
    batchNumber: a.batchNumber,
    seedLotId: String(a.lotId),
    varietyCode: a.varietyCode,
    nurseryId: String(a.nurseryId),
    farmerId: String(a.farmerId),
    groupId: String(a.groupId),
    quantity: a.quantity,
    handedOver: a.handedOver,
    released: a.released,
    left: a.left,
    allocatedOn: a.allocatedOn,
    reason: a.reason,
  }
}

const statuses = ['reserved', 'handed-over', 'released'] as const

/** The list of allocations. */
export async function allocationsPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const id = (name: string) => {
    const value = queryText(req, name) ?? undefined
    return isId(value) ? value : null
  }
  const status = statuses.find((known) => known === queryText(req, 'status')) ?? null
  const filter = {
    programmeId: id('programmeId'),
    requestId: id('seedlingRequestId'),
    batchId: id('batchId'),
    status,
  }
  await listPage(req, res, {
    title: t('seedlings.allocations.title'),
    fileName: 'alokasi-bibit',
    read: (after) => listAllocations(req.actor!, filter, after),
    rowOf: allocationRow,
    columns: Object.keys(allocationRow(null)),
    links: can(req.actor!, 'seedling-allocation.make')
      ? [{ href: '/allocations/new', label: t('seedlings.allocations.new'), isMain: true }]
      : [],
    filters: [statusChips(req, res, 'allocation', statuses, status)],
    table: (rows) => ({ open: t('harvests.list.open'), ...tableOf(res, rows) }),
  })
}

type Named = Awaited<ReturnType<typeof withNames>>[number]

function tableOf(res: Response, rows: Named[]) {
  const { t, say } = res.locals
  return {
    columns: [
      { label: t('seedlings.columns.request') },
      { label: t('fields.groupId') },
      { label: t('seedlings.columns.batch') },
      { label: t('fields.varietyCode') },
      { label: t('seedlings.columns.quantity'), isNumber: true },
      { label: t('seedlings.columns.handedOver'), isNumber: true },
    ],
    rows: rows.map((row) => ({
      href: `/allocations/${String(row._id)}`,
      tag: t(`statuses.allocation.${row.status}`),
      tagKind: tagOf[row.status],
      cells: [
        [row.requestNumber, row.farmerName].filter(Boolean).join(', '),
        row.groupName,
        row.batchNumber,
        row.varietyName,
        say.number(row.quantity),
        say.number(row.handedOver),
      ],
    })),
  }
}

/** One allocation, with those that were confirmed together with it. */
export async function allocationPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const allocation = await findAllocation(actor, String(req.params['id']))
  const row = allocationRow(allocation)
  await recordLook(actor, {
    kind: 'seedling-allocation',
    id: row.id,
    number: null,
    version: row.version,
  })
  const [named] = await withNames(actor, [allocation])
  const siblings = await allocatedTogether(actor, allocation.together)
  const canRelease = can(actor, 'seedling-allocation.release') && allocation.left > 0
  const acts = canRelease ? ['release'] : []
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'seedling-allocation', acts },
    record: { ...row, kind: 'seedling-allocation' },
    backHref: '/allocations',
    backLabel: t('menu.allocations'),
    title: t('seedlings.allocations.recordTitle', {
      count: allocation.quantity,
      group: named!.groupName,
    }),
    status: {
      label: t(`statuses.allocation.${allocation.status}`),
      kind: tagOf[allocation.status],
    },
    stats: [
      { label: t('seedlings.columns.quantity'), value: say.number(allocation.quantity) },
      { label: t('seedlings.columns.handedOver'), value: say.number(allocation.handedOver) },
      { label: t('seedlings.columns.released'), value: say.number(allocation.released) },
      { label: t('seedlings.columns.left'), value: say.number(allocation.left) },
    ],
    facts: allocationFacts(req, res, allocation, named!),
    sections:
      siblings.length > 1
        ? [
            {
              title: t('seedlings.allocations.together'),
              ...tableView({ open: t('harvests.list.open'), ...tableOf(res, siblings) }),
            },
          ]
        : [],
    links:
      can(actor, 'handover.make') && allocation.left > 0
        ? [
            {
              href: `/handovers/new?groupId=${row.groupId}`,
              label: t('seedlings.handovers.new'),
              isMain: true,
            },
          ]
        : [],
    forms: acts.map(() => releaseForm(req, res, row)),
  })
}

function allocationFacts(
  req: Request,
  res: Response,
  allocation: SeedlingAllocation,
  named: Named,
) {
  const { t, say } = res.locals
  const actor = req.actor!
  const row = allocationRow(allocation)
  return [
    {
      label: t('seedlings.columns.request'),
      value: [allocation.requestNumber, named.farmerName].filter(Boolean).join(', '),
      href: can(actor, 'seedling-request.view')
        ? `/seedling-requests/${row.seedlingRequestId}`
        : null,
    },
    {
      label: t('seedlings.columns.batch'),
      value: allocation.batchNumber,
      href: can(actor, 'nursery-batch.view') ? `/nursery-batches/${row.batchId}` : null,
    },
    { label: t('fields.varietyCode'), value: named.varietyName },
    { label: t('seedlings.allocations.on'), value: say.day(allocation.allocatedOn) },
    { label: t('seedlings.columns.who'), value: allocation.allocatedByName },
    ...(allocation.reason ? [{ label: t('fields.reason'), value: allocation.reason }] : []),
  ]
}

function releaseForm(
  req: Request,
  res: Response,
  { id, version }: { id: string; version: number },
) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'release',
    action: `/allocations/${id}/release`,
    version,
    title: t('seedlings.acts.release'),
    lead: t('seedlings.leads.release'),
    send: t('seedlings.acts.release'),
    isDanger: true,
    groups: [{ boxes: [{ kind: 'area', name: 'reason', isRequired: true }] }],
  })
}
