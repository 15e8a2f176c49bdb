import { z } from 'zod'

/**
 * The rows of a form, `lines[0][quantity]`, each with the place `at` which it stood, so that a
 * message finds its box again. Rows in which nothing was written are left out.
 */
export function rows<S extends z.ZodRawShape>(shape: S, most = 500) {
  const row = z.object(shape)
  type Row = z.infer<typeof row> & { at: number }
  return z
    .unknown()
    .optional()
    .transform((raw, ctx): Row[] => {
      const found: Row[] = []
      const list = listOf(raw)
      if (!list || list.length > most) {
        ctx.addIssue({ code: 'custom', message: 'forms.notValid' })
        return z.NEVER
      }
      for (const [at, each] of list) {
        if (isBlank(each)) continue
        const read = row.safeParse(each)
        if (read.success) found.push({ ...read.data, at })
        else for (const issue of read.error.issues) ctx.addIssue(placed(issue, at))
      }
      return found
    })
}

function placed(issue: z.core.$ZodIssue, at: number) {
  const own = issue.code === 'custom'
  return {
    code: 'custom' as const,
    path: [at, ...issue.path.map(String)],
    message: own ? issue.message : 'forms.notValid',
    params: own ? ((issue.params ?? {}) as Record<string, unknown>) : {},
  }
}

function listOf(raw: unknown): [number, unknown][] | null {
  if (raw === undefined || raw === '') return []
  if (typeof raw !== 'object' || raw === null) return null
  const pairs = Object.entries(raw)
  if (pairs.some(([key, value]) => !/^\d{1,4}$/.test(key) || typeof value !== 'object')) return null
  return pairs.map(([key, value]) => [Number(key), value])
}

function isBlank(row: unknown): boolean {
  return Object.values(row ?? {}).every((value) => typeof value === 'string' && value.trim() === '')
}
