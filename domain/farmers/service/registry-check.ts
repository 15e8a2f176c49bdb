import type { Types } from 'mongoose'
import { inTransaction } from '../../../database/transaction.ts'
import { RegistrySummaryModel, type RegistrySummary } from '../../../models/registry-summary.ts'
import { registryFromRecords } from './registry.ts'

type Figures = Pick<RegistrySummary, 'farmers' | 'plots' | 'mappedPlots' | 'areaM2'>

const nothing: Figures = { farmers: 0, plots: 0, mappedPlots: 0, areaM2: 0 }

/**
 * Compares the registry's totals with farmers and plots and mends those that differ; as for
 * harvests, what seems to differ is counted again alone.
 * @returns the groups whose totals were mended
 */
export async function mendRegistry(): Promise<string[]> {
  const suspects = new Map<string, Types.ObjectId>()
  const counted = await registryFromRecords()
  for await (const kept of RegistrySummaryModel.find().lean().cursor()) {
    const key = String(kept._id)
    if (!isSame(kept, counted.get(key) ?? nothing)) suspects.set(key, kept._id)
    counted.delete(key)
  }
  for (const [key, total] of counted) suspects.set(key, total._id)
  const mended: string[] = []
  for (const [key, groupId] of suspects) if (await mendGroup(groupId)) mended.push(key)
  return mended
}

async function mendGroup(groupId: Types.ObjectId): Promise<boolean> {
  return inTransaction(async () => {
    const kept = await RegistrySummaryModel.findById(groupId).lean()
    const total = (await registryFromRecords({ groupId })).get(String(groupId))
    if (isSame(kept ?? nothing, total ?? nothing)) return false
    if (total) await RegistrySummaryModel.replaceOne({ _id: groupId }, total, { upsert: true })
    else await RegistrySummaryModel.updateOne({ _id: groupId }, { $set: nothing })
    return true
  })
}

function isSame(a: Figures, b: Figures): boolean {
  return (
    a.farmers === b.farmers &&
    a.plots === b.plots &&
    a.mappedPlots === b.mappedPlots &&
    a.areaM2 === b.areaM2
  )
}
