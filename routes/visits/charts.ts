import type { Response } from 'express'
import { today } from '../../domain/clock.ts'
import { monthOf } from '../../domain/dates.ts'
import type { readOverview } from '../../domain/visits/service/overview.ts'
import { formatMonth } from '../../middleware/formats.ts'

export type Overview = Awaited<ReturnType<typeof readOverview>>

const columnsOf = (months: { month: string }[], res: Response) =>
  months.map(({ month }) => ({
    label: formatMonth(res.locals.lang, month, 'short'),
    isRunning: month === monthOf(today()),
  }))

/** Plans and visits by month of a year. */
export function planChart({ months, year }: Overview, res: Response) {
  const { t } = res.locals
  return {
    id: 'plan-chart',
    title: t('visits.overview.planChart', { year }),
    columns: columnsOf(months, res),
    series: [
      { label: t('visits.overview.planned'), values: months.map(({ planned }) => planned) },
      { label: t('visits.overview.done'), values: months.map(({ done }) => done) },
    ],
  }
}

/** Visits in which each kind of thing was amiss. */
export function issueChart({ issues }: Overview, res: Response) {
  const { t } = res.locals
  return {
    id: 'issue-chart',
    title: t('visits.overview.issueChart'),
    rowLabel: t('visits.overview.issue'),
    columns: issues.map(({ kind }) => ({ label: t(`visits.issue.${kind}`) })),
    series: [{ label: t('visits.overview.visits'), values: issues.map(({ visits }) => visits) }],
  }
}

/** Borer and rust over the year, a line for each district; at most four lines can be told apart. */
export function pestCharts({ places, months }: Overview, res: Response) {
  const { t } = res.locals
  const shown = places.toSorted((a, b) => b.done - a.done).slice(0, 4)
  return (['borerPct', 'rustPct'] as const).map((pest) => ({
    id: `${pest}-chart`,
    title: t(`visits.overview.${pest}`),
    kind: 'line',
    unit: '%',
    columns: columnsOf(months, res),
    series: shown.map((place) => ({
      label: place.name,
      values: place.months.map((month) => month[pest]),
    })),
  }))
}
