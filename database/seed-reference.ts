import { varieties } from '../domain/farmers/varieties.ts'
import { processingSeeds, type ReferenceSeed } from '../domain/processing/reference-seeds.ts'
import { seedlingSeeds } from '../domain/seedlings/reference-seeds.ts'
import { cited } from '../domain/sources.ts'
import { shippedChecklists } from '../domain/visits/checklists/all.ts'
import { visitKinds } from '../domain/visits/kinds.ts'
import { seedLoanReference } from './seed-loan-reference.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'

/** Adds the reference data that is not there yet; what an office has edited stays as it is. */
export async function seedReference(): Promise<void> {
  await seedLoanReference()
  const seeds = [...varietySeeds(), ...checklistSeeds(), ...processingSeeds, ...seedlingSeeds]
  const items = seeds.map((seed) => ({
    ...seed,
    source: cited(seed.source),
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
      values: { questions: questions.map((each) => ({ ...each, source: cited(each.source) })) },
      source: 'tiap pertanyaan menyebut sumbernya',
      isConfirmed: false,
    }
  })
}
