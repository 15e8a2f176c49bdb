import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { today } from '../../domain/clock.ts'
import { monthOf, yearOf } from '../../domain/dates.ts'
import { lookingAt, recordLooksAt } from '../../domain/looks.ts'
import { isId } from '../../domain/find-visible.ts'
import { can } from '../../domain/permissions.ts'
import { visitKinds } from '../../domain/visits/kinds.ts'
import { listVisits, streamVisits, type VisitFilter } from '../../domain/visits/service/list.ts'
import { visitStatuses } from '../../domain/visits/status.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear } from '../query.ts'
import { statusTag, visitRow } from './view.ts'

/** The list: `?q=`, `?status=`, `?kind=`, `?year=`, `?month=`, `?farmerId=`, `?plotId=`, `?after=`. */
export async function visitsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const all = lookingAt(actor, streamVisits(actor, filter))
    return sendFile(res, format, 'kunjungan', columns, all, visitRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listVisits(actor, filter, after)
  await recordLooksAt(actor, rows)
  const data = {
    rows: rows.map((row) => ({
      ...visitRow(row),
      day: row.day,
      farmerName: row.farmerName,
      plotName: row.plotName,
    })),
    next,
  }
  present(req, res, 'visits/visits', {
    data,
    title: t('visits.list.title'),
    q: filter.q ?? '',
    rows: data.rows.map((row) => ({
      ...row,
      statusLabel: t(`statuses.visit.${row.status}`),
      statusKind: statusTag[row.status],
      kindLabel: t(`visits.kind.${row.kind}`),
    })),
    ...links(req, res, filter),
    ...listLinks(req, after, next),
    canPlan: can(actor, 'visit.plan'),
    canChecklists: can(actor, 'checklist.view'),
    canOverview: can(actor, 'visit.overview'),
    showsFarmer: actor.role !== 'farmer',
  })
}

function links(req: Request, res: Response, filter: VisitFilter) {
  const { t } = res.locals
  return {
    statusLinks: choiceLinks(req, 'status', visitStatuses, filter.status, {
      of: (status) => t(`statuses.visit.${status}`),
      all: t('visits.list.all'),
    }),
    kindLinks: choiceLinks(req, 'kind', visitKinds, filter.kind, {
      of: (kind) => t(`visits.kind.${kind}`),
      all: t('visits.list.all'),
    }),
    yearLinks: yearLinks(req, filter.month === null ? filter.season : null, { month: '' }),
  }
}

const columns = [
  'number',
  'status',
  'kind',
  'farmerId',
  'plotId',
  'groupId',
  'districtCode',
  'officerName',
  'plannedOn',
  'visitedOn',
  'distanceM',
  'findings',
  'advice',
  'borerPct',
  'rustPct',
  'openFollowUps',
  'id',
  'version',
]

function filterOf(req: Request): VisitFilter {
  const one = <T extends string>(list: readonly T[], name: string) =>
    list.find((known) => known === queryText(req, name)) ?? null
  const id = (name: string) => {
    const value = queryText(req, name) ?? undefined
    return isId(value) ? value : null
  }
  const month = queryText(req, 'month')
  const [farmerId, plotId, q] = [id('farmerId'), id('plotId'), queryText(req, 'q')]
  const isNarrow = farmerId !== null || plotId !== null || q !== null
  const unasked = isNarrow ? {} : unaskedBounds(req.actor!)
  const asked = queryYear(req)
  return {
    ...{ q, farmerId, plotId },
    status: one(visitStatuses, 'status'),
    kind: one(visitKinds, 'kind'),
    season: asked ?? unasked.season ?? null,
    month:
      month !== null && /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month)
        ? month
        : asked === null
          ? (unasked.month ?? null)
          : null,
  }
}

/** What is wide is bounded until something else is asked for: an office's by the year, all by the month. */
function unaskedBounds(actor: Actor): { season?: number; month?: string } {
  if (actor.role === 'farmer' || actor.role === 'group-leader') return {}
  const isWide = actor.role === 'province-admin' || actor.role === 'auditor'
  return isWide ? { month: monthOf(today()) } : { season: yearOf(today()) }
}
