import { atLeast, atMost, type Bench } from './bench.ts'
import { loadOf, medianOf, percentileOf, timesOf } from './load.ts'
import { startChild, stopChild, type Stage } from './stage.ts'

/** `/harvests` of a signed-in officer against a bare page with the same rows from the same query. */
export async function harvestListBench(stage: Stage): Promise<Bench[]> {
  const cookie = await stage.signIn('penyuluh')
  const bare = await startChild('bench/bare.ts', stage.dataDir)
  try {
    const barePid = bare.child.pid!
    const plain = await loadOf(`${bare.origin}/harvests`, { pid: barePid, connections: 4 })
    const ours = await loadOf(`${stage.origin}/harvests`, {
      cookie,
      pid: stage.pid,
      connections: 4,
    })
    return [
      atLeast(
        '/harvests: throughput against the bare page',
        ours.perSecond / plain.perSecond,
        0.7,
        `${ours.perSecond.toFixed(0)} and ${plain.perSecond.toFixed(0)} a second`,
      ),
      atMost(
        "/harvests: the service's own CPU time per request against the bare page",
        ours.cpuMs / plain.cpuMs,
        2,
        `${ours.cpuMs.toFixed(2)} and ${plain.cpuMs.toFixed(2)} ms`,
      ),
    ]
  } finally {
    await stopChild(bare.child)
  }
}

/** What 20 people at once wait, against one alone. */
export async function crowdBench(stage: Stage): Promise<Bench[]> {
  const cookie = await stage.signIn('ketua')
  const url = `${stage.origin}/harvests`
  await timesOf(url, cookie, 20)
  const alone = medianOf(await timesOf(url, cookie, 100))
  const crowd = (
    await Promise.all(Array.from({ length: 20 }, () => timesOf(url, cookie, 20)))
  ).flat()
  const p95 = percentileOf(crowd, 0.95)
  // 20 at once share one core: 20 times the work stands in the queue, and half again for luck
  return [
    atMost(
      '/harvests: p95 with 20 at once over the median with 1',
      p95 / alone,
      30,
      `${p95.toFixed(1)} and ${alone.toFixed(1)} ms`,
    ),
  ]
}
