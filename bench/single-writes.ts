import mongoose, { Types } from 'mongoose'

/** One document written, as the act wrote it. */
interface Write {
  collection: string
  insert?: Record<string, unknown>
  update?: { filter: object; update: object }
}

/** What an act writes, document by document, whatever calls it puts them into. */
export async function writesOf(act: () => Promise<unknown>): Promise<Write[]> {
  const writes: Write[] = []
  mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    writes.push(...writesIn(collection, method, args))
  })
  try {
    await act()
  } finally {
    mongoose.set('debug', false)
  }
  return writes
}

type Bulk = { updateOne?: { filter: object; update: object } }[]

function writesIn(collection: string, method: string, [first, second]: unknown[]): Write[] {
  const inserted = (row: unknown): Write => ({ collection, insert: row as Record<string, unknown> })
  if (method === 'insertOne') return [inserted(first)]
  if (method === 'insertMany') return (first as unknown[]).map(inserted)
  if (method === 'updateOne' || method === 'findOneAndUpdate')
    return [{ collection, update: { filter: first as object, update: second as object } }]
  if (method === 'bulkWrite')
    return (first as Bulk).flatMap(({ updateOne }) =>
      updateOne ? [{ collection, update: updateOne }] : [],
    )
  return []
}

/** Milliseconds of the same writes made one by one, each of them safe before the next begins. */
export async function timeOfSingles(writes: readonly Write[]): Promise<number> {
  const options = { writeConcern: { w: 'majority', j: true } } as const
  const begun = performance.now()
  for (const { collection, insert, update } of writes) {
    const into = mongoose.connection.collection(collection)
    if (insert) await into.insertOne(anew(insert) as object, options)
    else if (update) await into.updateOne(keyOf(update.filter), update.update, options)
  }
  return performance.now() - begun
}

/** The document with fresh keys, so that it may stand beside the first. */
function anew(row: Record<string, unknown>): Record<string, unknown> {
  const fresh = String(new Types.ObjectId())
  const keys = ['number', 'recordId'].filter((name) => typeof row[name] === 'string')
  return {
    ...row,
    _id: typeof row['_id'] === 'string' ? fresh : new Types.ObjectId(),
    ...Object.fromEntries(keys.map((name) => [name, `${String(row[name])}-${fresh}`])),
  }
}

// the conditions of an act held when it ran; written again, only the document is meant
function keyOf(filter: object): object {
  return '_id' in filter ? { _id: filter._id } : filter
}
