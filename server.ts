import { createServer, type Server } from 'node:http'
import { config, SettingWrong } from './config.ts'
import { buildApp } from './app.ts'
import { buildIndexes, connect, disconnect } from './database/connect.ts'
import { EmbeddedFailed, startEmbedded, type EmbeddedDatabase } from './database/embedded.ts'
import { migrate, MigrationFailed } from './database/migrate.ts'
import { assertNotHalfRestored, prepareData } from './database/prepare.ts'
import { parseFieldKeys } from './domain/field-crypto.ts'
import { jobs } from './jobs/index.ts'
import { startJobs, type JobsRunning } from './jobs/run.ts'
import { makeLog } from './middleware/logging.ts'
import { loadWords } from './middleware/words.ts'

let database: EmbeddedDatabase | null = null
let server: Server | null = null
let running: JobsRunning | null = null
let isStopping = false

async function start(): Promise<void> {
  const { fieldKeys, mongodbUri, dataDir, port, host, logLevel } = config()
  parseFieldKeys(fieldKeys)
  const log = makeLog(logLevel)
  if (!mongodbUri) {
    database = await startEmbedded(dataDir, {
      onDeath: () => log.error('the embedded database died; starting it again'),
      onReturn: () => log.info('the embedded database is back'),
    })
  }
  await connect(mongodbUri ?? database!.uri('kabinet'))
  await loadWords()
  const say = (step: string) => process.stdout.write(`${step}\n`)
  await assertNotHalfRestored()
  await migrate(say)
  await buildIndexes()
  await prepareData(say)
  server = createServer(buildApp(log))
  await listen(server, port, host)
  running = await startJobs(jobs, log)
  process.stdout.write(`Kabinet Arabika is ready at ${addressOf(server)}\n`)
}

function listen(on: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    on.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new SettingWrong(
            `Port ${port} is taken; stop the program that uses it or set PORT to another one.`,
          ),
        )
      } else if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
        reject(
          new SettingWrong(
            `Cannot listen at ${host}:${port}; set HOST and PORT to an address of this machine.`,
          ),
        )
      } else reject(error)
    })
    on.listen(port, host, () => resolve())
  })
}

function addressOf(on: Server): string {
  const address = on.address()
  const port = typeof address === 'object' && address ? address.port : config().port
  return `http://${config().host}:${port}`
}

/** Finishes the requests and jobs under way, then the connection, then the database that we started. */
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  const jobsEnded = running?.stop()
  if (server) {
    const closed = new Promise((resolve) => server!.close(resolve))
    server.closeIdleConnections()
    const hurry = setTimeout(() => server!.closeAllConnections(), 10_000)
    await closed
    clearTimeout(hurry)
  }
  await jobsEnded
  await disconnect().catch(() => undefined)
  await database?.stop().catch(() => undefined)
  process.exit(code)
}

process.on('SIGTERM', () => void stop(0))
process.on('SIGINT', () => void stop(0))

start().catch((error: unknown) => {
  // what a person can mend is one sentence; anything else is ours and shows where it came from
  const isTheirs = [SettingWrong, EmbeddedFailed, MigrationFailed].some(
    (kind) => error instanceof kind,
  )
  console.error(isTheirs ? (error as Error).message : error)
  void stop(1)
})
