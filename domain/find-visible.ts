import { NotFound, StaleVersion, WrongState } from './errors.ts'

/** What is asked of a Mongoose model here; the caller names the record's type. */
interface Findable {
  findOne(filter: object): { lean(): unknown }
}

/**
 * The record, if it is there and within the scope of the reader.
 * @throws {NotFound} otherwise: what is out of sight does not exist
 */
export async function findVisible<T>(
  model: Findable,
  id: string | undefined,
  scope: Record<string, unknown>,
): Promise<T> {
  if (!isId(id)) throw new NotFound()
  const record = (await model.findOne({ $and: [{ _id: id }, scope] }).lean()) as T | null
  if (!record) throw new NotFound()
  return record
}

/** True for the text of an id. */
export function isId(id: string | undefined): id is string {
  return id !== undefined && /^[0-9a-f]{24}$/.test(id)
}

/** @throws {StaleVersion} when the record moved on since the form was opened */
export function assertVersion(
  kind: string,
  record: { _id: unknown; version: number },
  version: number,
): void {
  if (record.version !== version) {
    throw new StaleVersion(kind, String(record._id), version, record.version)
  }
}

/** @throws {WrongState} when the table has no way on from here */
export function assertNext<S extends string>(next: S | null, status: string, act: string): S {
  if (next === null) throw new WrongState(status, act)
  return next
}
