import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { checkArchive, isHalfRestored } from '../../database/archive/read.ts'
import { readTar, tarEnd, tarEntry } from '../../database/archive/tar.ts'
import { writeArchive } from '../../database/archive/write.ts'
import { CommandRefused } from '../../database/command.ts'
import { startEmbedded } from '../../database/embedded.ts'
import { migrate } from '../../database/migrate.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { runFile } from '../support/command.ts'
import { useDatabase } from '../support/database.ts'
import { smallPhoto } from '../support/files.ts'
import { harvestForm } from '../support/factories/harvest.ts'

const { BSON, MongoClient } = mongoose.mongo
const silent = () => undefined

describe('backup and restore', function () {
  this.timeout(90_000)
  useDatabase()
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kabinet-archive-'))
    file = join(folder, 'all.tar.gz')
    await migrate()
    const cast = await setStage()
    const petani = await Client.as('petani')
    const photo = await smallPhoto()
    await petani.post('/harvests', harvestForm(cast.petani.plots[0]), { photo })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const settings = (name: string) => ({ DATA_DIR: join(folder, name), MONGODB_URI: '' })
  const restore = (name: string, ...more: string[]) =>
    runFile('database/restore.ts', [file, ...more], settings(name))

  it('brings everything back as it was into an empty folder, and overwrites only when told to', async () => {
    await mongoose.connection
      .collection('odd')
      .insertOne({ long: BSON.Long.fromNumber(7), double: new BSON.Double(7), at: new Date(0) })
    await writeArchive(file, silent)
    const before = await contents(mongoose.connection.db!)

    const restored = await restore('fresh')
    const again = await runFile(
      'database/backup.ts',
      [join(folder, 'second.tar.gz')],
      settings('fresh'),
    )

    expect(restored.err).to.include('harvests: 1 documents')
    expect([restored.code, again.code], restored.err + again.err).to.deep.equal([0, 0])
    expect(await contentsOf('fresh')).to.deep.equal(before)
    expect(Object.keys(before)).to.include.members(['harvests', 'files.chunks', 'auditEvents'])
    expect(before).to.not.have.any.keys('sessions', 'migrationLock')
    const [one, two] = await Promise.all([file, join(folder, 'second.tar.gz')].map(checkArchive))
    expect(filled(two!)).to.deep.equal(filled(one!))

    await change('fresh')
    const refused = await restore('fresh')
    const kept = await contentsOf('fresh')
    const forced = await restore('fresh', '--force')

    expect(refused.code).to.equal(1)
    expect(refused.err).to.match(/^The database is not empty; add --force .*Nothing was changed\.$/)
    expect(kept['harvests']).to.deep.equal([])
    expect(forced.code, forced.err).to.equal(0)
    expect(await contentsOf('fresh')).to.deep.equal(before)
  })

  it('refuses an archive that is damaged, cut off, tampered with or absent', async () => {
    await writeArchive(file, silent)
    const whole = readFileSync(file)
    const tar = gunzipSync(whole)
    const changed = Buffer.from(tar)
    changed[tar.indexOf('Sumarni')] = 'Z'.charCodeAt(0)
    const bad: [string, Buffer][] = [
      ['a byte is wrong', Buffer.from(whole.map((byte, at) => (at === 5000 ? byte ^ 255 : byte)))],
      ['it is cut off', whole.subarray(0, whole.length - 2000)],
      ['its end lacks', gzipSync(Buffer.concat([tar.subarray(0, 1024), tarEnd]))],
      ['a name was changed', gzipSync(changed)],
      ['it is something else', Buffer.from('no archive')],
    ]

    for (const [what, bytes] of bad) {
      writeFileSync(file, bytes)
      const error = await checkArchive(file).catch((failed: unknown) => failed)
      expect(error, what).to.be.instanceOf(CommandRefused)
      expect((error as Error).message, what).to.match(/ is damaged \(.*\); nothing was changed\.$/)
    }
    const absent = await checkArchive(join(folder, 'nope')).catch((failed: unknown) => failed)
    expect((absent as Error).message).to.match(/^There is no file /)
  })

  it('refuses an archive of a newer program', async () => {
    const about = { format: 1, schemaVersion: 9999, createdAt: '' }
    const entry = tarEntry({ name: 'about.json', bytes: Buffer.from(JSON.stringify(about)) })
    writeFileSync(file, gzipSync(Buffer.concat([entry, tarEnd])))

    const { code, err } = await restore('fresh')

    expect(code).to.equal(1)
    expect(err).to.match(/^The archive was written by a newer version of this program/)
  })

  it('sees one moment while people go on working', async () => {
    const many = mongoose.connection.collection<{ n: number }>('many')
    await many.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n, pad: 'x'.repeat(2000) })))
    let isWriting = true
    const writing = (async () => {
      for (let n = 0; isWriting; n++) {
        await many.insertOne({ n: -n })
        await mongoose.connection.collection('zzz').insertOne({ n })
      }
    })()

    await writeArchive(file, silent)
    isWriting = false
    await writing

    const { collections } = await checkArchive(file)
    const [extra, later] = [collections['many']!.documents - 3000, collections['zzz']?.documents]
    expect(Math.abs(extra - (later ?? 0)), `${extra} and ${later}`).to.be.at.most(1)
  })

  it('marks a restore that was broken off, so that nobody works with half of the data', async () => {
    await mongoose.connection.collection('restoreState').insertOne({ _id: 'restoring' as never })

    expect(await isHalfRestored()).to.equal(true)
  })

  it('reads its tar as it was written, whatever the size of the chunks', async () => {
    const entries = [0, 1, 511, 512, 513, 5000].map((size) => ({
      name: `a/${size}`,
      bytes: Buffer.alloc(size, size),
    }))
    const all = Buffer.concat([...entries.map(tarEntry), tarEnd])

    for (const size of [1, 100, 512, 10_000]) {
      const read = []
      for await (const entry of readTar(cut(all, size))) read.push(entry)
      expect(read).to.deep.equal(entries)
    }
  })

  async function contentsOf(name: string) {
    return withRestored(name, contents)
  }

  async function change(name: string) {
    await withRestored(name, (db) => db.collection('harvests').deleteMany({}))
  }

  async function withRestored<T>(name: string, work: (db: mongoose.mongo.Db) => Promise<T>) {
    const database = await startEmbedded(join(folder, name))
    const client = await MongoClient.connect(database.uri('kabinet'))
    try {
      return await work(client.db())
    } finally {
      await client.close()
      await database.stop()
    }
  }
})

/** How many documents there are of each kind. */
function filled({ collections }: Awaited<ReturnType<typeof checkArchive>>) {
  const all = Object.entries(collections).map(([name, { documents }]) => [name, documents] as const)
  return Object.fromEntries(all.filter(([, documents]) => documents > 0))
}

/** Every document of a database as text, by collection; and the indexes. */
async function contents(db: mongoose.mongo.Db): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  const skipped = ['sessions', 'agendaJobs', 'migrationLock', 'restoreState']
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (skipped.includes(name)) continue
    const documents = await db.collection(name).find({}, { promoteValues: false }).toArray()
    const texts = documents.map((document) => BSON.EJSON.stringify(document, { relaxed: false }))
    const indexes = await db.collection(name).listIndexes().toArray()
    if (documents.length > 0 || name === 'harvests') found[name] = texts.sort()
    if (documents.length > 0) found[`${name} indexes`] = indexes.map((each) => each.name as string)
  }
  for (const texts of Object.values(found)) texts.sort()
  return found
}

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
