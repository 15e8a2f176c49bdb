import { ReferenceItemModel } from '../../../models/reference-item.ts'
import { usualReadyNorm, type ReadyNorm } from '../readiness.ts'
import { usualCountMonths } from '../survival.ts'

/** The norms as the office keeps them now. */
export async function readNorms(): Promise<{ ready: ReadyNorm; countMonths: number[] }> {
  const items = await ReferenceItemModel.find({ list: 'seedling-norm', isActive: true }).lean()
  const valuesOf = (code: string) => items.find((item) => item.code === code)?.values ?? {}
  const months = ['first', 'second', 'third', 'fourth']
    .map((name, index) => valuesOf('count-months')[name] ?? usualCountMonths[index])
    .filter((month): month is number => typeof month === 'number' && month > 0)
  return {
    ready: { ...usualReadyNorm, ...valuesOf('ready') },
    countMonths: [...new Set(months)].sort((a, b) => a - b),
  }
}
