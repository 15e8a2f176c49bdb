import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import {
  readTrail,
  streamTrail,
  type TrailFilter,
  type TrailRow,
} from '../../domain/admin/service/trail.ts'
import { parseDay } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import { recordKinds } from '../../domain/record-kinds.ts'
import { formatDay, formatMoment } from '../../middleware/formats.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { toldField } from '../told-value.ts'
import { listLinks } from '../list-links.ts'
import { hrefWith, queryText } from '../query.ts'

/** Who did what: `?person=`, `?act=`, `?record=`, `?day=`, `?after=`, as page, JSON, CSV or XLSX. */
export async function auditPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t, lang } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'jejak', columns, streamTrail(actor, filter), fileRow)
  }
  const after = queryText(req, 'after')
  const { rows, next, day } = await readTrail(actor, filter, after)
  present(req, res, 'admin/audit', {
    data: { rows, next },
    title: t('trail.title'),
    lead: t(day ? 'trail.ofDay' : 'trail.ofAll', { day: day ? formatDay(lang, day) : '' }),
    filter,
    isFiltered: Object.values(filter).some((value) => value !== null),
    rows: rows.map((row) => ({ ...row, ...shownRow(req, res, actor, row) })),
    ...listLinks(req, after, next),
    isMasked: actor.role === 'administrator',
  })
}

const columns = [
  'at',
  'who',
  'role',
  'act',
  'record',
  'recordKind',
  'recordId',
  'personId',
  'changes',
  'note',
  'requestId',
]

function fileRow(row: TrailRow): Record<string, unknown> {
  return { ...row, changes: JSON.stringify(row.changes) }
}

function filterOf(req: Request): TrailFilter {
  const text = (name: string) => queryText(req, name)?.trim().slice(0, 120) || null
  const day = text('day')
  return {
    person: text('person'),
    act: text('act'),
    record: text('record'),
    day: day === null ? null : parseDay(day),
  }
}

function shownRow(req: Request, res: Response, actor: Actor, row: TrailRow) {
  const { t, lang } = res.locals
  return {
    when: formatMoment(lang, row.at),
    roleLabel: row.role === 'system' ? t('trail.system') : t(`roles.${row.role}`),
    personHref: hrefWith(req, { person: row.personId ?? 'system', after: '' }),
    trailHref: `/admin/audit?record=${encodeURIComponent(row.recordId)}`,
    recordHref: recordHref(actor, row),
    changed: row.changes.map(({ field, before, after }) => ({
      label: toldField(res, field),
      before: shown(before),
      after: shown(after),
    })),
  }
}

function recordHref(actor: Actor, { recordKind, recordId }: TrailRow): string | null {
  if (recordKind === 'reference' && can(actor, 'reference.edit')) {
    return `/admin/reference/${recordId.replace(':', '/')}`
  }
  const known = recordKinds.find(({ kind }) => kind === recordKind)
  return known && can(actor, known.permission) ? `${known.pages}/${recordId}` : null
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
