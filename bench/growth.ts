import { Types } from 'mongoose'
import { rebuildTotals } from '../domain/harvests/service/summary.ts'
import { HarvestModel, type Harvest } from '../models/harvest.ts'
import { PlotModel } from '../models/plot.ts'
import type { Bench } from './bench.ts'
import type { Stage } from './stage.ts'
import { fewAgainstMany, inDatabaseOf } from './turns.ts'

const readers = ['petani', 'ketua', 'penyuluh', 'dinas']
const pages = ['/harvests/season', '/']
const growth = '20,000 against 2,000 of others'

/** Season page and home with 2,000 against 20,000 harvests of other people (the second regency). */
export async function growthBench(few: Stage): Promise<Bench[]> {
  await inDatabaseOf(few, () => grow(2_000))
  const asked = readers.map((reader) => ({ reader, pages, growth }))
  return fewAgainstMany(
    few,
    () => asked,
    () => grow(20_000),
  )
}

/** Copies of the other regency's harvests, with numbers of their own. */
async function grow(count: number): Promise<void> {
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
}
