/** A longer `$in` costs more for each document: the embedded server compares them one by one. */
const chunkSize = 50

/** Asks for many ids a handful at a time and gives all that was found. */
export async function inChunks<Id, T>(
  ids: readonly Id[],
  ask: (some: Id[]) => PromiseLike<T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (let from = 0; from < ids.length; from += chunkSize)
    found.push(...(await ask(ids.slice(from, from + chunkSize))))
  return found
}
