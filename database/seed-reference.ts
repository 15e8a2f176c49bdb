import { varieties } from '../domain/farmers/varieties.ts'
import { processingSeeds, type ReferenceSeed } from '../domain/processing/reference-seeds.ts'
import { usualReadyNorm } from '../domain/seedlings/readiness.ts'
import { shippedChecklists } from '../domain/visits/checklists/all.ts'
import { visitKinds } from '../domain/visits/kinds.ts'
import { seedLoanReference } from './seed-loan-reference.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'

/** Norms of seedlings: when plants are ready, and months after planting at which they are counted. */
const seedlingNorms = [
  { code: 'ready', name: 'Siap salur', values: { ...usualReadyNorm } },
  {
    code: 'count-months',
    name: 'Bulan hitung',
    values: { first: 1, second: 3, third: 6, fourth: 12 },
  },
]

async function seedSeedlingNorms(): Promise<void> {
  for (const { code, name, values } of seedlingNorms) {
    const item = { list: 'seedling-norm', code, name, values, source: 'domain.md section 3 (U)' }
    await ReferenceItemModel.updateOne(
      { _id: `seedling-norm:${code}` },
      { $setOnInsert: { ...item, isConfirmed: false, isActive: true, version: 1 } },
      { upsert: true },
    )
  }
}

/** Adds the reference data that is not there yet; what an office has edited stays as it is. */
export async function seedReference(): Promise<void> {
  await seedSeedlingNorms()
  await seedLoanReference()
  const seeds = [...varietySeeds(), ...checklistSeeds(), ...processingSeeds]
  const items = seeds.map((seed) => ({
    ...seed,
    _id: `${seed.list}:${seed.code}`,
    isActive: true,
    version: 1,
  }))
  const ids = items.map(({ _id }) => _id)
  const found = await ReferenceItemModel.find({ _id: { $in: ids } }, { _id: 1 }).lean()
  const there = new Set(found.map((item) => item._id))
  const missing = items.filter((item) => !there.has(item._id))
  if (missing.length > 0) await ReferenceItemModel.insertMany(missing)
}

function varietySeeds(): ReferenceSeed[] {
  return varieties.map(({ code, name, source, isConfirmed, ...values }) => ({
    list: 'variety',
    code,
    name,
    values: values as unknown as Record<string, unknown>,
    source,
    isConfirmed,
  }))
}

function checklistSeeds(): ReferenceSeed[] {
  return visitKinds.map((code) => {
    const { name, questions } = shippedChecklists[code]
    return {
      list: 'visit-checklist',
      code,
      name,
      values: { questions } as Record<string, unknown>,
      source: 'domain.md 2, 3, 5, 6, 9, 10; each question names its own',
      isConfirmed: false,
    }
  })
}
