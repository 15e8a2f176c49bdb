import { z } from 'zod'

/**
 * Rows of a form, `parts[0][massKg]`: between one and `max` of one shape. Gaps in the numbering are
 * closed; rows of which nothing is filled in are left out where the form offers more than needed.
 */
export function rows<T>(row: z.ZodType<T>, max: number) {
  return z
    .unknown()
    .optional()
    .transform((raw): unknown => {
      const list = Array.isArray(raw) ? raw : isPlain(raw) ? Object.values(raw) : raw
      return Array.isArray(list) ? list.filter((each) => !isBlank(each)) : list
    })
    .pipe(
      z
        .array(row, { error: 'forms.notValid' })
        .refine((list) => list.length > 0, { error: 'forms.missing' })
        .refine((list) => list.length <= max, { error: 'forms.notValid' }),
    )
}

function isPlain(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null
}

function isBlank(row: unknown): boolean {
  return isPlain(row) && Object.values(row).every((value) => value === '')
}
