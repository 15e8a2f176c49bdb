import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { coffeeForms, processes } from '../../domain/processing/coffee.ts'
import { lotStatuses } from '../../domain/processing/lot-status.ts'
import { listLots, streamLots, type LotFilter } from '../../domain/processing/service/lot-list.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear } from '../query.ts'
import { lotRow, lotTag } from './view.ts'

/** The lots: `?q=` (a number), `?year=`, `?status=`, `?form=`, `?process=`; page, JSON, CSV, XLSX. */
export async function lotsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(res, format, 'lot', columns, streamLots(actor, filter), lotRow)
  const after = queryText(req, 'after')
  const { rows, next } = await listLots(actor, filter, after)
  const data = { rows: rows.map(lotRow), next }
  present(req, res, 'processing/lots', {
    data,
    title: t(actor.role === 'farmer' ? 'lots.list.mine' : 'lots.list.title'),
    q: filter.number ?? '',
    rows: data.rows.map((row) => ({
      ...row,
      massKg: row.massG / 1000,
      statusLabel: t(`statuses.lot.${row.status}`),
      statusKind: lotTag[row.status],
      formLabel: t(`lots.form.${row.form}`),
      processLabel: t(`lots.process.${row.process}`),
      gradeLabel: row.grade && t(`quality.grades.${row.grade}`),
    })),
    statusLinks: choiceLinks(req, 'status', lotStatuses, filter.status, {
      of: (status) => t(`statuses.lot.${status}`),
      all: t('lots.list.all'),
    }),
    yearLinks: yearLinks(req, filter.season),
    ...listLinks(req, after, next),
    canMake: can(actor, 'lot.make'),
  })
}

const columns = [
  'number',
  'status',
  'season',
  'name',
  'process',
  'form',
  'place',
  'massG',
  'moisturePct',
  'grade',
  'cupScore',
  'indication',
  'altitudeMinM',
  'altitudeMaxM',
  'varietyCodes',
  'lastStep',
  'passportCode',
  'organisationId',
  'id',
  'version',
]

function filterOf(req: Request): LotFilter {
  const asked = (name: string) => queryText(req, name)
  const number = asked('q')?.trim().toUpperCase() ?? null
  const isOwn = req.actor!.role === 'farmer'
  return {
    season: queryYear(req) ?? (isOwn || number ? null : yearOf(today())),
    status: lotStatuses.find((known) => known === asked('status')) ?? null,
    form: coffeeForms.find((known) => known === asked('form')) ?? null,
    process: processes.find((known) => known === asked('process')) ?? null,
    number,
  }
}
