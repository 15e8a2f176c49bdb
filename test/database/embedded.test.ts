import { expect } from 'chai'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import mongoose from 'mongoose'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedFailed, startEmbedded } from '../../database/embedded.ts'
import type { EmbeddedDatabase } from '../../database/embedded.ts'
import { launch, placesIn } from '../../database/embedded/server.ts'
import { identityOf, isRunning } from '../../database/process-lock.mjs'

const name = 'test-embedded'

describe('the embedded database', () => {
  let folder: string
  let started: EmbeddedDatabase[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kabinet-embedded-'))
    started = []
  })

  afterEach(async () => {
    for (const database of started) await database.stop()
    rmSync(folder, { recursive: true })
  })

  async function start(notices = {}): Promise<EmbeddedDatabase> {
    const database = await startEmbedded(folder, notices)
    started.push(database)
    return database
  }

  it('keeps what was written when it is killed, and comes back at the same port', async () => {
    const heard: string[] = []
    const database = await start({
      onDeath: () => heard.push('death'),
      onReturn: () => heard.push('return'),
    })
    const { port } = database
    const killed = database.pid()
    const connection = await mongoose.createConnection(database.uri(name)).asPromise()
    const trees = connection.collection('trees')
    await trees.insertOne({ variety: 'Kartika 1' })

    process.kill(killed, 'SIGKILL')
    await until(() => heard.includes('return'))
    const kept = await trees.findOne({ variety: 'Kartika 1' })
    await connection.close()

    expect(kept).to.include({ variety: 'Kartika 1' })
    expect(database.port).to.equal(port)
    expect(database.pid()).not.to.equal(killed)
    expect(heard).to.deep.equal(['death', 'return'])
  })

  it('is one server for all its users, and ends with the last', async () => {
    const [first, second] = await Promise.all([start(), start()])
    const server = identityOf(first.pid())

    await first.stop()
    const ranForTheSecond = isRunning(server)
    await second.stop()

    expect(second.pid()).to.equal(first.pid())
    expect(second.port).to.equal(first.port)
    expect(ranForTheSecond).to.equal(true)
    expect(isRunning(server)).to.equal(false)
    expect(existsSync(join(folder, 'run', 'database.json'))).to.equal(false)
  })

  it('is started again by one of two users, and both find it', async () => {
    const first = await start()
    const second = await start()
    const killed = identityOf(first.pid())

    process.kill(first.pid(), 'SIGKILL')
    await until(() => !isRunning(killed) && [first, second].every(hasLivingServer))

    expect(second.pid()).to.equal(first.pid())
  })

  it('is joined when the process that started it was killed, and then ended', async () => {
    const other = await startInOtherProcess()
    const left = identityOf(other.database)
    other.child.kill('SIGKILL')
    await once(other.child, 'exit')

    const database = await start()
    await database.stop()

    expect(database.pid()).to.equal(other.database)
    expect(isRunning(left)).to.equal(false)
  })

  it('survives the orderly end of the process that started it', async () => {
    const other = await startInOtherProcess()
    const database = await start()

    other.child.kill('SIGTERM')
    await once(other.child, 'exit')

    expect(hasLivingServer(database)).to.equal(true)
  })

  it('goes with a process that ends without a word', async () => {
    const other = await startInOtherProcess()
    const server = identityOf(other.database)

    other.child.stdin?.end()
    await once(other.child, 'exit')

    await until(() => !isRunning(server))
  })

  it('is found again by its folder when the record of it is lost', async function () {
    if (process.platform !== 'linux') return
    const stray = await launch(placesIn(folder), 20_000 + (process.pid % 10_000))
    rmSync(join(folder, 'run', 'database.json'))

    const database = await start()

    expect(identityOf(database.pid())).to.equal(stray.identity)
  })

  it('is not misled by what dead processes left', async () => {
    mkdirSync(join(folder, 'run', 'users'), { recursive: true })
    writeFileSync(join(folder, 'run', 'users', '999999999-1'), '999999999 1')
    writeFileSync(join(folder, 'run', 'lock'), '999999999 1')
    writeFileSync(join(folder, 'run', 'database.json'), '{"identity":"999999999 1","port":1}')

    const database = await start()
    const server = identityOf(database.pid())
    await database.stop()

    expect(isRunning(server)).to.equal(false)
    expect(readdirSync(join(folder, 'run', 'users'))).to.deep.equal([])
  })

  it('says in one sentence why it cannot start, and leaves nobody on the list', async () => {
    mkdirSync(join(folder, 'db'))
    writeFileSync(join(folder, 'db', 'WiredTiger'), 'not what it should be')
    writeFileSync(join(folder, 'db', 'WiredTiger.turtle'), 'not what it should be')

    const error = await startEmbedded(folder).catch((error: unknown) => error)

    expect(error).to.be.instanceOf(EmbeddedFailed)
    expect((error as Error).message).to.match(/^The embedded database stopped at once \(.+\.$/)
    expect(readdirSync(join(folder, 'run', 'users'))).to.deep.equal([])
  })

  it('writes its port and process number beside the data', async () => {
    const database = await start()

    const record = JSON.parse(readFileSync(join(folder, 'run', 'database.json'), 'utf8'))

    expect(record).to.include({ port: database.port, pid: database.pid() })
  })

  /** Another process that uses the database: SIGTERM stops it gently, end of input at once. */
  async function startInOtherProcess(): Promise<{ child: ChildProcess; database: number }> {
    const code = `
      const { startEmbedded } = await import(${JSON.stringify(embeddedUrl)})
      const database = await startEmbedded(${JSON.stringify(folder)})
      process.on('SIGTERM', () => database.stop().then(() => process.exit(0)))
      process.stdin.on('end', () => process.exit(0)).resume()
      console.log(database.pid())`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, database: Number(line) }
  }
})

const embeddedUrl = new URL('../../database/embedded.ts', import.meta.url).href

function hasLivingServer(database: EmbeddedDatabase): boolean {
  return isRunning(identityOf(database.pid()))
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await sleep(25)
}
