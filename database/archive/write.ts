import { createHash } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import mongoose from 'mongoose'
import { config } from '../../config.ts'
import { schemaVersion } from '../migrate.ts'
import {
  aboutName,
  archiveFormat,
  leftOut,
  manifestName,
  type About,
  type IndexTold,
  type Manifest,
} from './contents.ts'
import { tarEnd, tarEntry, type Entry } from './tar.ts'

type Session = mongoose.mongo.ClientSession

const partBytes = 4 * 1024 * 1024

/**
 * Writes everything in the database into one archive, as it was at one moment, while the service
 * goes on. The file gets its name when it is whole.
 * @returns the number of documents
 */
export async function writeArchive(file: string, say: (step: string) => void): Promise<number> {
  const unfinished = `${file}.part`
  const manifest: Manifest = { entries: [], collections: {} }
  try {
    await atOneMoment((session) =>
      pipeline(
        Readable.from(archiveBytes(session, manifest, say)),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600 }),
      ),
    )
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  return Object.values(manifest.collections).reduce((sum, { documents }) => sum + documents, 0)
}

/**
 * All reads of `work` see the database as it is now. A replica set keeps a moment for minutes
 * (`minSnapshotHistoryWindowInSeconds`); the embedded database keeps one for a transaction.
 */
async function atOneMoment(work: (session: Session) => Promise<void>): Promise<void> {
  const isEmbedded = config().mongodbUri === null
  const session = mongoose.connection.getClient().startSession({ snapshot: !isEmbedded })
  try {
    if (isEmbedded) session.startTransaction({ readConcern: { level: 'snapshot' } })
    // the first read fixes the moment; a collection that comes to be after it is none of it
    await mongoose.connection.collection('counters').findOne({}, { session })
    await work(session)
  } finally {
    if (session.inTransaction()) await session.abortTransaction()
    await session.endSession()
  }
}

async function* archiveBytes(
  session: Session,
  manifest: Manifest,
  say: (step: string) => void,
): AsyncGenerator<Buffer> {
  const add = (entry: Entry) => {
    const sha256 = createHash('sha256').update(entry.bytes).digest('hex')
    manifest.entries.push({ name: entry.name, sha256 })
    return tarEntry(entry)
  }
  const about: About = {
    format: archiveFormat,
    schemaVersion: await schemaVersion(),
    createdAt: new Date().toISOString(),
  }
  yield add({ name: aboutName, bytes: json(about) })
  for (const name of await collectionNames()) {
    const indexes = (await mongoose.connection
      .collection(name)
      .listIndexes()
      .toArray()) as IndexTold[]
    const kept = { documents: 0, indexes: indexes.filter((index) => index.name !== '_id_') }
    manifest.collections[name] = kept
    let part = 0
    for await (const { bytes, documents } of partsOf(name, session)) {
      kept.documents += documents
      yield add({ name: `${name}/${String(++part).padStart(6, '0')}.bson`, bytes })
    }
    say(`${name}: ${kept.documents} documents`)
  }
  yield tarEntry({ name: manifestName, bytes: json(manifest) })
  yield tarEnd
}

async function collectionNames(): Promise<string[]> {
  const all = await mongoose.connection.db!.listCollections({}, { nameOnly: true }).toArray()
  return all
    .map(({ name }) => name)
    .filter((name) => !leftOut.includes(name) && !name.startsWith('system.'))
    .sort()
}

/** The documents of a collection as they lie in the database, some megabytes at a time. */
async function* partsOf(name: string, session: Session) {
  let waiting: Buffer[] = []
  let length = 0
  const part = () => ({ bytes: Buffer.concat(waiting), documents: waiting.length })
  const documents = mongoose.connection.collection(name).find({}, { session, raw: true })
  for await (const document of documents as unknown as AsyncIterable<Buffer>) {
    waiting.push(Buffer.from(document))
    length += document.length
    if (length < partBytes) continue
    yield part()
    waiting = []
    length = 0
  }
  if (waiting.length > 0) yield part()
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, null, 1))
}
