import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import { openStage, type Stage } from './stage.ts'

const rounds = 60
/** They warm caches and compiled code. */
const warmRounds = 10

/** What is asked of both services: pages as one reader, and how the growth is called. */
export interface Asked {
  reader: string
  pages: string[]
  growth: string
}

/**
 * Pages of a service with few records against one with many, each at most 1.2 times as slow: two
 * services side by side, asked by turns, so that what else the machine does falls on both alike.
 * `grow` fills the second one, in this process.
 */
export async function fewAgainstMany(
  few: Stage,
  asked: (many: Stage) => Promise<Asked[]> | Asked[],
  grow: () => Promise<void>,
): Promise<Bench[]> {
  const many = await openStage()
  try {
    await inDatabaseOf(many, grow)
    const rows: Bench[] = []
    for (const { reader, pages, growth } of await asked(many)) {
      const cookies = { few: await few.signIn(reader), many: await many.signIn(reader) }
      for (const page of pages) {
        const { fewMs, manyMs } = await medians(few, many, cookies, page)
        const name = `${page.replace(/[0-9a-f]{24}/, ':id')} as ${reader}: ${growth}`
        const detail = `${manyMs.toFixed(1)} and ${fewMs.toFixed(1)} ms`
        rows.push(atMost(name, manyMs / fewMs, 1.2, detail))
      }
    }
    return rows
  } finally {
    await many.stop()
  }
}

/** Does something in this process with the database of a service. */
export async function inDatabaseOf<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  try {
    return await work()
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function medians(
  few: Stage,
  many: Stage,
  cookies: { few: string; many: string },
  page: string,
) {
  const times = { few: [] as number[], many: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.few.push(...(await timesOf(`${few.origin}${page}`, cookies.few, 1)))
    times.many.push(...(await timesOf(`${many.origin}${page}`, cookies.many, 1)))
  }
  return {
    fewMs: medianOf(times.few.slice(warmRounds)),
    manyMs: medianOf(times.many.slice(warmRounds)),
  }
}
