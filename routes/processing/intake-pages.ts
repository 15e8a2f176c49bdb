import type { Request, Response } from 'express'
import { now } from '../../domain/clock.ts'
import { localMoment } from '../../domain/dates.ts'
import { WrongState } from '../../domain/errors.ts'
import { lookAtIntake } from '../../domain/processing/service/intake-list.ts'
import {
  farmerAtScales,
  offerAtScales,
  type OfferAtScales,
} from '../../domain/processing/service/farmer-at-scales.ts'
import { readPrices } from '../../domain/processing/service/reference.ts'
import { pricedShares } from '../../domain/processing/price.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { intakeTag, namedIntakeRow } from './view.ts'

/** The form of a weigh slip: first whose cherry it is, by exact number or QR card, then the scales. */
export async function newIntakePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const typed = req.problem?.typed ?? {}
  const asked = String(typed['farmerId'] ?? '') || queryText(req, 'farmer') || ''
  const farmer = await farmerAtScales(asked)
  const offer = farmer && (await offerAtScales(farmer))
  const view = formView(req, res, { receivedAt: localMoment(now()), tareKg: '0', payment: 'owed' })
  present(req, res, 'processing/intake-new', {
    ...view,
    data: offer ?? {},
    offer,
    asked,
    isUnknown: asked !== '' && !farmer,
    title: offer
      ? t('processing.intake.titleFor', { farmer: offer.fullName })
      : t('processing.intake.whose'),
    ...(offer ? optionsOf(res, offer, view.form) : {}),
    prices: await pricesShown(res),
    today: localMoment(now()),
  })
}

function optionsOf(res: Response, offer: OfferAtScales, form: Record<string, unknown>) {
  const { t } = res.locals
  const only = offer.harvests.length === 1 ? offer.harvests[0]!.id : ''
  const chosen = form['harvestId'] ?? only
  return {
    harvestOptions: [
      ...offer.harvests.map((harvest) => ({
        value: harvest.id,
        label: t('processing.intake.harvestOption', {
          plot: harvest.plotName,
          weightKg: harvest.weightKg,
        }),
        hint: t('processing.intake.harvestHint', {
          number: harvest.number,
          leftKg: harvest.leftKg,
        }),
        isChecked: chosen === harvest.id,
      })),
      {
        value: '',
        label: t('processing.intake.newHarvest'),
        hint: t('processing.intake.newHarvestHint'),
        isChecked: chosen === '',
      },
    ],
    plotOptions: offer.plots.map((plot) => ({
      value: plot.id,
      label: `${plot.name} (${plot.number})`,
      isSelected: form['plotId'] === plot.id,
    })),
    paymentOptions: (['owed', 'paid'] as const).map((value) => ({
      value,
      label: t(`processing.payment.${value}`),
      isChecked: form['payment'] === value,
    })),
    shares: pricedShares.map((name) => ({ name, label: t(`fields.${name}`) })),
  }
}

async function pricesShown(res: Response) {
  const { basePerKg, steps } = await readPrices()
  return {
    basePerKg,
    steps: steps.map(({ share, fromPct, rupiahPerKg }) => ({
      label: res.locals.t(`fields.${share}`),
      fromPct,
      rupiahPerKg,
      isPlus: rupiahPerKg > 0,
    })),
  }
}

/** One weigh slip: what was weighed, what it brings, where the coffee is now. */
export async function intakePage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const found = await lookAtIntake(req.actor!, String(req.params['id']))
  const { intake, harvest, unit, acts } = found
  const row = namedIntakeRow(intake)
  const record = { kind: 'intake', ...row, acts, answers: intake.answers }
  present(req, res, 'processing/intake', {
    ...formView(req, res, {}, row.version),
    data: record,
    record,
    harvest: { id: String(harvest._id), number: harvest.number, weightKg: harvest.weightG / 1000 },
    harvestWaits: intake.madeHarvest && harvest.status === 'declared',
    unitName: unit.name,
    title: t('processing.intake.title', { weight: row.netKg, farmer: row.farmerName }),
    status: { label: t(`statuses.intake.${row.status}`), kind: intakeTag[row.status] },
    paymentLabel: t(`processing.payment.${row.payment}`),
    lot: intake.lot && {
      id: String(intake.lot._id),
      number: intake.lot.number,
      status: t(`statuses.lot.${intake.lot.status}`),
      form: t(`lots.form.${intake.lot.form}`),
      grade: intake.lot.grade && t(`quality.grades.${intake.lot.grade}`),
    },
    shares: pricedShares
      .filter((name) => row[name] !== null)
      .map((name) => ({ label: t(`fields.${name}`), value: row[name] })),
    questionsAnswered: intake.answers.map(({ code }) => t(`processing.answered.${code}`)),
    may: Object.fromEntries(acts.map((act) => [act, true])),
    isUnit: req.actor!.role === 'processor',
  })
}

/** Why cherry is given back. */
export async function rejectIntakePage(req: Request, res: Response): Promise<void> {
  const { intake, acts } = await lookAtIntake(req.actor!, String(req.params['id']))
  if (!req.problem && !acts.includes('reject'))
    throw new WrongState(`intake.${intake.status}`, 'reject')
  const row = namedIntakeRow(intake)
  present(req, res, 'processing/reason', {
    ...formView(req, res, {}, row.version),
    data: row,
    backLabel: row.number,
    backHref: `/processing/intake/${row.id}`,
    action: `/processing/intake/${row.id}/reject`,
    title: res.locals.t('processing.reject.title'),
    lead: res.locals.t('processing.reject.lead'),
    send: res.locals.t('processing.acts.reject'),
  })
}
