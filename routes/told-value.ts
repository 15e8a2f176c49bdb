import type { Response } from 'express'
import { isDay } from '../domain/dates.ts'
import { isId } from '../domain/find-visible.ts'
import { placeName } from '../domain/regions.ts'
import {
  formatDay,
  formatMeasure,
  formatMoment,
  formatMoney,
  formatNumber,
} from '../middleware/formats.ts'
import type { Translate } from '../middleware/words.ts'

const nothing = '–'

/** A field of a record, by its name in the reader's language; one without words by its own name. */
export function toldField(res: Response, field: string): string {
  const key = `fields.${field}`
  const label = res.locals.t(key)
  return label === key ? field : label
}

/** What stands in a field, as a person reads it: days and amounts written out, codes as words. */
export function toldValue(res: Response, kind: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return nothing
  if (Array.isArray(value)) {
    return value.map((each) => toldValue(res, kind, field, each)).join(', ') || nothing
  }
  if (typeof value === 'boolean') return res.locals.t(value ? 'components.yes' : 'components.no')
  if (typeof value === 'number') return toldNumber(res, field, value)
  if (typeof value !== 'string') return '…'
  return toldText(res, kind, field, value)
}

const units: [RegExp, string][] = [
  [/Kg$/, 'kg'],
  [/Ha$/, 'ha'],
  [/Pct$/, '%'],
  [/altitudeM$/, 'm'],
]

function toldNumber(res: Response, field: string, value: number): string {
  const { lang } = res.locals
  if (/Rupiah$|^pricePerKg$/.test(field)) return formatMoney(lang, value)
  if (/[yY]ear$|^season$|^version$/.test(field)) return String(value)
  const unit = units.find(([names]) => names.test(field))?.[1]
  return unit ? formatMeasure(lang, value, unit) : formatNumber(lang, value)
}

function toldText(res: Response, kind: string, field: string, value: string): string {
  const { lang, t } = res.locals
  if (isDay(value)) return formatDay(lang, value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatMoment(lang, new Date(value))
  if (field === 'villageCode') return placeName(value)
  if (isId(value)) return '…'
  const words = codes[`${kind}.${field}`] ?? codes[field]
  return words && /^[a-z0-9-]+$/.test(value) ? words(t, value) : value
}

/** The words of codes, by field, or by kind of record and field where the name alone is not enough. */
const codes: Record<string, (t: Translate, value: string) => string> = {
  gender: (t, value) => t(`farmers.gender.${value}`),
  landStatus: (t, value) => t(`plots.land.${value}`),
  pattern: (t, value) => t(`plots.pattern.${value}`),
  'harvest.form': (t, value) => t(`harvests.form.${value}`),
  buyerKind: (t, value) => t(`harvests.buyer.${value}`),
  'lot.form': (t, value) => t(`lots.form.${value}`),
  process: (t, value) => t(`lots.process.${value}`),
  payment: (t, value) => t(`processing.payment.${value}`),
  repayment: (t, value) => t(`calculator.method.${value}`),
  purpose: (t, value) => t(`applications.purpose.${value}`),
  role: (t, value) => t(`roles.${value}`),
  groupClass: (t, value) => t(`groups.class.${value}`),
  'visit.kind': (t, value) => t(`visits.kind.${value}`),
  'organisation.kind': (t, value) => t(`organisations.kind.${value}`),
  'farmer.status': (t, value) => t(`statuses.farmer.${value}`),
  'plot.status': (t, value) => t(`statuses.plot.${value}`),
  'harvest.status': (t, value) => t(`statuses.harvest.${value}`),
  'visit.status': (t, value) => t(`statuses.visit.${value}`),
  'loan.status': (t, value) => t(`statuses.loan.${value}`),
  'lot.status': (t, value) => t(`statuses.lot.${value}`),
  'intake.status': (t, value) => t(`statuses.intake.${value}`),
  'user.status': (t, value) => t(`statuses.user.${value}`),
  'cupping.status': (t, value) => t(`statuses.cupping.${value}`),
  'seed-lot.status': (t, value) => t(`statuses.stock.${value}`),
  'nursery-batch.status': (t, value) => t(`statuses.stock.${value}`),
  'seedling-request.status': (t, value) => t(`statuses.seedlingRequest.${value}`),
  'seedling-decree.status': (t, value) => t(`statuses.seedlingDecree.${value}`),
  'seedling-allocation.status': (t, value) => t(`statuses.allocation.${value}`),
  'seedling-handover.status': (t, value) => t(`statuses.handover.${value}`),
  'planting.status': (t, value) => t(`statuses.planting.${value}`),
}
