import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, uriAt } from './embedded/port.ts'
import { canBeJoined, recordedServer, runningServer } from './embedded/search.ts'
import { EmbeddedFailed, end, launch, placesIn, signal } from './embedded/server.ts'
import type { Places, Server } from './embedded/server.ts'
import { hasUsers, joinUsers, leaveUsers } from './embedded/users.ts'
import { isRunning, pidOf, withLock } from './process-lock.mjs'

export { EmbeddedFailed } from './embedded/server.ts'

/** The embedded database, as one of the processes that use it sees it. */
export interface EmbeddedDatabase {
  readonly port: number
  /** The process number of the server; another one after it was started again. */
  pid(): number
  uri(name: string): string
  /** Leaves; the last one to leave ends the server. */
  stop(): Promise<void>
}

/** Who wants to hear that the server died, came back, or could not be started again yet. */
export interface Notices {
  onDeath?: () => void
  onReturn?: () => void
  onTrouble?: (error: unknown) => void
}

/** One use of the database by this process. */
interface Use {
  places: Places
  user: string
  server: Server
  isOver: boolean
}

const lookEveryMs = 200
const longestPauseMs = 15_000
const steadyMs = 60_000

/**
 * Starts the embedded database on `dataDir`, or joins the one that another of our processes runs
 * there. While anybody uses it, it is started again on the same port whenever it dies, so that
 * Mongoose finds it again by itself.
 * @throws {EmbeddedFailed} with one sentence that says what is wrong
 */
export async function startEmbedded(
  dataDir: string,
  notices: Notices = {},
): Promise<EmbeddedDatabase> {
  const places = placesIn(dataDir)
  const user = joinUsers(places.users)
  const onExit = () => leaveAtOnce(places, user)
  process.once('exit', onExit)
  const leave = async () => {
    await withLock(places.lock, () => leaveGently(places, user))
    process.off('exit', onExit)
  }
  let server: Server
  try {
    server = await withLock(places.lock, () => joinOrLaunch(places, user))
  } catch (error) {
    await leave()
    throw error
  }
  const use: Use = { places, user, server, isOver: false }
  const watching = watch(use, notices)
  let left: Promise<void> | null = null
  return {
    port: server.port,
    pid: () => pidOf(use.server.identity),
    uri: (name) => uriAt(server.port, name),
    stop: () => {
      use.isOver = true
      clearInterval(watching)
      return (left ??= leave())
    },
  }
}

/** Only called while holding the lock, so that there are never two on one folder. */
async function joinOrLaunch(places: Places, user: string, port?: number): Promise<Server> {
  const running = runningServer(places)
  if (running) {
    if (await canBeJoined(running, places)) return running
    await end(running)
  }
  // Other users, if there are any, wait for it at the port at which they know it.
  const known = hasUsers(places.users, user) ? recordedServer(places)?.port : undefined
  const fixed = port ?? known
  if (fixed !== undefined) return launch(places, fixed)
  try {
    return await launch(places, await freePort())
  } catch (error) {
    // Once more if it is gone: somebody may have taken the free port in between.
    if (!(error instanceof EmbeddedFailed) || runningServer(places)) throw error
    return launch(places, await freePort())
  }
}

/** Looks after the server by asking the system, since it may be the child of another process. */
function watch(use: Use, notices: Notices): NodeJS.Timeout {
  let isReviving = false
  let pauseMs = 0
  let upSince = performance.now()
  const revive = async () => {
    notices.onDeath?.()
    if (performance.now() - upSince > steadyMs) pauseMs = 0
    while (!use.isOver && !isRunning(use.server.identity)) {
      await sleep(pauseMs, undefined, { ref: false })
      pauseMs = Math.min(longestPauseMs, Math.max(250, pauseMs * 2))
      await withLock(use.places.lock, async () => {
        if (use.isOver) return
        use.server = await joinOrLaunch(use.places, use.user, use.server.port)
      }).catch((error: unknown) => notices.onTrouble?.(error))
    }
    upSince = performance.now()
    if (!use.isOver) notices.onReturn?.()
  }
  return setInterval(() => {
    if (isReviving || use.isOver || isRunning(use.server.identity)) return
    isReviving = true
    void revive().finally(() => (isReviving = false))
  }, lookEveryMs).unref()
}

async function leaveGently(places: Places, user: string): Promise<void> {
  leaveUsers(user)
  if (hasUsers(places.users)) return
  const running = runningServer(places)
  if (running) await end(running)
  rmSync(places.record, { force: true })
}

/** When the process ends without `stop`: no time to wait or to lock, but nothing is left running. */
function leaveAtOnce(places: Places, user: string): void {
  leaveUsers(user)
  if (hasUsers(places.users)) return
  const running = recordedServer(places)
  if (running) signal(running, 'SIGTERM')
}
