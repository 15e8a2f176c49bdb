import { Types } from 'mongoose'
import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { addDays, yearOf } from '../domain/dates.ts'
import { rebuildVisitTotals } from '../domain/visits/service/summary.ts'
import { PlotModel } from '../models/plot.ts'
import { VisitModel, type Visit } from '../models/visit.ts'
import { atMost, type Bench } from './bench.ts'
import { medianOf, timesOf } from './load.ts'
import type { Stage } from './stage.ts'

const readers = ['penyuluh', 'dinas']
const pages = ['/visits/calendar?month=2026-08', '/visits/overview?year=2026', '/visits']
const many = 60_000

/** Calendar, overview and list with the 600 visits of the demo data against 60,000. */
export async function visitsBench(stage: Stage): Promise<Bench[]> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  try {
    const cookies = new Map<string, string>()
    for (const reader of readers) cookies.set(reader, await stage.signIn(reader))
    const few = await measure(stage.origin, cookies)
    await grow(many - (await VisitModel.countDocuments({})))
    const after = await measure(stage.origin, cookies)
    return [...few].map(([key, fewMs]) => {
      const manyMs = after.get(key)!
      const detail = `${manyMs.toFixed(1)} and ${fewMs.toFixed(1)} ms`
      return atMost(`${key}: 60,000 visits against 600`, manyMs / fewMs, 1.2, detail)
    })
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function measure(origin: string, cookies: Map<string, string>) {
  const medians = new Map<string, number>()
  for (const [reader, cookie] of cookies)
    for (const page of pages) {
      await timesOf(`${origin}${page}`, cookie, 10)
      medians.set(`${page} as ${reader}`, medianOf(await timesOf(`${origin}${page}`, cookie, 60)))
    }
  return medians
}

/** Visits of the other regency, spread over three years, with numbers of their own. */
async function grow(count: number): Promise<void> {
  const example = (await VisitModel.findOne({ regencyCode: '3512', status: 'closed' }).lean())!
  const plots = await PlotModel.find({ regencyCode: '3512' }).lean()
  const visits = Array.from({ length: count }, (_, index): Visit => {
    const {
      _id: plotId,
      farmerId,
      groupId,
      districtCode,
      regencyCode,
    } = plots[index % plots.length]!
    const day = addDays('2024-01-02', index % 950)
    return {
      ...example,
      ...{ plotId, farmerId, groupId, districtCode, regencyCode, day, season: yearOf(day) },
      ...{ _id: new Types.ObjectId(), plannedOn: day, visitedOn: day, photoIds: [] },
      number: `KJ-2026-${String(500_000 + index)}`,
    }
  })
  for (let from = 0; from < count; from += 1_000)
    await VisitModel.insertMany(visits.slice(from, from + 1_000), { ordered: false })
  await rebuildVisitTotals()
}
