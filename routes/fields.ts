import { z } from 'zod'
import { parseDay, parseMoment, type Day } from '../domain/dates.ts'
import type { Fault } from '../domain/fault.ts'
import { parseRupiah } from '../domain/money.ts'
import { parseTyped } from '../domain/typed-number.ts'

/** What reading one text gives: a value, or what is wrong with it. */
type Read<T> = { value: T } | { fault: Fault }

const fault = (key: string, values?: Record<string, unknown>): { fault: Fault } => ({
  fault: values ? { key, values } : { key },
})

function field<T>(read: (text: string) => Read<T>) {
  const one = (raw: unknown): Read<T | null> => {
    if (raw === undefined || raw === null) return { value: null }
    if (typeof raw !== 'string') return fault('forms.once')
    const text = raw.trim()
    return text === '' ? { value: null } : read(text)
  }
  const asZod = <R>(check: (value: T | null) => Read<R>) =>
    z
      .unknown()
      .optional()
      .transform((raw, ctx): R => {
        const first = one(raw)
        const result = 'fault' in first ? first : check(first.value)
        if ('value' in result) return result.value
        const { key, values } = result.fault
        ctx.addIssue({ code: 'custom', message: key, params: values ?? {} })
        return z.NEVER
      })
  return {
    required: () => asZod<T>((value) => (value === null ? fault('forms.missing') : { value })),
    optional: () => asZod<T | null>((value) => ({ value })),
  }
}

/** Free text of at most `max` characters. */
export const text = (max: number) =>
  field<string>((value) =>
    [...value].length > max ? fault('forms.tooLong', { max, count: [...value].length }) : { value },
  )

/** A calendar day, `2026-08-01`. */
export const day = () =>
  field<Day>((value) => {
    const read = parseDay(value)
    return read ? { value: read } : fault('forms.day')
  })

/** A moment in Asia/Jakarta, `2026-08-01T07:30`. */
export const moment = () =>
  field<Date>((value) => {
    const read = parseMoment(value)
    return read ? { value: read } : fault('forms.moment')
  })

/** Kilograms, grams, counts: one dot before three digits groups thousands. */
export const amount = (maxDecimals: number, allowNegative = false) =>
  number(maxDecimals, 'groups', allowNegative)

/** Hectares, degrees, metres, per cent: a dot is always a decimal point. */
export const decimal = (maxDecimals: number, allowNegative = false) =>
  number(maxDecimals, 'decimal', allowNegative)

/**
 * What a device measured: degrees of a place, its accuracy. A phone gives as many decimals as it has
 * (`-8.021867499999999`); those beyond `kept` mean nothing and are cut off.
 */
export const measured = (kept: number, allowNegative = false) =>
  field<number>((value) => {
    const cut = value
      .trim()
      .replace(/^([-−]?\d+[.,]\d+)$/, (all) => all.slice(0, all.search(/[.,]/) + 1 + kept))
    const read = parseTyped(cut, { dot: 'decimal', maxDecimals: kept, allowNegative })
    if (read !== null && Math.abs(read) <= 1e12) return { value: read }
    return fault('forms.number', { maxDecimals: kept, typed: value.slice(0, 40) })
  })

function number(maxDecimals: number, dot: 'groups' | 'decimal', allowNegative: boolean) {
  return field<number>((value) => {
    const read = parseTyped(value, { dot, maxDecimals, allowNegative })
    if (read !== null && Math.abs(read) <= 1e12) return { value: read }
    return fault(maxDecimals === 0 ? 'forms.whole' : 'forms.number', {
      maxDecimals,
      typed: value.slice(0, 40),
    })
  })
}

/** Whole rupiah. */
export const rupiah = () =>
  field<number>((value) => {
    const read = parseRupiah(value)
    return read === null ? fault('forms.rupiah', { typed: value.slice(0, 40) }) : { value: read }
  })

/** A year of four digits. */
export const year = () =>
  field<number>((value) => (/^\d{4}$/.test(value) ? { value: Number(value) } : fault('forms.year')))

/** One of a closed list of codes. */
export const choice = <const T extends string>(codes: readonly T[]) =>
  field<T>((value) =>
    (codes as readonly string[]).includes(value) ? { value: value as T } : fault('forms.choice'),
  )

/** The id of a record; whether it is there and in sight is asked by the service. */
export const recordId = () =>
  field<string>((value) => (/^[0-9a-f]{24}$/.test(value) ? { value } : fault('forms.notThere')))

/** Anything that a pure reader understands, such as a village code. */
export const readBy = <T>(read: (text: string) => T | null, key: string) =>
  field<T>((value) => {
    const result = read(value)
    return result === null ? fault(key) : { value: result }
  })

/** A box that is ticked or not. */
export const tick = () =>
  z
    .unknown()
    .optional()
    .transform((raw): boolean => raw === 'on' || raw === '1' || raw === 'true')

/** A list that repeats its name; absent means none. */
export const list = <T>(item: z.ZodType<T>) =>
  z
    .unknown()
    .optional()
    .transform((raw): unknown[] =>
      raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw],
    )
    .pipe(z.array(item).max(1000))

/** A secret is taken as typed: blanks count. */
export const secret = () =>
  z
    .unknown()
    .optional()
    .transform((raw, ctx): string => {
      if (typeof raw === 'string' && raw !== '' && raw.length <= 200) return raw
      ctx.addIssue({
        code: 'custom',
        message: raw === undefined || raw === '' ? 'forms.missing' : 'forms.once',
      })
      return z.NEVER
    })

/**
 * Fields under one name, such as `defects[black]`; absent means that all of them are. A name that
 * is not among them is refused, so that a count is never lost by a slip.
 */
export const group = <S extends z.ZodRawShape>(shape: S) =>
  z
    .unknown()
    .optional()
    .transform((raw): unknown => raw ?? {})
    .pipe(z.strictObject(shape))
