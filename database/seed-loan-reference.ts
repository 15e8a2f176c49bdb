import { firstHolidays } from '../domain/holidays.ts'
import { firstCherryPrices } from '../domain/loans/income.ts'
import { firstPromises, promiseSteps, type PromiseStep } from '../domain/loans/promises.ts'
import { ReferenceItemModel } from '../models/reference-item.ts'

interface Seed {
  list: string
  code: string
  name: string
  values: Record<string, unknown>
  source: string
  isConfirmed: boolean
}

/** Holidays, promised times and prices of cherry, where they are not there yet. */
export async function seedLoanReference(): Promise<void> {
  const seeds = [...holidaySeeds(), ...promiseSeeds(), ...priceSeeds()]
  const found = await ReferenceItemModel.find({ _id: { $in: seeds.map(idOf) } }, { _id: 1 }).lean()
  const there = new Set(found.map(({ _id }) => _id))
  const missing = seeds
    .map((seed) => ({ _id: idOf(seed), ...seed, isActive: true, version: 1 }))
    .filter((item) => !there.has(item._id))
  if (missing.length > 0) await ReferenceItemModel.insertMany(missing)
}

const idOf = ({ list, code }: Seed) => `${list}:${code}`

function holidaySeeds(): Seed[] {
  return firstHolidays.map(({ day, name, isConfirmed }) => ({
    list: 'holiday',
    code: day,
    name,
    values: {},
    source: isConfirmed ? '' : 'SKB tiga menteri (U)',
    isConfirmed,
  }))
}

const promiseNames: Record<PromiseStep, string> = {
  recommend: 'Rekomendasi dinas',
  take: 'Diambil petugas bank',
  decide: 'Keputusan bank',
  offer: 'Jawaban atas penawaran',
  sign: 'Akad',
}

function promiseSeeds(): Seed[] {
  return promiseSteps.map((code) => ({
    list: 'loan-promise',
    code,
    name: promiseNames[code],
    values: { workingDays: firstPromises[code] },
    source: '(U)',
    isConfirmed: false,
  }))
}

function priceSeeds(): Seed[] {
  return firstCherryPrices.map(({ code, name, source, ...values }) => ({
    list: 'cherry-price',
    code,
    name,
    values,
    source,
    isConfirmed: true,
  }))
}
