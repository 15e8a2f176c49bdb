import type { Request, Response } from 'express'
import { recordLook } from '../../domain/audit.ts'
import { isId } from '../../domain/find-visible.ts'
import { can } from '../../domain/permissions.ts'
import { listRequests } from '../../domain/seedlings/service/request-list.ts'
import { findRequest } from '../../domain/seedlings/service/requests.ts'
import { readRequest } from '../../domain/seedlings/service/read-request.ts'
import { requestStatuses } from '../../domain/seedlings/status.ts'
import { present } from '../present.ts'
import { queryText, queryYear } from '../query.ts'
import { listPage, statusChips } from './lists.ts'
import { requestForms, requestLinks } from './request-acts.ts'
import { requestRow, requestTag } from './request-view.ts'
import { troubleOf, type Table } from './ui.ts'
import { requestFacts, ruleChecks, lineSection, lotSection } from './request-sections.ts'

/** The list of requests: `?status=`, `?programmeId=`, `?farmerId=`, `?year=`, `?q=` (a number). */
export async function requestsPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const status = requestStatuses.find((known) => known === queryText(req, 'status')) ?? null
  const id = (name: string) => {
    const value = queryText(req, name) ?? undefined
    return isId(value) ? value : null
  }
  const filter = {
    status,
    programmeId: id('programmeId'),
    farmerId: id('farmerId'),
    year: queryYear(req),
    q: queryText(req, 'q'),
  }
  const kept = filter.programmeId ? `?programmeId=${filter.programmeId}` : ''
  await listPage(req, res, {
    title: t('seedlings.requests.title'),
    fileName: 'usulan-bibit',
    read: (after) => listRequests(actor, filter, after),
    rowOf: (row) => ({ ...requestRow(actor, row), farmerName: row.farmerName }),
    columns: [
      ...Object.keys(requestRow(actor, null)).filter(
        (name) => !['lines', 'verification', 'acts'].includes(name),
      ),
      'farmerName',
    ],
    links: can(actor, 'seedling-request.make')
      ? [
          {
            href: `/seedling-requests/new${kept}`,
            label: t('seedlings.requests.new'),
            isMain: true,
          },
        ]
      : [],
    filters: [statusChips(req, res, 'seedlingRequest', requestStatuses, status)],
    table: (rows) => requestTable(req, res, rows),
  })
}

type Listed = Awaited<ReturnType<typeof listRequests>>['rows'][number]

function requestTable(req: Request, res: Response, rows: Listed[]): Table {
  const { t, say } = res.locals
  const actor = req.actor!
  return {
    open: t('harvests.list.open'),
    columns: [
      { label: t('fields.farmerId') },
      { label: t('seedlings.columns.request') },
      { label: t('seedlings.columns.requestedOn') },
      { label: t('seedlings.columns.quantity'), isNumber: true },
      { label: t('seedlings.columns.allocated'), isNumber: true },
      { label: t('seedlings.columns.planted'), isNumber: true },
    ],
    rows: rows.map((row) => {
      const { quantity, allocatedQuantity, plantedQuantity } = requestRow(actor, row)
      return {
        href: `/seedling-requests/${String(row._id)}`,
        tag: t(`statuses.seedlingRequest.${row.status}`),
        tagKind: requestTag[row.status],
        cells: [
          row.farmerName,
          row.number,
          say.dayShort(row.requestedOn),
          say.number(quantity),
          say.number(allocatedQuantity),
          say.number(plantedQuantity),
        ],
      }
    }),
  }
}

/** One request: what was asked, each rule held or failed, what became of it, what comes next. */
export async function requestPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const actor = req.actor!
  const request = await findRequest(actor, String(req.params['id']))
  const row = requestRow(actor, request)
  await recordLook(actor, {
    kind: 'seedling-request',
    id: row.id,
    number: row.number,
    version: row.version,
  })
  const read = await readRequest(actor, request)
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: {
      ...row,
      kind: 'seedling-request',
      farmerName: read.farmerName,
      rules: read.checks.map(({ code, holds }) => ({ code, holds })),
    },
    record: { ...row, kind: 'seedling-request' },
    backHref: '/seedling-requests',
    backLabel: t('menu.seedlingRequests'),
    number: request.number,
    title: t('seedlings.requests.recordTitle', { farmer: read.farmerName, count: row.quantity }),
    status: {
      label: t(`statuses.seedlingRequest.${request.status}`),
      kind: requestTag[request.status],
    },
    stats: [
      { label: t('seedlings.columns.quantity'), value: say.number(row.quantity) },
      { label: t('seedlings.columns.verified'), value: say.number(row.verifiedQuantity) },
      { label: t('seedlings.columns.allocated'), value: say.number(row.allocatedQuantity) },
      { label: t('seedlings.columns.planted'), value: say.number(row.plantedQuantity) },
    ],
    facts: requestFacts(res, row, read),
    checks: ruleChecks(res, read),
    sections: [lineSection(res, read), ...(read.lots.length > 0 ? [lotSection(res, read)] : [])],
    photos: request.verification?.photoId
      ? [
          {
            href: `/photos/${String(request.verification.photoId)}`,
            alt: t('seedlings.requests.photo'),
          },
        ]
      : [],
    links: requestLinks(req, res, request),
    forms: requestForms(req, res, request, read.plotNames, read.programme.documents ?? []),
    journey: row.journey.toReversed().map((step) => ({
      title: t(`seedlings.journey.${step.act}`),
      who: step.byName,
      at: step.at,
      text: step.note ?? '',
    })),
  })
}
