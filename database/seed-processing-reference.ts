import { processingSeeds } from '../domain/processing/reference-seeds.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'

/** Steps, prices and indications that are not there yet; what an office has edited stays as it is. */
export async function seedProcessingReference(): Promise<void> {
  const items = processingSeeds.map((seed) => ({
    ...seed,
    _id: `${seed.list}:${seed.code}`,
    isActive: true,
    version: 1,
  }))
  const ids = items.map(({ _id }) => _id)
  const found = await ReferenceItemModel.find({ _id: { $in: ids } }, { _id: 1 }).lean()
  const there = new Set(found.map(({ _id }) => _id))
  const missing = items.filter(({ _id }) => !there.has(_id))
  if (missing.length > 0) await ReferenceItemModel.insertMany(missing)
}
