import { Types } from 'mongoose'

/** Rows of one page of a list. */
export const pageSize = 25

/** A query of a Mongoose model, as far as a page asks something of it. */
interface Listing {
  sort(order: Record<string, 1 | -1>): { limit(count: number): { lean(): unknown } }
}

/**
 * The rows of one page, and one more if there is one, ordered by one field and the id. The rest of
 * those that share the cursor's value and those beyond it are two queries, since the embedded
 * database uses no index for the `$nor` (or `$or`) that would say both in one.
 */
export async function findPage<T extends { _id: unknown }>(
  find: (filter: Record<string, unknown>) => Listing,
  query: Record<string, unknown>,
  field: string,
  after: string | null,
  direction: 'forward' | 'backward' = 'backward',
  count = pageSize + 1,
): Promise<T[]> {
  const [beyond, step] = direction === 'forward' ? (['$gt', 1] as const) : (['$lt', -1] as const)
  const read = async (bound: object, limit: number) =>
    (await find({ $and: [query, bound] })
      .sort({ [field]: step, _id: step })
      .limit(limit)
      .lean()) as T[]
  const [value, id] = readCursor(after)
  if (value === undefined || id === undefined) return read({}, count)
  const alike = await read({ [field]: value, _id: { [beyond]: new Types.ObjectId(id) } }, count)
  if (alike.length === count) return alike
  return [...alike, ...(await read({ [field]: { [beyond]: value } }, count - alike.length))]
}

/** Cuts the row too many off and says where the next page begins. */
export function readPage<T extends { _id: unknown }>(found: T[], field: keyof T) {
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const next =
    found.length > pageSize && last
      ? Buffer.from(JSON.stringify([last[field], String(last._id)])).toString('base64url')
      : null
  return { rows, next }
}

/** One page of a list: its rows, and where the next one begins. */
export async function listPage<T extends { _id: unknown }>(
  find: (filter: Record<string, unknown>) => Listing,
  query: Record<string, unknown>,
  field: keyof T & string,
  after: string | null,
  direction: 'forward' | 'backward' = 'backward',
): Promise<{ rows: T[]; next: string | null }> {
  return readPage(await findPage<T>(find, query, field, after, direction), field)
}

/** The value and the id that an `?after=` cursor names; empty when it cannot be read. */
export function readCursor(after: string | null): [string?, string?] {
  if (!after) return []
  try {
    const [value, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[]
    if (typeof value !== 'string' || typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) return []
    return [value, id]
  } catch {
    return []
  }
}
