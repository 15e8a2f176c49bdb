import type { Request, Response } from 'express'
import { readPromisesKept, type Kept } from '../../domain/loans/service/promises-kept.ts'
import { readPromises } from '../../domain/loans/service/promise-times.ts'
import { formatMonth } from '../../middleware/formats.ts'
import { present } from '../present.ts'

/** How the promised times were kept: by month, by step and by bank, as chart and table. */
export async function promisesPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const [found, promises] = await Promise.all([readPromisesKept(req.actor!), readPromises()])
  const { months, steps, banks, whole } = found
  present(req, res, 'loans/promises', {
    data: found,
    title: t('applications.promises.title'),
    chart: promisesChart(res, months),
    steps: steps.map((row) => ({
      ...row,
      label: t(`applications.promises.step.${row.step}`),
      promised: promises[row.step],
      mean: mean(row),
      keptPct: keptPct(row),
    })),
    banks: banks.map((row) => ({
      ...row,
      keptPct: keptPct(row),
      meanDays: mean(row.decisions),
      decided: row.decisions.kept,
    })),
    decided: whole.kept,
    meanDays: mean(whole),
  })
}

/** Steps kept and late by month, as the chart component wants them. */
export function promisesChart(
  res: Response,
  months: { month: string; kept: number; late: number }[],
) {
  const { t, lang } = res.locals
  return {
    id: 'promises-chart',
    title: t('applications.promises.chart'),
    rowLabel: t('applications.review.month'),
    columns: months.map(({ month }) => ({
      label: `${formatMonth(lang, month, 'short')} ${month.slice(0, 4)}`,
    })),
    series: [
      { label: t('applications.promises.kept'), values: months.map(({ kept }) => kept) },
      { label: t('applications.promises.late'), values: months.map(({ late }) => late) },
    ],
  }
}

function mean({ kept, late, days }: Kept): number | null {
  return kept + late > 0 ? Math.round((days / (kept + late)) * 10) / 10 : null
}

function keptPct({ kept, late }: Kept): number | null {
  return kept + late > 0 ? Math.round((kept / (kept + late)) * 100) : null
}
