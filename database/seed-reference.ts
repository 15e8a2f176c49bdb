import { varieties } from '../domain/farmers/varieties.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'

/** Adds the reference data that is not there yet; what an office has edited stays as it is. */
export async function seedReference(): Promise<void> {
  const there = new Set(
    (await ReferenceItemModel.find({ list: 'variety' }, { _id: 1 }).lean()).map((item) => item._id),
  )
  const missing = varieties
    .map(({ code, name, source, isConfirmed, ...values }) => ({
      _id: `variety:${code}`,
      list: 'variety',
      code,
      name,
      values: values as unknown as Record<string, unknown>,
      source,
      isConfirmed,
      isActive: true,
      version: 1,
    }))
    .filter((item) => !there.has(item._id))
  if (missing.length > 0) await ReferenceItemModel.insertMany(missing)
}
