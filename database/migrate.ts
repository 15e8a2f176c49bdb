import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import mongoose from 'mongoose'

/** A numbered file that brings stored data from one shape to the next. */
interface Migration {
  number: number
  name: string
  path: string
}

/** What such a file exports. It may be broken off and must be able to run again. */
export type Migrate = (db: mongoose.mongo.Db) => Promise<void>

/** Thrown when a migration cannot be found, read or done; its message is one sentence for the reader. */
export class MigrationFailed extends Error {}

const ownFolder = join(import.meta.dirname, 'migrations')
const leaseMs = 10_000
const renewMs = 2000
const lockId = 'lock' as never

/**
 * Runs the migrations that this database has not seen, each once, in the order of their numbers,
 * before the service says that it is ready. Only one process at a time; the others wait.
 * @returns the names of those that ran
 */
export async function migrate(
  say: (step: string) => void = () => undefined,
  folder = ownFolder,
): Promise<string[]> {
  const all = readMigrations(folder)
  const before = await doneNumbers()
  if (all.every(({ number }) => before.has(number))) return []
  return withMigrationLock(async () => {
    const done = await doneNumbers()
    const ran: string[] = []
    for (const migration of all.filter(({ number }) => !done.has(number))) {
      say(`Migration ${migration.name} …`)
      await runOne(migration)
      ran.push(migration.name)
    }
    return ran
  })
}

/** The number of the last migration that this database went through; 0 before the first. */
export async function schemaVersion(): Promise<number> {
  return Math.max(0, ...(await doneNumbers()))
}

/** The number of the last migration that this program knows. */
export function knownVersion(folder = ownFolder): number {
  return readMigrations(folder).at(-1)?.number ?? 0
}

/** The migrations of a folder, `0001-what-it-does.ts`, by number. */
export function readMigrations(folder: string): Migration[] {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.ts$/.exec(file)?.[1])
      if (!number) throw new MigrationFailed(`${file} is not called 0001-what-it-does.ts.`)
      return { number, name: file.replace(/\.ts$/, ''), path: join(folder, file) }
    })
    .sort((a, b) => a.number - b.number)
  const twice = all.find(({ number }, index) => all[index + 1]?.number === number)
  if (twice) throw new MigrationFailed(`Two migrations have the number ${twice.number}.`)
  return all
}

async function runOne({ number, name, path }: Migration): Promise<void> {
  const { run } = (await import(pathToFileURL(path).href)) as { run: Migrate }
  try {
    await run(mongoose.connection.db!)
  } catch (error) {
    throw new MigrationFailed(`Migration ${name} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
  await marks().insertOne({ _id: number as never, name, doneAt: new Date() })
}

const marks = () => mongoose.connection.collection('migrations')

async function doneNumbers(): Promise<Set<number>> {
  const all = await marks()
    .find({}, { projection: { _id: 1 } })
    .toArray()
  return new Set(all.map(({ _id }) => _id as unknown as number))
}

/** A lease in the database, by machine time: a holder that died is followed after ten seconds. */
async function withMigrationLock<T>(work: () => Promise<T>): Promise<T> {
  const locks = mongoose.connection.collection('migrationLock')
  const holder = randomUUID()
  const fresh = () => ({ holder, freshAt: new Date() })
  for (;;) {
    const stale = { _id: lockId, freshAt: { $lt: new Date(Date.now() - leaseMs) } }
    const taken = await locks.updateOne(stale, { $set: fresh() })
    if (taken.modifiedCount === 1) break
    const made = await locks.insertOne({ _id: lockId, ...fresh() }).catch(() => null)
    if (made) break
    await sleep(100)
  }
  const renewing = setInterval(() => {
    locks.updateOne({ _id: lockId, holder }, { $set: fresh() }).catch(() => undefined)
  }, renewMs)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await locks.deleteOne({ _id: lockId, holder }).catch(() => undefined)
  }
}
