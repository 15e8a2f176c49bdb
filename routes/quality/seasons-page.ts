import type { Request, Response } from 'express'
import { remedyOf } from '../../domain/processing/garden-advice.ts'
import { altitudeBands, gapOf } from '../../domain/processing/quality-summary.ts'
import {
  comparedBy,
  readQualitySeasons,
  type ComparedBy,
  type NamedGroup,
} from '../../domain/processing/service/quality-seasons.ts'
import { sniGrades } from '../../domain/processing/sni-grade.ts'
import { ratioPct } from '../../domain/processing/step-judgement.ts'
import { formatNumber } from '../../middleware/formats.ts'
import { present } from '../present.ts'

type Found = Awaited<ReturnType<typeof readQualitySeasons>>

/** Rows of a table at most; the best come first. */
const mostRows = 25
/** Defects that are named. */
const mostCauses = 6

/** Quality over three seasons: what helps, what costs most, and for offices the share of asalan. */
export async function seasonsPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const found = await readQualitySeasons(req.actor!)
  const nameOf = (by: ComparedBy, group: { key: string; name?: string }) => wordFor(res, by, group)
  present(req, res, 'quality/seasons', {
    data: { ...found, totals: totalsData(found) },
    title: t('quality.seasons.title'),
    hasTests: found.seasons.some(({ tests }) => tests > 0),
    helps: found.gaps.map(({ by, best, worst, points }) => ({
      title: t(`quality.seasons.by.${by}`),
      text: t('quality.seasons.gap', {
        best: nameOf(by, best),
        worst: nameOf(by, worst),
        bestMean: formatNumber(lang, best.meanDefects, 1),
        worstMean: formatNumber(lang, worst.meanDefects, 1),
        points: formatNumber(lang, points, 1),
      }),
    })),
    causes: found.causes.slice(0, mostCauses).map(({ code, mean, sharePct }) => ({
      ...{ mean, sharePct, name: t(`quality.defect.${code}`) },
      helps: t(`quality.seasons.against.${remedyOf[code] ?? 'unit'}`),
    })),
    gradeChart: gradeChart(res, found),
    charts: (['process', 'altitude'] as const)
      .filter((by) => gapOf(found.groups[by]))
      .map((by) => meanChart(res, by, found)),
    tables: comparedBy
      .filter((by) => found.groups[by].length > 0)
      .map((by) => ({
        title: t(`quality.seasons.by.${by}`),
        rows: found.groups[by].slice(0, mostRows).map((group) => ({
          ...group,
          name: nameOf(by, group),
        })),
      })),
    asalan: found.totals.length > 0 ? asalanView(res, found) : null,
  })
}

function wordFor(res: Response, by: ComparedBy, { key, name }: { key: string; name?: string }) {
  const { t } = res.locals
  if (by === 'process') return t(`quality.process.${key}`)
  return by === 'altitude' ? t(`quality.seasons.altitude.${key}`) : (name ?? key)
}

function gradeChart(res: Response, { seasons }: Found) {
  const { t } = res.locals
  return {
    id: 'quality-grades',
    title: t('quality.seasons.grades'),
    rowLabel: t('quality.gradeLabel'),
    columns: sniGrades.map((grade) => ({ label: t(`quality.grades.${grade}`) })),
    series: seasons.map(({ season, counts }) => ({ label: String(season), values: counts })),
  }
}

const byHeight = (a: NamedGroup, b: NamedGroup) =>
  altitudeBands.indexOf(a.key) - altitudeBands.indexOf(b.key)

/** Mean defects of each group, a series a season; nothing where nothing was tested. */
function meanChart(res: Response, by: 'process' | 'altitude', { groups, seasons }: Found) {
  const { t } = res.locals
  const meanOf = (group: NamedGroup, season: number) =>
    group.seasons.find((each) => each.season === season)?.meanDefects ?? null
  const columns = by === 'altitude' ? groups[by].toSorted(byHeight) : groups[by]
  return {
    id: `quality-${by}`,
    title: t(`quality.seasons.meanBy.${by}`),
    rowLabel: t(`quality.seasons.by.${by}`),
    columns: columns.map((group) => ({ label: wordFor(res, by, group) })),
    series: seasons.map(({ season }) => ({
      label: String(season),
      values: columns.map((group) => meanOf(group, season)),
    })),
  }
}

function totalsData({ totals }: Found) {
  return totals.map(({ season, greenG, asalanG, gradesG, outturns, countedAt }) => ({
    ...{ season, greenG, asalanG, asalanPct: ratioPct(asalanG, greenG), gradesG, countedAt },
    outturns: outturns.map((each) => ({ ...each, pct: ratioPct(each.w12G, each.cherryG) })),
  }))
}

/** The share of asalan and the outturn, season by season. */
function asalanView(res: Response, found: Found) {
  const { t } = res.locals
  const totals = totalsData(found)
  const last = totals.at(-1)!
  return {
    countedAt: last.countedAt,
    title: t('quality.seasons.asalanTitle', { sharePct: last.asalanPct ?? 0, year: last.season }),
    chart: {
      id: 'asalan',
      title: t('quality.seasons.asalan'),
      unit: '%',
      rowLabel: t('lots.record.season'),
      columns: totals.map(({ season }) => ({ label: String(season) })),
      series: [
        {
          label: t('quality.seasons.asalanShare'),
          values: totals.map(({ asalanPct }) => asalanPct ?? 0),
        },
      ],
    },
    seasons: totals.map(({ season, greenG, asalanG, outturns }) => ({
      ...{ season, greenT: greenG / 1_000_000, asalanT: asalanG / 1_000_000 },
      outturns: outturns.map(({ process, pct }) => ({
        process: t(`quality.process.${process}`),
        pct,
      })),
    })),
  }
}
