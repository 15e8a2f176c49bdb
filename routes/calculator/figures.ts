import type { Response } from 'express'
import { ratePctText } from '../../domain/loans/rate.ts'
import type { PricedSchedule } from '../../domain/loans/schedule-rules.ts'
import { formatMoney, formatNumber } from '../../middleware/formats.ts'
import { usualDue } from '../../public/js/usual-due.js'

/** What is paid most of the time: one amount, or from the smallest to the largest. */
export function usualInstalment(res: Response, { instalments }: PricedSchedule): string {
  const { lang } = res.locals
  const [least, greatest] = usualDue(instalments)
  if (least === greatest) return formatMoney(lang, least)
  return `${formatMoney(lang, least)} – ${formatMoney(lang, greatest)}`
}

/** 6,25 %, unbroken. */
export function rateOf(lang: 'id' | 'en', ppm: number): string {
  return pct(lang, Number(ratePctText(ppm)), 4)
}

/** A per cent with up to so many decimals, at least two unless it is whole. */
export function pct(lang: 'id' | 'en', value: number, decimals = 2): string {
  const shown = decimals === 2 ? formatNumber(lang, value, 2) : exact(lang, value, decimals)
  return `${shown}\u00a0%`
}

function exact(lang: 'id' | 'en', value: number, most: number): string {
  const [, digits = ''] = String(value).split('.')
  return formatNumber(lang, value, Math.min(digits.length, most))
}
