import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { openActs } from '../../domain/harvests/acts.ts'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { lookingAt, recordLooksAt } from '../../domain/looks.ts'
import { isId } from '../../domain/find-visible.ts'
import {
  countDeclared,
  listHarvests,
  streamHarvests,
  type HarvestFilter,
} from '../../domain/harvests/service/list.ts'
import { groupsInSight } from '../../domain/farmers/service/read.ts'
import { harvestForms } from '../../domain/harvests/yield.ts'
import { harvestStatuses } from '../../domain/harvests/status.ts'
import { can } from '../../domain/permissions.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear } from '../query.ts'
import { harvestRow, statusTag } from './view.ts'

/**
 * The list: `?q=`, `?status=`, `?year=`, `?farmerId=`,
 * `?plotId=`, `?groupId=`, `?form=`, `?after=`, as page, JSON, CSV or XLSX.
 */
export async function harvestsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const all = lookingAt(actor, streamHarvests(actor, filter))
    return sendFile(res, format, 'panen', columns, all, harvestRow)
  }
  const after = queryText(req, 'after')
  const [{ rows, next }, waiting, groups] = await Promise.all([
    listHarvests(actor, filter, after),
    countDeclared(actor, filter.season),
    filter.groupId !== null && choosesGroup(actor) ? groupsInSight(actor) : [],
  ])
  await recordLooksAt(actor, rows)
  const data = {
    rows: rows.map((row) => ({
      ...harvestRow(row),
      acts: openActs(actor, row),
      farmerName: row.farmerName,
      plotName: row.plotName,
    })),
    next,
  }
  present(req, res, 'harvests/harvests', {
    data,
    title: waiting > 0 ? t('harvests.list.waiting', { count: waiting }) : t('harvests.list.title'),
    rows: data.rows.map((row) => ({
      ...row,
      statusLabel: t(`statuses.harvest.${row.status}`),
      statusKind: statusTag[row.status],
      formLabel: t(`harvests.form.${row.form}`),
    })),
    q: filter.q ?? '',
    kept: { status: filter.status, year: queryYear(req), form: filter.form },
    filterGroups: groups.map(({ id, name }) => ({
      value: id,
      label: name,
      isSelected: id === filter.groupId,
    })),
    formLinks: choiceLinks(req, 'form', harvestForms, filter.form, {
      of: (form) => t(`harvests.form.${form}`),
      all: t('harvests.list.allForms'),
    }),
    statusLinks: choiceLinks(req, 'status', harvestStatuses, filter.status, {
      of: (status) => t(`statuses.harvest.${status}`),
      all: t('harvests.list.all'),
    }),
    yearLinks: yearLinks(req, filter.season),
    ...listLinks(req, after, next),
    canRegister: can(actor, 'harvest.register'),
    showsFarmer: actor.role !== 'farmer',
  })
}

const columns = [
  'number',
  'status',
  'season',
  'farmerId',
  'plotId',
  'groupId',
  'harvestedFrom',
  'harvestedTo',
  'form',
  'weightKg',
  'redPct',
  'buyerKind',
  'pricePerKg',
  'note',
  'declaredAt',
  'registeredByName',
  'decidedAt',
  'decidedByName',
  'reason',
  'id',
  'version',
]

// one comes from the page of a group and may go on to another; the groups of the whole province would
// be a list nobody reads
function choosesGroup({ role }: Actor): boolean {
  return role === 'extension-officer' || role === 'regency-admin'
}

function filterOf(req: Request): Required<HarvestFilter> {
  const status = queryText(req, 'status')
  const id = (name: string) => {
    const value = queryText(req, name) ?? undefined
    return isId(value) ? value : null
  }
  const q = queryText(req, 'q')
  return {
    q,
    status: harvestStatuses.find((known) => known === status) ?? null,
    season: queryYear(req) ?? (q === null ? unaskedSeason(req.actor!) : null),
    farmerId: id('farmerId'),
    plotId: id('plotId'),
    groupId: id('groupId'),
    form: harvestForms.find((known) => known === queryText(req, 'form')) ?? null,
  }
}

/** A wide scope is bounded by the running season until another one is asked for; a narrow one shows all. */
function unaskedSeason(actor: Actor): number | null {
  return actor.role === 'farmer' || actor.role === 'group-leader' ? null : yearOf(today())
}
