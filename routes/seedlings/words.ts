import type { RequestHandler, Response } from 'express'
import {
  formatDay,
  formatDayShort,
  formatMeasure,
  formatMoment,
  formatMoney,
  formatNumber,
} from '../../middleware/formats.ts'

/** Figures and days in the reader's language, for pages that are put together from parts. */
export function sayer(res: Response) {
  const { lang, t } = res.locals
  const or = <T>(value: T | null | undefined, say: (value: T) => string) =>
    value === null || value === undefined ? '–' : say(value)
  return {
    day: (day: string | null | undefined) => or(day, (each) => formatDay(lang, each)),
    dayShort: (day: string | null | undefined) => or(day, (each) => formatDayShort(lang, each)),
    moment: (at: Date | null | undefined) => or(at, (each) => formatMoment(lang, each)),
    number: (value: number | null | undefined) => or(value, (each) => formatNumber(lang, each)),
    money: (value: number | null | undefined) => or(value, (each) => formatMoney(lang, each)),
    pct: (value: number | null | undefined) => or(value, (each) => formatMeasure(lang, each, '%')),
    measure: (value: number | null | undefined, unit: string) =>
      or(value, (each) => formatMeasure(lang, each, unit)),
    /** Grams of seed, else plants. */
    amount: (value: number, form: string) =>
      form === 'seed' ? formatMeasure(lang, value, 'g') : t('seedlings.plants', { count: value }),
  }
}

export type Sayer = ReturnType<typeof sayer>

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Locals {
      say: Sayer
    }
  }
}

/** Puts the words for figures beside `t`. */
export const withFigures: RequestHandler = (_req, res, next) => {
  res.locals.say = sayer(res)
  next()
}
