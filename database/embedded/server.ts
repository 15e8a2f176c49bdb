import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptsAt, answersAt } from './port.ts'
import { identityOf, isRunning, pidOf } from '../process-lock.mjs'

/** Thrown when the embedded database cannot run; its message is one sentence for the reader. */
export class EmbeddedFailed extends Error {}

/** A running database server. */
export interface Server {
  identity: string
  port: number
}

/** Where one embedded database keeps its things. */
export interface Places {
  dataDir: string
  db: string
  log: string
  record: string
  lock: string
  users: string
}

const checkout = resolve(import.meta.dirname, '../..')
const patienceMs = 60_000
const endingMs = 8000
const fullLogBytes = 10_000_000

/** Names and makes the folders below `dataDir`. */
export function placesIn(dataDir: string): Places {
  const folder = resolve(dataDir)
  for (const name of ['db', 'logs', 'run']) mkdirSync(join(folder, name), { recursive: true })
  return {
    dataDir: folder,
    db: join(folder, 'db'),
    log: join(folder, 'logs', 'database.log'),
    record: join(folder, 'run', 'database.json'),
    lock: join(folder, 'run', 'lock'),
    users: join(folder, 'run', 'users'),
  }
}

/** The server program: the fast one where it was built, else the one that `npm start` installed. */
function programFor(dataDir: string): string {
  const homes = [dataDir, join(checkout, '.data')]
  const programs = ['bin/secantusd-rs', 'venv/bin/secantusd-py']
  const candidates = programs.flatMap((program) => homes.map((home) => join(home, program)))
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found) return found
  throw new EmbeddedFailed(
    'The embedded database is not installed: run `npm start`, which installs it, or set MONGODB_URI.',
  )
}

/** Starts a server on the folder and waits until it answers. */
export async function launch(places: Places, port: number): Promise<Server> {
  if (existsSync(places.log) && statSync(places.log).size > fullLogBytes) {
    renameSync(places.log, `${places.log}.1`)
  }
  const log = openSync(places.log, 'a')
  const flags = `--host 127.0.0.1 --port ${port} --sync-on-commit --log-level WARNING`.split(' ')
  const child = spawn(programFor(places.dataDir), [...flags, '--storage-path', places.db], {
    // A group of its own: Ctrl-C must not end it before the service has finished.
    detached: true,
    stdio: ['ignore', log, log],
    cwd: places.db,
    // No keys of the service, and no settings files from the home of whoever starts it.
    env: { ...picked(['PATH', 'LANG', 'LD_LIBRARY_PATH']), HOME: places.dataDir },
  })
  closeSync(log)
  child.unref()
  const failed = new Promise<never>((_, reject) =>
    child.once('error', (error) =>
      reject(new EmbeddedFailed(`The embedded database cannot be run: ${error.message}.`)),
    ),
  )
  if (child.pid === undefined) return failed
  const server = { identity: identityOf(child.pid), port }
  writeFileSync(places.record, JSON.stringify({ ...server, pid: child.pid }))
  await Promise.race([failed, untilItAnswers(server, places)])
  return server
}

/** Waits until a server answers; a large folder may need long to recover after a crash. */
export async function untilItAnswers(server: Server, places: Places, ms = patienceMs) {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (!isRunning(server.identity)) throw new EmbeddedFailed(whyItStopped(places))
    if ((await acceptsAt(server.port)) && (await answersAt(server.port))) return
    await sleep(30)
  }
  throw new EmbeddedFailed(`The embedded database does not answer; see ${places.log}.`)
}

/** Ends a server: gently, and by force when it does not listen (nothing acknowledged is lost). */
export async function end(server: Server): Promise<void> {
  const deadline = performance.now() + endingMs
  signal(server, 'SIGTERM')
  while (isRunning(server.identity)) {
    await sleep(40)
    // It waits for one more caller before it notices that it should go; without this, two seconds.
    await acceptsAt(server.port)
    if (performance.now() > deadline) signal(server, 'SIGKILL')
  }
}

/** Sends a signal to a server; one that is gone already is left in peace. */
export function signal(server: Server, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (isRunning(server.identity)) process.kill(pidOf(server.identity), name)
  } catch {
    // It went between the two lines.
  }
}

function picked(names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}

function whyItStopped(places: Places): string {
  const last = readFileSync(places.log, 'utf8').trim().split('\n').at(-1) || 'without a word'
  return /resource busy/i.test(last)
    ? `Another program holds ${places.db}: end it, or set DATA_DIR to another folder.`
    : `The embedded database stopped at once (${last}); ${places.log} has more.`
}
