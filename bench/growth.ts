import { Types } from 'mongoose'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { rebuildTotals } from '../domain/harvests/service/summary.ts'
import { HarvestModel, type Harvest } from '../models/harvest.ts'
import { PlotModel } from '../models/plot.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import { openStage, type Stage } from './stage.ts'

const readers = ['petani', 'ketua', 'penyuluh', 'dinas']
const pages = ['/harvests/season', '/']
const rounds = 60

/**
 * Season page and home with 2,000 against 20,000 harvests of other people (the second regency): two
 * services side by side, asked by turns, so that what else the machine does falls on both alike.
 */
export async function growthBench(few: Stage): Promise<Bench[]> {
  const many = await openStage()
  try {
    await grow(few, 2_000)
    await grow(many, 20_000)
    const rows: Bench[] = []
    for (const reader of readers) {
      const cookies = { few: await few.signIn(reader), many: await many.signIn(reader) }
      for (const page of pages) rows.push(await compare(few, many, cookies, page, reader))
    }
    return rows
  } finally {
    await many.stop()
  }
}

async function compare(
  few: Stage,
  many: Stage,
  cookies: { few: string; many: string },
  page: string,
  reader: string,
): Promise<Bench> {
  const times = { few: [] as number[], many: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.few.push(...(await timesOf(`${few.origin}${page}`, cookies.few, 1)))
    times.many.push(...(await timesOf(`${many.origin}${page}`, cookies.many, 1)))
  }
  // the first rounds warm caches and compiled code
  const [fewMs, manyMs] = [medianOf(times.few.slice(10)), medianOf(times.many.slice(10))]
  const detail = `${manyMs.toFixed(1)} and ${fewMs.toFixed(1)} ms`
  return atMost(`${page} as ${reader}: 20,000 against 2,000 of others`, manyMs / fewMs, 1.2, detail)
}

/** Copies of the other regency's harvests, with numbers of their own. */
async function grow(stage: Stage, count: number): Promise<void> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  const [example] = await HarvestModel.find({ regencyCode: '3512', season: 2026 }).limit(1).lean()
  const plots = await PlotModel.find({ regencyCode: '3512' }).lean()
  const harvests = Array.from({ length: count }, (_, index): Harvest => {
    const plot = plots[index % plots.length]!
    const { farmerId, groupId, districtCode, regencyCode } = plot
    const place = { farmerId, groupId, districtCode, regencyCode, plotId: plot._id }
    const number = `PN-2026-${String(500_000 + index)}`
    return { ...example!, _id: new Types.ObjectId(), number, ...place, photoId: null }
  })
  for (let from = 0; from < count; from += 1_000)
    await HarvestModel.insertMany(harvests.slice(from, from + 1_000), { ordered: false })
  await rebuildTotals()
  await disconnect()
  await database.stop()
}
