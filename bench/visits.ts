import { Types } from 'mongoose'
import { addDays, yearOf } from '../domain/dates.ts'
import { rebuildVisitTotals } from '../domain/visits/service/summary.ts'
import { PlotModel } from '../models/plot.ts'
import { VisitModel, type Visit } from '../models/visit.ts'
import type { Bench } from './bench.ts'
import type { Stage } from './stage.ts'
import { fewAgainstMany } from './turns.ts'

const readers = ['penyuluh', 'dinas']
const pages = ['/visits/calendar?month=2026-08', '/visits/overview?year=2026', '/visits']
const growth = '60,000 visits against 600'
const many = 60_000

/** Calendar, overview and list with the 600 visits of the demo data against 60,000. */
export async function visitsBench(few: Stage): Promise<Bench[]> {
  const asked = readers.map((reader) => ({ reader, pages, growth }))
  return fewAgainstMany(
    few,
    () => asked,
    async () => grow(many - (await VisitModel.countDocuments({}))),
  )
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
