import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { knownVersion, migrate, MigrationFailed, readMigrations } from '../../database/migrate.ts'
import { schemaVersion } from '../../database/migrate.ts'
import { useDatabase } from '../support/database.ts'

const folder = join(import.meta.dirname, 'migrations')
const silent = () => undefined

describe('migrations', () => {
  useDatabase()
  const steps = async () => {
    const all = await mongoose.connection.collection('steps').find({}).toArray()
    return all.map(({ step }) => step as number)
  }

  it('run once each, in the order of their numbers', async () => {
    const said: string[] = []

    const first = await migrate((step) => said.push(step), folder)
    const second = await migrate(silent, folder)

    expect(first).to.deep.equal(['0001-begin', '0002-go-on', '0010-end'])
    expect(second).to.deep.equal([])
    expect(await steps()).to.deep.equal([1, 2, 10])
    expect(said[0]).to.equal('Migration 0001-begin …')
    expect(await schemaVersion()).to.equal(10)
  })

  it('run once when several processes start together', async () => {
    const ran = await Promise.all(Array.from({ length: 4 }, () => migrate(silent, folder)))

    expect(ran.flat()).to.have.length(3)
    expect(await steps()).to.deep.equal([1, 2, 10])
  })

  it('stop at one that fails, say which, and go on from there', async () => {
    await mongoose.connection.collection('trouble').insertOne({})

    const error = await migrate(silent, folder).catch((failed: unknown) => failed)
    const version = await schemaVersion()
    await mongoose.connection.collection('trouble').deleteMany({})
    const rest = await migrate(silent, folder)

    expect(error).to.be.instanceOf(MigrationFailed)
    expect((error as Error).message).to.equal('Migration 0002-go-on failed: there is trouble')
    expect(version).to.equal(1)
    expect(rest).to.deep.equal(['0002-go-on', '0010-end'])
  })

  it('follow a process that died while it held the lock', async () => {
    await mongoose.connection
      .collection('migrationLock')
      .insertOne({ _id: 'lock' as never, holder: 'gone', freshAt: new Date(Date.now() - 11_000) })

    expect(await migrate(silent, folder)).to.have.length(3)
  })

  it('of this program have names and numbers of their own', async () => {
    const own = join(import.meta.dirname, '../../database/migrations')

    expect(readMigrations(own).map(({ number }) => number)).to.include(1)
    expect(await migrate()).to.have.length(readMigrations(own).length)
    expect(await schemaVersion()).to.equal(knownVersion())
  })

  it('are refused when two have one number or a name that is none', () => {
    const place = mkdtempSync(join(tmpdir(), 'kabinet-migrations-'))
    try {
      writeFileSync(join(place, '0001-a.ts'), '')
      writeFileSync(join(place, '0001-b.ts'), '')
      expect(() => readMigrations(place)).to.throw(MigrationFailed, 'have the number 1')
      writeFileSync(join(place, 'c.ts'), '')
      expect(() => readMigrations(place)).to.throw(MigrationFailed, 'c.ts is not called')
    } finally {
      rmSync(place, { recursive: true })
    }
  })
})
