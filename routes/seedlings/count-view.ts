import type { Response } from 'express'
import type { SurvivalCount } from '../../domain/seedlings/service/counts.ts'
import type { Table } from './ui.ts'

/** A count as data. */
export function countRow(each: SurvivalCount | null) {
  const c = each ?? ({} as SurvivalCount)
  return {
    id: String(c._id),
    number: null,
    status: c.status,
    version: c.version,
    plantingId: String(c.plantingId),
    seedlingRequestId: String(c.requestId),
    plotId: String(c.plotId),
    farmerId: String(c.farmerId),
    varietyCode: c.varietyCode,
    months: c.months,
    countedOn: c.countedOn,
    method: c.method,
    counted: c.counted,
    alive: c.alive,
    survivalPct: c.survivalPct,
    lowPct: c.lowPct,
    highPct: c.highPct,
    aliveOfPlanting: c.aliveOfPlanting,
    planted: c.planted,
    cause: c.cause,
    explanation: c.explanation,
    visitId: c.visitId ? String(c.visitId) : null,
    countedByName: c.countedByName,
    acts: [] as string[],
  }
}

/** Counts as a table. */
export function countTable(res: Response, rows: SurvivalCount[]): Table {
  const { t, say } = res.locals
  return {
    empty: t('seedlings.counts.none'),
    open: t('harvests.list.open'),
    columns: [
      { label: t('fields.countedOn') },
      { label: t('fields.method') },
      { label: t('fields.counted'), isNumber: true },
      { label: t('fields.alive'), isNumber: true },
      { label: t('seedlings.columns.survival'), isNumber: true },
      { label: t('fields.cause') },
    ],
    rows: rows.map((each) => ({
      href: `/survival-counts/${String(each._id)}`,
      cells: [
        t('seedlings.counts.after', { day: say.dayShort(each.countedOn), count: each.months }),
        t(`seedlings.methods.${each.method}`),
        say.number(each.counted),
        say.number(each.alive),
        shareOf(res, each),
        each.cause ?? '–',
      ],
    })),
  }
}

/** A census is what it is; a sample stands with its interval. */
function shareOf(res: Response, each: SurvivalCount): string {
  const { t, say } = res.locals
  return each.method === 'census'
    ? say.pct(each.survivalPct)
    : t('seedlings.counts.interval', {
        pct: say.pct(each.survivalPct),
        low: each.lowPct,
        high: each.highPct,
      })
}
