import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { untilItAnswers } from './server.ts'
import type { Places, Server } from './server.ts'
import { identityOf, isRunning, pidOf } from '../process-lock.mjs'

/** What the record says of the last server, whether it still runs or not. */
export function recordedServer(places: Places): Server | null {
  try {
    const kept = JSON.parse(readFileSync(places.record, 'utf8')) as Partial<Server>
    if (typeof kept.identity !== 'string' || typeof kept.port !== 'number') return null
    return { identity: kept.identity, port: kept.port }
  } catch {
    return null
  }
}

/** The server that runs on this folder, also one left behind whose record is lost. */
export function runningServer(places: Places): Server | null {
  const recorded = recordedServer(places)
  if (recorded && isRunning(recorded.identity)) return recorded
  return strayServer(places)
}

/** Looks through the processes, where the system shows them (Linux). */
function strayServer(places: Places): Server | null {
  for (const pid of processNumbers()) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const isOurs = words[words.indexOf('--storage-path') + 1] === places.db
      const port = Number(words[words.indexOf('--port') + 1])
      if (isOurs && words.includes('--storage-path') && port) {
        return { identity: identityOf(pid), port }
      }
    } catch {
      // It ended meanwhile, or belongs to another user.
    }
  }
  return null
}

/** Whether a running server can be used: it answers, and its folder was not removed under it. */
export async function canBeJoined(running: Server, places: Places): Promise<boolean> {
  if (standsOnRemovedFolder(running)) return false
  try {
    await untilItAnswers(running, places, 10_000)
    return true
  } catch {
    return false
  }
}

function standsOnRemovedFolder(server: Server): boolean {
  try {
    return readlinkSync(`/proc/${pidOf(server.identity)}/cwd`).endsWith(' (deleted)')
  } catch {
    return false
  }
}

function processNumbers(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}
