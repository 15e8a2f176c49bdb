import type { Actor } from '../../actor.ts'
import { pageSize } from '../../paging.ts'
import { regenciesInRegistry } from './registry.ts'

/** Whether a reader's scope is the whole province, which no single equality bounds. */
export function isWide(actor: Actor): boolean {
  return actor.role === 'province-admin' || actor.role === 'auditor'
}

/**
 * One page of a list, also where the scope is the whole province: then regency after regency is
 * read, each bounded by its code, until the page is full. The cursor of a wide list is
 * `regencyCode~cursor`.
 * @param isBounded what was asked for bounds the query already
 * @param read reads what follows `after` within a bound, at most `limit` rows
 * @param cut makes rows and the next cursor out of one row more than a page
 */
export async function walk<T extends { regencyCode: string }>(
  actor: Actor,
  isBounded: boolean,
  after: string | null,
  read: (bound: { regencyCode?: string }, after: string | null, limit: number) => Promise<T[]>,
  cut: (found: T[]) => { rows: T[]; next: string | null },
): Promise<{ rows: T[]; next: string | null }> {
  const limit = pageSize + 1
  if (!isWide(actor) || isBounded) return cut(await read({}, after, limit))
  const [, from = '', inner = null] = /^(\d{4})~(.*)$/.exec(after ?? '') ?? []
  const found: T[] = []
  for (const regencyCode of await regenciesInRegistry()) {
    if (regencyCode < from) continue
    const start = regencyCode === from ? inner : null
    found.push(...(await read({ regencyCode }, start, limit - found.length)))
    if (found.length === limit) break
  }
  const { rows, next } = cut(found)
  return { rows, next: next && `${rows.at(-1)!.regencyCode}~${next}` }
}
