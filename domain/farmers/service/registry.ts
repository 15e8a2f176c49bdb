import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel } from '../../../models/plot.ts'
import { RegistrySummaryModel, type RegistrySummary } from '../../../models/registry-summary.ts'

type Place = Pick<RegistrySummary, 'districtCode' | 'regencyCode'>
type Counts = Pick<RegistrySummary, 'farmers' | 'plots' | 'mappedPlots' | 'areaM2'>

/** Moves the totals of a group; in the transaction of the act. */
export async function moveRegistry(
  groupId: Types.ObjectId,
  place: Place,
  by: Partial<Counts>,
): Promise<void> {
  await RegistrySummaryModel.updateOne(
    { _id: groupId },
    {
      $inc: { farmers: 0, plots: 0, mappedPlots: 0, areaM2: 0, ...by },
      $setOnInsert: { districtCode: place.districtCode, regencyCode: place.regencyCode },
    },
    { upsert: true },
  )
}

/** The totals as the registry itself gives them, of all groups or of one. */
export async function registryFromRecords(
  only: { groupId?: Types.ObjectId } = {},
): Promise<Map<string, RegistrySummary>> {
  const totals = new Map<string, RegistrySummary>()
  const of = (groupId: Types.ObjectId, { districtCode, regencyCode }: Place) => {
    const total = totals.get(String(groupId)) ?? {
      _id: groupId,
      districtCode,
      regencyCode,
      farmers: 0,
      plots: 0,
      mappedPlots: 0,
      areaM2: 0,
    }
    totals.set(String(groupId), total)
    return total
  }
  for await (const farmer of FarmerModel.find({ ...only, status: 'active' })
    .lean()
    .cursor())
    of(farmer.groupId, farmer).farmers++
  for await (const plot of PlotModel.find({ ...only, status: 'active' })
    .lean()
    .cursor()) {
    const total = of(plot.groupId, plot)
    total.plots++
    total.areaM2 += Math.round(plot.areaHa * 10_000)
    if (plot.geometry) total.mappedPlots++
  }
  return totals
}

/** Writes the totals anew from the records. */
export async function rebuildRegistry(): Promise<void> {
  const totals = await registryFromRecords()
  await RegistrySummaryModel.deleteMany({})
  if (totals.size > 0) await RegistrySummaryModel.insertMany([...totals.values()])
}
