import type { Request } from 'express'
import { z } from 'zod'
import { defectCodes, type DefectCode } from '../../domain/processing/sni-defects.ts'
import { sieves, type Sieve } from '../../domain/processing/sieve.ts'
import { amount, choice, decimal, group } from '../fields.ts'

const yesNo = ['yes', 'no'] as const
const count = amount(0).optional()
const grams = amount(2).optional()

/** The fields of a sample, of a quality test and of the public page alike. */
export const sampleShape = {
  moisturePct: decimal(3).optional(),
  impurityPct: decimal(3).optional(),
  liveInsects: choice(yesNo).optional(),
  badSmell: choice(yesNo).optional(),
  defects: group(Object.fromEntries(defectCodes.map((code) => [code, count]))).transform((counts) =>
    withoutNull<DefectCode>(counts),
  ),
  sieve: group(Object.fromEntries(sieves.map((sieve) => [sieve, grams]))).transform((masses) =>
    withoutNull<Sieve>(masses),
  ),
}
export const sampleFields = z.object(sampleShape)

function withoutNull<K extends string>(values: Record<string, number | null>) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null),
  ) as Partial<Record<K, number>>
}

/** `defects[black]=3` in an address as a body would have it: `{ defects: { black: '3' } }`. */
export function nestedQuery(query: Request['query']): Record<string, unknown> {
  const nested: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    const match = /^(\w+)\[([\w.-]+)\]$/.exec(name)
    if (!match) {
      nested[name] = value
      continue
    }
    const [, head, tail] = match
    const inside = nested[head!]
    nested[head!] = { ...(typeof inside === 'object' ? inside : {}), [tail!]: value }
  }
  return nested
}
