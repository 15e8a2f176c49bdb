import { randomUUID } from 'node:crypto'
import type { HelperOptions } from 'handlebars'
import * as formats from './formats.ts'
import { assetHref } from './static.ts'
import type { Language, Translate } from './words.ts'

interface Root {
  lang: Language
  t: Translate
}

const rootOf = (options: HelperOptions): Root => (options.data as { root: Root }).root
const dash = '–'

/** The helpers of all templates. None keeps anything between two calls. */
export const viewHelpers = {
  t: (key: string, options: HelperOptions) =>
    rootOf(options).t(key, options.hash as Record<string, unknown>),
  number: (value: unknown, ...rest: unknown[]) => {
    const options = rest.at(-1) as HelperOptions
    const decimals = rest.length > 1 ? Number(rest[0]) : undefined
    return typeof value === 'number'
      ? formats.formatNumber(rootOf(options).lang, value, decimals)
      : dash
  },
  money: (value: unknown, options: HelperOptions) =>
    typeof value === 'number' ? formats.formatMoney(rootOf(options).lang, value) : dash,
  measure: (value: unknown, unit: string, options: HelperOptions) =>
    typeof value === 'number' ? formats.formatMeasure(rootOf(options).lang, value, unit) : dash,
  pct: (value: unknown, options: HelperOptions) =>
    typeof value === 'number' ? formats.formatMeasure(rootOf(options).lang, value, '%') : dash,
  day: (value: unknown, options: HelperOptions) =>
    typeof value === 'string' && value ? formats.formatDay(rootOf(options).lang, value) : dash,
  dayShort: (value: unknown, options: HelperOptions) =>
    typeof value === 'string' && value ? formats.formatDayShort(rootOf(options).lang, value) : dash,
  moment: (value: unknown, options: HelperOptions) =>
    value ? formats.formatMoment(rootOf(options).lang, new Date(value as string)) : dash,
  eq: (a: unknown, b: unknown) => a === b,
  or: (a: unknown, b: unknown) => a || b,
  asset: (path: string) => assetHref(path),
  json: (value: unknown) => JSON.stringify(value),
  newId: () => randomUUID(),
}
