import type { Request } from 'express'
import { isId } from '../domain/find-visible.ts'

/** One text of the address without control characters; null where it is absent, empty or repeated. */
export function queryText(req: Request, name: string): string | null {
  const value = req.query[name]
  if (typeof value !== 'string') return null
  const text = value.replace(/\p{Cc}/gu, '')
  return text === '' ? null : text
}

/** The id of a record in the address; null where it is none. */
export function queryId(req: Request, name: string): string | null {
  const value = queryText(req, name) ?? undefined
  return isId(value) ? value : null
}

/** A year of four digits in the address, or null. */
export function queryYear(req: Request, name = 'year'): number | null {
  const value = queryText(req, name)
  return value !== null && /^\d{4}$/.test(value) ? Number(value) : null
}

/** This page's address with some of its parts changed; an empty one is left out. */
export function hrefWith(req: Request, changes: Record<string, string>): string {
  const query = new URLSearchParams(req.query as Record<string, string>)
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name)
    else query.set(name, value)
  }
  return `${req.path}?${query.toString()}`
}
