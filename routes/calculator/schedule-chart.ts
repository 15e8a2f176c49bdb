import type { Response } from 'express'
import type { Instalment } from '../../domain/loans/schedule.ts'

/** More instalments than these are added up by year, or their bars could not be told apart. */
const mostBars = 36

/** What goes to interest and what to principal, by instalment or by year, for the chart component. */
export function chartOf(res: Response, instalments: readonly Instalment[]) {
  const { t } = res.locals
  const isYearly = instalments.length > mostBars
  const bars = isYearly
    ? [...Map.groupBy(instalments, (row) => row.dueOn.slice(0, 4))]
    : instalments.map((row) => [String(row.n), [row]] as const)
  const sum = (rows: readonly Instalment[], name: 'principalRupiah' | 'interestRupiah') =>
    rows.reduce((total, row) => total + row[name], 0)
  return {
    id: 'schedule-chart',
    title: t(isYearly ? 'calculator.chart.byYear' : 'calculator.chart.byInstalment'),
    note: t('calculator.chart.note'),
    rowLabel: t(isYearly ? 'calculator.chart.year' : 'calculator.table.n'),
    columns: bars.map(([label]) => ({ label })),
    series: (['principalRupiah', 'interestRupiah'] as const).map((name) => ({
      label: t(`calculator.table.${name}`),
      values: bars.map(([, rows]) => sum(rows, name)),
    })),
  }
}
