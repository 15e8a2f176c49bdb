import type { Language } from './words.ts'

const locale = { id: 'id-ID', en: 'en-GB' } as const
const nbsp = '\u00a0'
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(language: Language, min: number, max: number): Intl.NumberFormat {
  const key = `${language}:${min}:${max}`
  let format = cache.get(key) as Intl.NumberFormat | undefined
  if (!format) {
    format = new Intl.NumberFormat(locale[language], {
      minimumFractionDigits: min,
      maximumFractionDigits: max,
    })
    cache.set(key, format)
  }
  return format
}

function dateFormat(language: Language, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language}:${name}`
  let format = cache.get(key) as Intl.DateTimeFormat | undefined
  if (!format) {
    format = new Intl.DateTimeFormat(locale[language], options)
    cache.set(key, format)
  }
  return format
}

/** 1.500,5 */
export function formatNumber(language: Language, value: number, decimals?: number): string {
  return numberFormat(language, decimals ?? 0, decimals ?? 2).format(value)
}

/** Rp 10.000.000, unbroken */
export function formatMoney(language: Language, value: number): string {
  return `Rp${nbsp}${numberFormat(language, 0, 0).format(value)}`
}

/** 420,5 kg, unbroken */
export function formatMeasure(language: Language, value: number, unit: string): string {
  return `${formatNumber(language, value)}${nbsp}${unit}`
}

/** 12 Agustus 2026 */
export function formatDay(language: Language, day: string): string {
  return dateFormat(language, 'day', { dateStyle: 'long', timeZone: 'UTC' }).format(asUtc(day))
}

/** 12 Agt 2026 */
export function formatDayShort(language: Language, day: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return dateFormat(language, 'dayShort', options).format(asUtc(day))
}

/** Agustus, or Agt */
export function formatMonth(language: Language, month: string, length: 'long' | 'short'): string {
  return dateFormat(language, `month-${length}`, { month: length, timeZone: 'UTC' }).format(
    asUtc(`${month.slice(0, 7)}-01`),
  )
}

/** 14 Agustus 2026 pukul 09.14, Asia/Jakarta */
export function formatMoment(language: Language, moment: Date): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' } as const
  return dateFormat(language, 'moment', options).format(moment)
}

function asUtc(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
