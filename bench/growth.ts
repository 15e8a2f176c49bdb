import { Types } from 'mongoose'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { rebuildTotals } from '../domain/harvests/service/summary.ts'
import { HarvestModel, type Harvest } from '../models/harvest.ts'
import { PlotModel } from '../models/plot.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import type { Stage } from './stage.ts'

const readers = ['petani', 'ketua', 'penyuluh', 'dinas']
const pages = ['/harvests/season', '/']

/** Season page and home with 2,000 against 20,000 harvests of other people (the second regency). */
export async function growthBench(stage: Stage): Promise<Bench[]> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  try {
    const cookies = new Map<string, string>()
    for (const reader of readers) cookies.set(reader, await stage.signIn(reader))
    await grow(2_000)
    const few = await measure(stage.origin, cookies)
    await grow(18_000)
    const many = await measure(stage.origin, cookies)
    return [...few].map(([key, fewMs]) => {
      const manyMs = many.get(key)!
      const detail = `${manyMs.toFixed(1)} and ${fewMs.toFixed(1)} ms`
      return atMost(`${key}: 20,000 against 2,000 of others`, manyMs / fewMs, 1.2, detail)
    })
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function measure(origin: string, cookies: Map<string, string>) {
  const medians = new Map<string, number>()
  for (const [reader, cookie] of cookies) {
    for (const page of pages) {
      await timesOf(`${origin}${page}`, cookie, 10)
      medians.set(`${page} as ${reader}`, medianOf(await timesOf(`${origin}${page}`, cookie, 80)))
    }
  }
  return medians
}

let made = 0

/** Copies of the other regency's harvests, with numbers of their own. */
async function grow(count: number): Promise<void> {
  const [example] = await HarvestModel.find({ regencyCode: '3512', season: 2026 }).limit(1).lean()
  const plots = await PlotModel.find({ regencyCode: '3512' }).lean()
  const harvests = Array.from({ length: count }, (): Harvest => {
    const plot = plots[made % plots.length]!
    const { farmerId, groupId, districtCode, regencyCode } = plot
    const number = `PN-2026-${String(500_000 + made++)}`
    const place = { farmerId, groupId, districtCode, regencyCode, plotId: plot._id }
    return { ...example!, _id: new Types.ObjectId(), number, ...place, photoId: null }
  })
  for (let from = 0; from < count; from += 1_000)
    await HarvestModel.insertMany(harvests.slice(from, from + 1_000), { ordered: false })
  await rebuildTotals()
}
