import { z } from 'zod'

/**
 * Rows of a form, `lines[0][quantity]`: a row in which nothing was typed is left out, so that a page
 * may offer more rows than are used. Faults stand at `lines[0][quantity]`, counted
 * over the rows that remain; a page that is shown again counts them alike (`typedRows`).
 */
export function rows<S extends z.ZodRawShape>(shape: S, max: number) {
  const row = z.object(shape)
  return z
    .unknown()
    .optional()
    .transform((raw, ctx): z.output<typeof row>[] => {
      const typed = rowsOf(raw)
      if (typed === null || typed.length > max) {
        ctx.addIssue({ code: 'custom', message: 'forms.notValid', params: {} })
        return z.NEVER
      }
      return typed.flatMap((fields, index) => {
        const parsed = row.safeParse(fields)
        if (parsed.success) return [parsed.data]
        for (const issue of parsed.error.issues)
          ctx.addIssue({ ...issue, path: [index, ...issue.path] } as never)
        return []
      })
    })
}

type Row = Record<string, unknown>

/** The rows as they were typed, without empty ones; for a page that is shown again. */
export function typedRows(raw: unknown): Row[] {
  return rowsOf(raw) ?? []
}

/** The rows with something in them; null when the field is no list of rows. */
function rowsOf(raw: unknown): Row[] | null {
  if (raw === undefined || raw === null || raw === '') return []
  if (typeof raw !== 'object') return null
  const entries = Object.entries(raw)
  if (!entries.every(([index, row]) => /^\d{1,4}$/.test(index) && isRow(row))) return null
  return entries
    .map(([, row]) => row as Row)
    .filter((row) => Object.values(row).some((value) => value !== ''))
}

function isRow(row: unknown): boolean {
  return row !== null && typeof row === 'object' && !Array.isArray(row)
}
