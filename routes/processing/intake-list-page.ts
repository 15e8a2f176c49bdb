import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { parseDay, yearOf } from '../../domain/dates.ts'
import { can } from '../../domain/permissions.ts'
import {
  intakeStatuses,
  listIntakes,
  payments,
  streamIntakes,
  type IntakeFilter,
} from '../../domain/processing/service/intake-list.ts'
import { stockOfFarmer } from '../../domain/processing/service/farmer-stock.ts'
import { formatMeasure, formatMoney } from '../../middleware/formats.ts'
import { sendFile } from '../files-out.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks, yearLinks } from '../list-links.ts'
import { queryText, queryYear, queryId } from '../query.ts'
import { intakeTag, lotTag, namedIntakeRow } from './view.ts'

/** Lots of a farmer that are named above his slips; the others stand in the list of lots. */
const mostOwn = 8

/** The slips: `?year=`, `?status=`, `?payment=`, `?day=`, `?farmerId=`, as page, JSON, CSV or XLSX. */
export async function intakesPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const filter = filterOf(req)
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const name = filter.receivedOn ? `nota-timbang-${filter.receivedOn}` : 'nota-timbang'
    return sendFile(res, format, name, columns, streamIntakes(actor, filter), namedIntakeRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listIntakes(actor, filter, after)
  const data = { rows: rows.map(namedIntakeRow), next }
  const own = actor.farmerId && !after ? ownCoffee(res, await stockOfFarmer(actor.farmerId)) : null
  present(req, res, 'processing/intakes', {
    data,
    title: t(actor.role === 'farmer' ? 'processing.list.mine' : 'processing.list.title'),
    rows: data.rows.map((row) => ({
      ...row,
      statusLabel: t(`statuses.intake.${row.status}`),
      statusKind: intakeTag[row.status],
      paymentLabel: t(`processing.payment.${row.payment}`),
    })),
    own,
    day: filter.receivedOn,
    statusLinks: choiceLinks(req, 'status', intakeStatuses, filter.status, {
      of: (status) => t(`statuses.intake.${status}`),
      all: t('processing.list.all'),
    }),
    yearLinks: yearLinks(req, filter.season),
    ...listLinks(req, after, next),
    canReceive: can(actor, 'intake.receive'),
    canPay: can(actor, 'intake.pay'),
    showsFarmer: actor.role !== 'farmer',
    today: today(),
  })
}

/** Where a farmer's own coffee is, what grade it has, and what he is still owed. */
function ownCoffee(res: Response, { lots, owedRupiah }: Awaited<ReturnType<typeof stockOfFarmer>>) {
  const { t, lang } = res.locals
  const massG = lots.reduce((sum, lot) => sum + lot.massG, 0)
  return {
    stats: [
      { label: t('processing.own.stored'), value: formatMeasure(lang, massG / 1000, 'kg') },
      { label: t('processing.own.owed'), value: formatMoney(lang, owedRupiah) },
    ],
    lots: lots.slice(0, mostOwn).map((lot) => ({
      ...lot,
      massKg: lot.massG / 1000,
      formLabel: t(`lots.form.${lot.form}`),
      gradeLabel: lot.grade && t(`quality.grades.${lot.grade}`),
      statusLabel: t(`statuses.lot.${lot.status}`),
      statusKind: lotTag[lot.status],
    })),
  }
}

const columns = [
  'number',
  'status',
  'receivedAt',
  'farmerNumber',
  'farmerName',
  'plotName',
  'grossKg',
  'tareKg',
  'netKg',
  'redPct',
  'greenPct',
  'blackPct',
  'floaterPct',
  'borerPct',
  'pricePerKg',
  'amountRupiah',
  'payment',
  'paidAt',
  'lotNumber',
  'lotStatus',
  'grade',
  'receivedByName',
  'reason',
  'season',
  'form',
  'farmerId',
  'plotId',
  'harvestId',
  'organisationId',
  'lotId',
  'id',
  'version',
]

function filterOf(req: Request): IntakeFilter {
  const status = queryText(req, 'status')
  const payment = queryText(req, 'payment')
  const receivedOn = parseDay(queryText(req, 'day') ?? '')
  const isOwn = req.actor!.role === 'farmer'
  const unasked = isOwn || receivedOn ? null : yearOf(today())
  return {
    status: intakeStatuses.find((known) => known === status) ?? null,
    payment: payments.find((known) => known === payment) ?? null,
    season: queryYear(req) ?? unasked,
    farmerId: queryId(req, 'farmerId'),
    receivedOn,
  }
}
