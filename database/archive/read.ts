import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import mongoose from 'mongoose'
import { CommandRefused } from '../command.ts'
import { knownVersion } from '../migrate.ts'
import {
  aboutName,
  archiveFormat,
  leftOut,
  manifestName,
  type About,
  type Manifest,
} from './contents.ts'
import { readTar, type Entry } from './tar.ts'

const { BSON } = mongoose.mongo

/**
 * Reads an archive to its end and checks every checksum, before anything is written.
 * @throws {CommandRefused} when it is damaged, cut off, or newer than this program
 */
export async function checkArchive(file: string): Promise<Manifest> {
  if (!existsSync(file)) throw new CommandRefused(`There is no file ${file}.`)
  const seen: Manifest['entries'] = []
  let manifest: Manifest | null = null
  try {
    for await (const { name, bytes } of entriesOf(file)) {
      if (name === aboutName) assertNotNewer(JSON.parse(bytes.toString()) as About)
      if (name === manifestName) manifest = JSON.parse(bytes.toString()) as Manifest
      else seen.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
  } catch (error) {
    if (error instanceof CommandRefused) throw error
    throw new CommandRefused(
      `${file} is damaged (${(error as Error).message}); nothing was changed.`,
    )
  }
  if (!manifest || JSON.stringify(seen) !== JSON.stringify(manifest.entries)) {
    throw new CommandRefused(
      `${file} is damaged (its checksums do not agree); nothing was changed.`,
    )
  }
  return manifest
}

function assertNotNewer({ format, schemaVersion }: About): void {
  if (format <= archiveFormat && schemaVersion <= knownVersion()) return
  throw new CommandRefused(
    'The archive was written by a newer version of this program; install that one first. Nothing was changed.',
  )
}

/**
 * Puts everything of a checked archive into the database, which it empties first. A mark tells of a
 * restore that was broken off: the service does not start on half of the data.
 */
export async function readArchive(
  file: string,
  manifest: Manifest,
  say: (step: string) => void,
): Promise<void> {
  const db = mongoose.connection.db!
  await db
    .collection('restoreState')
    .updateOne({ _id: mark }, { $set: { begunAt: new Date() } }, { upsert: true })
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name !== 'restoreState' && !name.startsWith('system.')) await db.dropCollection(name)
  }
  for await (const { name, bytes } of entriesOf(file)) {
    const [collection = '', part] = name.split('/')
    if (part === undefined) continue
    await db.collection(collection).insertMany(documentsIn(bytes), { ordered: false })
  }
  for (const [name, { documents, indexes }] of Object.entries(manifest.collections)) {
    if (documents === 0 && indexes.length === 0) continue
    const specs = indexes.map(({ v: _version, ns: _place, ...index }) => index)
    if (specs.length > 0) await db.collection(name).createIndexes(specs as never)
    say(`${name}: ${documents} documents`)
  }
  await db.collection('restoreState').deleteOne({ _id: mark })
}

const mark = 'restoring' as never

/** Whether a restore was broken off here. */
export async function isHalfRestored(): Promise<boolean> {
  return (await mongoose.connection.collection('restoreState').findOne({ _id: mark })) !== null
}

/** Whether the database holds anything that a restore would overwrite. */
export async function holdsData(): Promise<boolean> {
  const db = mongoose.connection.db!
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (leftOut.includes(name) || name.startsWith('system.')) continue
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) return true
  }
  return false
}

function entriesOf(file: string): AsyncGenerator<Entry> {
  const source = createReadStream(file)
  const bytes = createGunzip()
  source.once('error', (error) => bytes.destroy(error))
  return readTar(source.pipe(bytes) as AsyncIterable<Buffer>)
}

/** Documents as they lay in the database: numbers keep their kind. */
function documentsIn(bytes: Buffer): mongoose.mongo.BSON.Document[] {
  const documents = []
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readInt32LE(at)
    documents.push(BSON.deserialize(bytes.subarray(at, at + size), { promoteValues: false }))
    at += size
  }
  return documents
}
