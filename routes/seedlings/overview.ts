import express, { type Request, type Response } from 'express'
import { NotFound } from '../../domain/errors.ts'
import { placePoints } from '../../domain/map-points.ts'
import { regionName } from '../../domain/regions.ts'
import { alivePct, altitudeBands } from '../../domain/seedlings/overview.ts'
import { varietyNames } from '../../domain/seedlings/service/lists.ts'
import { readOverview } from '../../domain/seedlings/service/overview.ts'
import {
  listProgrammes,
  programmeStatus,
  type SeedlingProgramme,
} from '../../domain/seedlings/service/programmes.ts'
import { may } from '../../middleware/may.ts'
import { present } from '../present.ts'
import { hrefWith, queryText } from '../query.ts'

export const overview = express.Router()

overview.get('/seedlings', may('seedling-overview.view'), overviewPage)

type Overview = Awaited<ReturnType<typeof readOverview>>

/** What became of the plants of one programme, `?programmeId=`, unasked the latest that has begun. */
async function overviewPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const programmes = (await listProgrammes(null)).rows
  const programme = chosen(programmes, queryText(req, 'programmeId'))
  const base = { title: t('seedlings.overview.title'), lead: programme?.name }
  if (!programme) return present(req, res, 'seedlings/overview', { ...base, data: { rows: [] } })
  const [read, varieties] = await Promise.all([readOverview(req.actor!, programme), varietyNames()])
  const nameOfVariety = (code: string) => varieties.get(code) ?? code
  present(req, res, 'seedlings/overview', {
    ...base,
    data: { programmeId: String(programme._id), ...read },
    programmeLinks: programmes.map((each) => ({
      href: hrefWith(req, { programmeId: String(each._id) }),
      label: each.name,
      isCurrent: each === programme,
    })),
    countedAt: read.countedAt,
    statRows: statsOf(res, read),
    map: mapOf(res, read),
    charts: [
      flowChart(res, 'regency', read, read.byRegency, ({ key }) => regionName(key)),
      flowChart(res, 'variety', read, read.byVariety, ({ key }) => nameOfVariety(key)),
      flowChart(res, 'lot', read, read.byLot, ({ name }) => name),
      flowChart(res, 'nursery', read, read.byNursery, ({ name }) => name),
      curveChart(res, 'byVariety', read.months, read.curveByVariety, nameOfVariety),
      curveChart(res, 'byBand', read.months, read.curveByBand, (key) => bandName(res, Number(key))),
    ].filter(({ columns, series }) => columns.length > 0 && series.length > 0),
  })
}

function chosen(programmes: SeedlingProgramme[], asked: string | null): SeedlingProgramme | null {
  if (asked === null)
    return programmes.find((each) => programmeStatus(each) !== 'planned') ?? programmes[0] ?? null
  const found = programmes.find(({ _id }) => String(_id) === asked)
  if (!found) throw new NotFound()
  return found
}

function statsOf(res: Response, { total, rupiahPerLiving }: Overview) {
  const { t, say } = res.locals
  const of12 = alivePct(total.alive12, total.counted12)
  const counted = (['asked', 'decreed', 'allocated', 'received', 'planted', 'alive'] as const).map(
    (name) => ({
      label: t(`seedlings.overview.${name}`),
      value: say.number(total[name]),
    }),
  )
  const results = [
    {
      label: t('seedlings.overview.alive12'),
      value: say.pct(of12),
      note:
        total.counted12 > 0
          ? t('seedlings.overview.of', { alive: total.alive12, counted: total.counted12 })
          : t('seedlings.overview.notYet'),
    },
    {
      label: t('seedlings.overview.cost'),
      value: say.money(rupiahPerLiving),
      note: rupiahPerLiving === null ? t('seedlings.overview.noPrice') : '',
    },
  ]
  return [counted, results]
}

const steps = ['asked', 'decreed', 'allocated', 'received', 'planted', 'alive12'] as const
// lot and nursery are known from the allocation on
const stepsFromNursery = steps.slice(2)

type Row = Record<(typeof steps)[number], number | null>

function flowChart<T extends Row>(
  res: Response,
  by: 'regency' | 'variety' | 'lot' | 'nursery',
  { total }: Overview,
  rows: readonly T[],
  nameOf: (row: T) => string,
) {
  const { t } = res.locals
  const shown = by === 'lot' || by === 'nursery' ? stepsFromNursery : steps
  return {
    id: `flow-${by}`,
    title: t(`seedlings.overview.by.${by}`),
    kind: 'bar',
    rowLabel: t(`seedlings.overview.one.${by}`),
    note:
      total.counted12 > 0 && total.counted12 < total.planted
        ? t('seedlings.overview.partly', { counted: total.counted12, planted: total.planted })
        : t('seedlings.overview.inPlants'),
    columns: rows.map((row) => ({ label: nameOf(row) })),
    series: shown.map((name) => ({
      label: t(`seedlings.overview.${name}`),
      values: rows.map((row) => row[name]),
    })),
  }
}

/** A line each for the most planted; more than four could not be told apart. */
function curveChart(
  res: Response,
  by: 'byVariety' | 'byBand',
  months: readonly number[],
  curves: Overview['curveByBand'],
  nameOf: (key: string) => string,
) {
  const { t } = res.locals
  return {
    id: `curve-${by}`,
    title: t(`seedlings.overview.curve.${by}`),
    kind: 'line',
    unit: '%',
    rowLabel: t('seedlings.overview.month'),
    columns: months.map((count) => ({ label: t('seedlings.overview.after', { count }) })),
    series: curves
      .toSorted((a, b) => b.planted - a.planted)
      .slice(0, 4)
      .map(({ key, values }) => ({ label: nameOf(key), values })),
  }
}

function bandName(res: Response, from: number): string {
  const { t } = res.locals
  const to = altitudeBands[altitudeBands.findIndex((each) => each === from) + 1]
  if (from === 0) return t('seedlings.overview.band.below', { to })
  return to === undefined
    ? t('seedlings.overview.band.above', { from })
    : t('seedlings.overview.band.between', { from, to })
}

function mapOf(res: Response, { districts }: Overview) {
  const { t, say } = res.locals
  const placed = districts.filter(({ centre, planted }) => centre?.length === 2 && planted > 0)
  if (placed.length === 0) return null
  const { viewBox, points } = placePoints(placed.map(({ centre }) => centre!))
  const most = Math.max(...placed.map(({ planted }) => planted))
  return {
    viewBox,
    points: points.map(({ x, y }, index) => ({
      x,
      y,
      // the area of a circle tells how much was planted
      r: Math.round(10 + 24 * Math.sqrt(placed[index]!.planted / most)),
      share: say.pct(placed[index]!.survivalPct),
      labelY: y + 6,
    })),
    rows: placed
      .toSorted((a, b) => b.planted - a.planted)
      .map((each) => ({
        name: `${regionName(each.districtCode)}, ${regionName(each.regencyCode)}`,
        text: t('seedlings.overview.inDistrict', {
          planted: each.planted,
          alive: each.alive,
          pct: say.pct(each.survivalPct),
        }),
      })),
  }
}
