import { connect, disconnect } from '../database/connect.ts'
import { demoId } from '../database/demo/id.ts'
import { startEmbedded } from '../database/embedded.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../domain/actor.ts'
import { today } from '../domain/clock.ts'
import { handOver } from '../domain/seedlings/service/handovers.ts'
import { runRecalls } from '../domain/seedlings/service/recall.ts'
import { UserModel } from '../models/user.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import {
  batchWithEntries,
  lotOnPlots,
  programmeWithRequests,
  readyBatches,
  reservedFor,
} from './seedling-makers.ts'
import { timeOfSingles, writesOf } from './single-writes.ts'
import type { Stage } from './stage.ts'

const listPagesForProposal = 20
const longestMs = 2_000

/** Hand-over, ledger, proposal and recall, at the sizes that issue 6 (F) names. */
export async function seedlingsBench(stage: Stage): Promise<Bench[]> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  try {
    return [
      await handOverBench(),
      await ledgerBench(stage),
      await proposalBench(stage),
      ...(await recallBench(stage)),
    ]
  } finally {
    await disconnect()
    await database.stop()
  }
}

/** A thousand plants to 25 farmers in one act, against the writes it consists of made one by one. */
async function handOverBench(): Promise<Bench> {
  const actor = await keeper()
  const acts: number[] = []
  const singles: number[] = []
  let count = 0
  for (let round = 0; round < 9; round++) {
    const act = await aHandOver(actor, round)
    const begun = performance.now()
    await act()
    acts.push(performance.now() - begun)
    const writes = await writesOf(await aHandOver(actor, 100 + round))
    count = writes.length
    singles.push(await timeOfSingles(writes))
  }
  const [act, single] = [medianOf(acts), medianOf(singles)]
  const detail = `${act.toFixed(1)} ms, ${count} single writes ${single.toFixed(1)} ms`
  return atMost('hand-over of 1,000 plants to 25 farmers', act / single, 1.5, detail)
}

async function aHandOver(actor: Actor, round: number): Promise<() => Promise<unknown>> {
  const groupId = demoId('organisation:sumber-makmur')
  const [batch] = await readyBatches(1, 1_000)
  const allocations = await reservedFor(batch!, groupId, 25, 40)
  const lines = allocations.map(({ _id, quantity }, at) => ({
    ...{ allocationId: String(_id), quantity, at },
    crate: `K-${at + 1}`,
  }))
  const told = { groupId: String(groupId), sentOn: today(), vehicle: null, lines }
  return () => inTransaction(() => handOver(actor, told, `SR-2026-${900_000 + round}`))
}

async function keeper(): Promise<Actor> {
  const user = (await UserModel.findOne({ username: 'penangkar' }).lean())!
  return {
    userId: String(user._id),
    username: user.username,
    fullName: user.fullName,
    role: 'nursery-keeper',
    organisationId: String(user.organisationId),
    organisationName: '',
    regencyCode: '3511',
    districtCodes: [],
    farmerId: null,
    language: 'id',
  }
}

async function ledgerBench(stage: Stage): Promise<Bench> {
  const cookie = await stage.signIn('penangkar')
  const [few, many] = [await batchWithEntries(100), await batchWithEntries(10_000)]
  const addressOf = ({ _id }: { _id: unknown }) =>
    `${stage.origin}/seedlings/ledger?batchId=${String(_id)}`
  const times = { few: [] as number[], many: [] as number[] }
  // by turns, so that what else the machine does falls on both alike
  for (let round = 0; round < 6; round++) {
    const few10 = await timesOf(addressOf(few), cookie, 10)
    const many10 = await timesOf(addressOf(many), cookie, 10)
    if (round === 0) continue
    times.few.push(...few10)
    times.many.push(...many10)
  }
  const [small, large] = [medianOf(times.few), medianOf(times.many)]
  const detail = `${large.toFixed(1)} and ${small.toFixed(1)} ms`
  return atMost('ledger of a batch: 10,000 entries against 100', large / small, 1.2, detail)
}

async function proposalBench(stage: Stage): Promise<Bench> {
  const cookie = await stage.signIn('dinas')
  const programmeId = await programmeWithRequests(2_000)
  await readyBatches(60, 1_500)
  const list = medianOf(await timesOf(`${stage.origin}/seedling-requests`, cookie, 20))
  const times: number[] = []
  for (let round = 0; round < 5; round++)
    times.push(await timeOfPost(stage, cookie, '/allocations/propose', { programmeId }, 200))
  const proposal = medianOf(times)
  const detail = `${proposal.toFixed(0)} ms, a list page ${list.toFixed(1)} ms`
  const name = 'proposal for 2,000 requests over 60 batches, in list pages'
  return atMost(name, proposal / list, listPagesForProposal, detail)
}

/** The longest that anybody waits: for the recall itself, or for a page while its list is made. */
async function recallBench(stage: Stage): Promise<Bench[]> {
  const cookie = await stage.signIn('puslitkoka')
  const lotId = await lotOnPlots(5_000)
  const path = `/seed-lots/${lotId}`
  const fields = { reason: 'bench', version: '1' }
  const act = await timeOfPost(stage, cookie, `${path}/recall`, fields, 303)
  const pages: number[] = []
  let isListing = true
  const begun = performance.now()
  const listing = runRecalls().finally(() => (isListing = false))
  while (isListing) pages.push(...(await timesOf(`${stage.origin}${path}`, cookie, 1)))
  await listing
  const whole = performance.now() - begun
  const longest = Math.max(...pages)
  return [
    atMost('recall of a lot on 5,000 plots, of 2 s', act / longestMs, 1, `${act.toFixed(0)} ms`),
    atMost(
      'longest page while the recall is listed, of 2 s',
      longest / longestMs,
      1,
      `${longest.toFixed(0)} ms of ${pages.length} pages; the list took ${whole.toFixed(0)} ms`,
    ),
  ]
}

async function timeOfPost(
  { origin }: Stage,
  cookie: string,
  path: string,
  fields: Record<string, string>,
  status: number,
): Promise<number> {
  const home = await (await fetch(`${origin}/`, { headers: { cookie } })).text()
  const csrf = /name="_csrf" value="([^"]+)"/.exec(home)![1]!
  const body = new URLSearchParams({ _csrf: csrf, requestId: crypto.randomUUID(), ...fields })
  const begun = performance.now()
  const answer = await fetch(`${origin}${path}`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { cookie },
  })
  await answer.arrayBuffer()
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - begun
}
