import { ReferenceItemModel } from '../../../models/reference-item.ts'
import { usualNextNorm, type NextNorm } from '../next-programme.ts'
import { usualReadyNorm, type ReadyNorm } from '../readiness.ts'
import { usualCountMonths } from '../survival.ts'

export interface SeedlingNorms {
  ready: ReadyNorm
  countMonths: number[]
  next: NextNorm
}

/** The norms as the office keeps them now. */
export async function readNorms(): Promise<SeedlingNorms> {
  const lists = ['seedling-ready', 'seedling-counts', 'seedling-next']
  const items = await ReferenceItemModel.find({ list: { $in: lists }, isActive: true }).lean()
  const valuesOf = (list: string) => items.find((item) => item.list === list)?.values ?? {}
  const counts = valuesOf('seedling-counts')
  const months = ['first', 'second', 'third', 'fourth']
    .map((name, index) => (name in counts ? counts[name] : usualCountMonths[index]))
    .filter((month): month is number => typeof month === 'number' && month > 0)
  return {
    ready: { ...usualReadyNorm, ...valuesOf('seedling-ready') },
    countMonths: [...new Set(months)].sort((a, b) => a - b),
    next: { ...usualNextNorm, ...valuesOf('seedling-next') },
  }
}

/** What to do with young coffee in a month (`01` to `12`), in the reader's language; null for nothing. */
export async function adviceFor(month: string, language: 'id' | 'en'): Promise<string | null> {
  const item = await ReferenceItemModel.findOne({
    _id: `planting-calendar:${month}`,
    isActive: true,
  }).lean()
  const advice = item?.values[language === 'en' ? 'adviceEn' : 'advice']
  return typeof advice === 'string' ? advice : null
}
