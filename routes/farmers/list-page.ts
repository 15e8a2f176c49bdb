import type { Request, Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { can } from '../../domain/permissions.ts'
import { allRegencies, districtsOf, placeName, regionName } from '../../domain/regions.ts'
import { isId } from '../../domain/find-visible.ts'
import {
  listFarmers,
  streamFarmers,
  type RegistryFilter,
} from '../../domain/farmers/service/list.ts'
import { groupsInSight } from '../../domain/farmers/service/read.ts'
import { totalsInSight } from '../../domain/farmers/service/registry.ts'
import { isWide } from '../../domain/farmers/service/walk.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { farmerActs } from './pages.ts'
import { listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'

/** The list: `?q=`, `?groupId=`, `?districtCode=`, `?regencyCode=`, as page, JSON, CSV or XLSX. */
export async function farmersPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = registryFilter(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    return sendFile(res, format, 'petani', columns, streamFarmers(actor, filter), fileRow)
  }
  const after = queryText(req, 'after')
  const [{ rows, next }, totals] = await Promise.all([
    listFarmers(actor, filter, after),
    totalsInSight(actor, filter),
  ])
  present(req, res, 'farmers/farmers', {
    data: { rows: rows.map((row) => ({ ...row, acts: farmerActs(actor, row.status) })), next },
    title: filter.q
      ? t('farmers.list.found', { q: filter.q })
      : t('farmers.list.title', { count: totals.farmers }),
    rows: rows.map((row) => ({
      ...row,
      place: placeName(row.villageCode),
      hasProgramme: row.consents['programme'] === 'given',
    })),
    ...(await filterView(req, actor, filter)),
    ...listLinks(req, after, next),
    canRegister: can(actor, 'farmer.register'),
  })
}

type Row = Awaited<ReturnType<typeof listFarmers>>['rows'][number]

const columns = [
  'number',
  'status',
  'fullName',
  'nik',
  'gender',
  'birthOn',
  'phone',
  'villageCode',
  'address',
  'groupId',
  'consents',
  'photos',
  'registeredAt',
  'id',
  'version',
]

function fileRow({ consents, photos, ...row }: Omit<Row, 'groupName'>) {
  const given = Object.entries(consents).flatMap(([purpose, decision]) =>
    decision === 'given' ? [purpose] : [],
  )
  return {
    ...row,
    consents: given.join(' '),
    photos: photos.map(({ href }) => href).join(' '),
  }
}

/** What a list of farmers or plots is asked for; what cannot be a code or an id is left out. */
export function registryFilter(req: Request): RegistryFilter {
  const code = (name: string, digits: number) => {
    const value = queryText(req, name)?.replaceAll('.', '') ?? ''
    return new RegExp(`^\\d{${digits}}$`).test(value) ? value : null
  }
  const groupId = queryText(req, 'groupId') ?? undefined
  return {
    q: queryText(req, 'q'),
    groupId: isId(groupId) ? groupId : null,
    districtCode: code('districtCode', 6),
    regencyCode: code('regencyCode', 4),
  }
}

/** The boxes above a list, as far as there is something to choose for this reader. */
export async function filterView(req: Request, actor: Actor, filter: RegistryFilter) {
  const groups = await groupsToChoose(actor, filter)
  const regencies = isWide(actor) ? allRegencies() : []
  const option = (chosen: string | null) => (each: { code: string; name: string }) => ({
    value: each.code,
    label: each.name,
    isSelected: each.code === chosen,
  })
  return {
    q: filter.q ?? '',
    path: req.path,
    filterGroups: groups.map(({ id, name }) => option(filter.groupId)({ code: id, name })),
    filterDistricts: districtsFor(actor, filter).map(option(filter.districtCode)),
    filterRegencies: regencies.map(option(filter.regencyCode)),
    isFiltered: Object.values(filter).some((value) => value !== null),
    allHref: req.path,
  }
}

// the groups of the whole province would be a list nobody reads: first comes a regency
async function groupsToChoose(actor: Actor, { regencyCode }: RegistryFilter) {
  if (actor.role === 'group-leader' || (isWide(actor) && regencyCode === null)) return []
  return groupsInSight(actor, regencyCode ?? undefined)
}

function districtsFor(actor: Actor, filter: RegistryFilter) {
  if (actor.role === 'extension-officer') {
    const own = actor.districtCodes.map((code) => ({ code, name: regionName(code) }))
    return own.length > 1 ? own : []
  }
  const regencyCode = isWide(actor) ? filter.regencyCode : actor.regencyCode
  return actor.role === 'group-leader' || !regencyCode ? [] : districtsOf(regencyCode)
}
