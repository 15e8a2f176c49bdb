import type { Request, Response } from 'express'
import { config } from '../../config.ts'
import { lookingAt, recordLooksAt } from '../../domain/looks.ts'
import { can } from '../../domain/permissions.ts'
import { isId } from '../../domain/find-visible.ts'
import {
  listPlots,
  mapOfPlots,
  streamPlots,
  type PlotFilter,
} from '../../domain/farmers/service/plot-list.ts'
import { totalsInSight } from '../../domain/farmers/service/registry.ts'
import { readVarieties } from '../../domain/reference.ts'
import { regionName } from '../../domain/regions.ts'
import { filterView, registryFilter } from '../farmers/list-page.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { plotActs } from './pages.ts'
import { listLinks } from '../list-links.ts'
import { hrefWith, queryText } from '../query.ts'
import { pictureOf } from './picture.ts'

/**
 * The reader's plots as list and map: `?q=`, `?farmerId=`, `?groupId=`, `?districtCode=`,
 * `?regencyCode=`, `?after=`; as page, JSON, CSV, XLSX, or all outlines as `?format=geojson`.
 */
export async function plotsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const farmerId = queryText(req, 'farmerId') ?? undefined
  const filter: PlotFilter = {
    ...registryFilter(req),
    farmerId: isId(farmerId) ? farmerId : null,
  }
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx')
    return sendFile(
      res,
      format,
      'kebun',
      columns,
      lookingAt(actor, streamPlots(actor, filter)),
      fileRow,
    )
  if (format === 'geojson') {
    res.type('application/geo+json').send(JSON.stringify(await mapOfPlots(actor, filter)))
    return
  }
  const after = queryText(req, 'after')
  const isFarmer = actor.role === 'farmer'
  const [{ rows, next }, totals] = await Promise.all([
    listPlots(actor, filter, after),
    !can(actor, 'farmer.list') || filter.q ? null : totalsInSight(actor, filter),
  ])
  await recordLooksAt(actor, rows)
  const names = new Map((await readVarieties()).map(({ code, name }) => [code, name]))
  present(req, res, 'plots/plots', {
    data: { rows: rows.map((row) => ({ ...row, acts: plotActs(actor, row.status) })), next },
    title: isFarmer ? t('plots.list.own') : t('plots.list.title'),
    rows: rows.map((row) => ({
      ...row,
      varietyName: names.get(row.varietyCode) ?? row.varietyCode,
      district: regionName(row.villageCode.slice(0, 6)),
    })),
    ...(isFarmer ? {} : await filterView(req, actor, filter)),
    totals: totals && {
      ...totals,
      areaHa: Math.round(totals.areaM2 / 10_000),
      mappedPct: totals.plots > 0 ? Math.round((totals.mappedPlots / totals.plots) * 100) : null,
    },
    showsFarmer: !isFarmer,
    map: pictureOf(
      rows.map(({ geometry, id, name }) => ({
        geometry,
        href: `/plots/${id}`,
        label: isFarmer ? name : '',
      })),
    ),
    needsMap: true,
    tiles: config().mapTilesUrl,
    outlinesHref: hrefWith(req, { format: 'geojson', after: '' }),
    ...listLinks(req, after, next),
  })
}

const columns = [
  'number',
  'status',
  'name',
  'farmerId',
  'groupId',
  'villageCode',
  'landStatus',
  'landDocumentNumber',
  'areaHa',
  'mappedAreaHa',
  'plantedYear',
  'varietyCode',
  'treeCount',
  'pattern',
  'shadeTrees',
  'altitudeM',
  'soilType',
  'stdbNumber',
  'stdbIssuedOn',
  'geometry',
  'registeredAt',
  'id',
  'version',
]

function fileRow({ geometry, ...row }: { geometry: object | null }): Record<string, unknown> {
  return { ...row, geometry: geometry && JSON.stringify(geometry) }
}
