import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { buildIndexes, connect, disconnect } from '../../database/connect.ts'
import { startEmbedded, type EmbeddedDatabase } from '../../database/embedded.ts'
import { seedReference } from '../../database/seed-reference.ts'
import { forgetNumbers } from '../../domain/numbers.ts'
import { loadRegions } from '../../domain/regions.ts'
import { loadWords } from '../../middleware/words.ts'
import { RegionModel } from '../../models/region.ts'
import { testRegions } from './regions.ts'

const name = `test-${process.pid}`
const kept = new Set(['regions', 'referenceItems'])
// Test files are read before the first test runs, so this comes before config() is first asked:
// otherwise a test would find, use and remove the folder of the developer's own service.
const dataDir = setUp()
let database: EmbeddedDatabase | null = null
let starting: Promise<void> | null = null

/** The settings of every test. */
function setUp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-test-'))
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    DEMO: '0',
    CLOCK: '2026-08-15T02:00:00Z',
    PORT: '0',
  })
  delete process.env['MONGODB_URI']
  return folder
}

async function start(): Promise<void> {
  database = await startEmbedded(dataDir)
  await connect(database.uri(name))
  assertTestDatabase()
  await buildIndexes()
  await loadWords()
  await RegionModel.insertMany(testRegions)
  await loadRegions()
  await seedReference()
}

/** Gives the tests of a `describe` a real, empty database; emptied again after each of them. */
export function useDatabase(): void {
  before(async function () {
    this.timeout(60_000)
    starting ??= start()
    await starting
  })
  afterEach(emptyDatabase)
}

/** The process number of the database, for tests that kill it. */
export function databasePid(): number {
  return database!.pid()
}

async function emptyDatabase(): Promise<void> {
  assertTestDatabase()
  forgetNumbers()
  // the driver's own collections: GridFS has no model, and the audit model refuses to delete
  for (const collection of await mongoose.connection.db!.collections()) {
    if (!kept.has(collection.collectionName)) await collection.deleteMany({})
  }
}

function assertTestDatabase(): void {
  if (mongoose.connection.name.startsWith('test-')) return
  throw new Error('tests only ever touch a database named test-…')
}

after(async () => {
  if (starting) await disconnect()
  await database?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
