import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { yearOf } from '../../domain/dates.ts'
import { readPromisesKept } from '../../domain/loans/service/promises-kept.ts'
import type { Role } from '../../domain/permissions.ts'
import { stockOf } from '../../domain/processing/service/dashboard.ts'
import { countGrades } from '../../domain/processing/service/quality-tests.ts'
import { sniGrades } from '../../domain/processing/sni-grade.ts'
import { listBatches, listLots } from '../../domain/seedlings/service/lists.ts'
import { promisesChart } from '../loans/promises-page.ts'
import { stockChart } from '../processing/unit-pages.ts'

type RoleChart = (req: Request, res: Response) => Promise<object>

/** The one chart that matters to a role whose work is not the season. */
const charts: Partial<Record<Role, RoleChart>> = {
  'loan-officer': promises,
  'loan-approver': promises,
  processor: stock,
  'quality-officer': grades,
  'seed-officer': seedLots,
  'nursery-keeper': batches,
}

/** The chart of the reader's role, or null when it has none. */
export async function roleChart(req: Request, res: Response): Promise<object | null> {
  return (await charts[req.actor!.role]?.(req, res)) ?? null
}

async function promises(req: Request, res: Response) {
  return promisesChart(res, (await readPromisesKept(req.actor!)).months)
}

async function stock(req: Request, res: Response) {
  return stockChart(res, (await stockOf(req.actor!)).forms)
}

async function grades(_req: Request, res: Response) {
  const { t } = res.locals
  const year = yearOf(today())
  const counts = await countGrades(year)
  return {
    id: 'home-grades',
    title: t('home.charts.grades', { year }),
    rowLabel: t('home.charts.grade'),
    columns: sniGrades.map((grade) => ({ label: t(`quality.grades.${grade}`) })),
    series: [{ label: t('home.charts.tests'), values: sniGrades.map((grade) => counts[grade]) }],
  }
}

async function seedLots(req: Request, res: Response) {
  const { t } = res.locals
  const { rows } = await listLots(req.actor!, { status: null, q: null }, null)
  const latest = rows.slice(0, 8).toReversed()
  return {
    id: 'home-seed-lots',
    title: t('home.charts.seedLots'),
    rowLabel: t('home.charts.row'),
    columns: latest.map(({ number }) => ({ label: number })),
    series: [
      { label: t('home.charts.sent'), values: latest.map(({ sent }) => sent) },
      { label: t('home.charts.onHand'), values: latest.map(({ onHand }) => onHand) },
    ],
  }
}

async function batches(req: Request, res: Response) {
  const { t } = res.locals
  const { rows } = await listBatches(req.actor!, { status: null, q: null }, null)
  const latest = rows.slice(0, 8).toReversed()
  return {
    id: 'home-batches',
    title: t('home.charts.batches'),
    rowLabel: t('home.charts.row'),
    columns: latest.map(({ number }) => ({ label: number })),
    series: [
      { label: t('home.charts.reserved'), values: latest.map(({ reserved }) => reserved) },
      { label: t('home.charts.free'), values: latest.map(({ free }) => free) },
    ],
  }
}
