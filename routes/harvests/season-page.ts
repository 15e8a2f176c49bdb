import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { levelsFor, readSeason } from '../../domain/harvests/service/season.ts'
import { expectedCherryKgPerHa } from '../../domain/harvests/yield.ts'
import { formatMonth } from '../../middleware/formats.ts'
import { present } from '../present.ts'
import { yearLinks } from '../list-links.ts'

/** The season within the reader's scope: `?year=`, `?by=`. */
export async function seasonPage(req: Request, res: Response): Promise<void> {
  const { t, lang } = res.locals
  const thisYear = Number(today().slice(0, 4))
  const asked = Number(req.query['year'])
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= thisYear ? asked : thisYear
  const levels = levelsFor(req.actor!)
  const by = levels.find((level) => level === req.query['by']) ?? levels[0]!
  const season = await readSeason(req.actor!, year, by)
  present(req, res, 'harvests/season', {
    data: season,
    season,
    expected: expectedCherryKgPerHa,
    title: t('harvests.season.title', { year }),
    byLabel: t(`harvests.season.by.${by}`),
    againstLabel: season.total.against && t(`harvests.season.against.${season.total.against}`),
    chart: seasonChart(season.months, year, t, lang),
    yearLinks: yearLinks(req, year),
    levelLinks:
      levels.length > 1 &&
      levels.map((level) => ({
        href: `/harvests/season?year=${year}&by=${level}`,
        label: t(`harvests.season.by.${level}`),
        isCurrent: level === by,
      })),
  })
}

/** Kilograms by month as the chart component wants them; the running month is hatched. */
export function seasonChart(
  months: { month: string; weightKg: number; confirmedKg: number }[],
  year: number,
  t: Response['locals']['t'],
  lang: 'id' | 'en',
) {
  return {
    id: 'season-chart',
    title: t('harvests.season.chart', { year }),
    unit: 'kg',
    columns: months.map(({ month }) => ({
      label: formatMonth(lang, month, 'short'),
      isRunning: month === today().slice(0, 7),
    })),
    series: [
      { label: t('harvests.season.declared'), values: months.map(({ weightKg }) => weightKg) },
      {
        label: t('harvests.season.confirmed'),
        values: months.map(({ confirmedKg }) => confirmedKg),
      },
    ],
  }
}
