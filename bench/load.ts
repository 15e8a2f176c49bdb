import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

/** What a page did under load. */
export interface Load {
  perSecond: number
  /** Milliseconds. */
  medianMs: number
  p95Ms: number
  /** The process's own CPU time per request, milliseconds. */
  cpuMs: number
}

const tickMs = 10

/**
 * Asks one address over and over.
 * @throws when any answer is not 200: a page that fails is fast for the wrong reason
 */
export async function loadOf(
  url: string,
  { cookie = '', pid, connections = 1, seconds = 5 }: LoadOptions,
): Promise<Load> {
  const settings = { url, connections, headers: { cookie } }
  await autocannon({ ...settings, duration: 1 })
  const cpuBefore = cpuOf(pid)
  const result = await autocannon({ ...settings, duration: seconds })
  const cpu = cpuOf(pid) - cpuBefore
  const wrong = result.non2xx + result.errors + result.timeouts
  if (wrong > 0) throw new Error(`${url}: ${wrong} of ${result.requests.total} answers were wrong`)
  return {
    perSecond: result.requests.total / result.duration,
    medianMs: result.latency.p50,
    p95Ms: result.latency.p97_5,
    cpuMs: cpu / result.requests.total,
  }
}

export interface LoadOptions {
  cookie?: string
  pid: number
  connections?: number
  seconds?: number
}

/** User and system time of a process in milliseconds (Linux). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

/** Milliseconds of each of `count` requests, one after another. */
export async function timesOf(url: string, cookie: string, count: number): Promise<number[]> {
  const times: number[] = []
  for (let each = 0; each < count; each++) {
    const begun = performance.now()
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
    times.push(performance.now() - begun)
  }
  return times
}

export function medianOf(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}

export function percentileOf(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]!
}
