import type { CoffeeForm, Process } from './coffee.ts'
import type { Outturn } from './steps.ts'

/** A band as it is first filled into the reference data, with where it was read. */
export interface SeededOutturn extends Outturn {
  source: string
}

/** Outturns of steps and lots: domain.md section 5. */
export const seededOutturns: readonly SeededOutturn[] = [
  ofStep('cherry', 'parchment-wet', [40, 50], 'fresh', '(U)'),
  ofStep('cherry', 'parchment-dry', [20, 25], 'fresh', '(U)'),
  ofStep('cherry', 'cherry-dry', [25, 44], 'fresh', '(D)'),
  // drying keeps the dry mass; what is missing beyond a tenth has gone elsewhere
  ofStep('parchment-wet', 'parchment-dry', [90, 100], 'at-12', '(U)'),
  ofStep('parchment-wet', 'green', [70, 79], 'at-12', '[E8]'),
  ofStep('parchment-dry', 'green', [70, 79], 'at-12', '[E8]', 'semi-washed'),
  ofStep('parchment-dry', 'green', [70, 79], 'at-12', '[E8]', 'wet-hulled'),
  ofStep('parchment-dry', 'green', [78, 83], 'at-12', '[E8]'),
  ofStep('cherry-dry', 'green', [45, 55], 'fresh', '(U)'),
  ofStep('green', 'roasted', [80, 88], 'fresh', '(U)'),
  { ...ofStep('cherry', 'parchment-dry', [20, 25], 'at-12', '(U)'), of: 'lot' },
  { ...ofStep('cherry', 'green', [14, 20], 'at-12', '[E5][E7]'), of: 'lot' },
]

function ofStep(
  from: CoffeeForm,
  to: CoffeeForm,
  [minPct, maxPct]: [number, number],
  basis: 'fresh' | 'at-12',
  source: string,
  process: Process | null = null,
): SeededOutturn {
  return { of: 'step', from, to, process, minPct, maxPct, at12: basis === 'at-12', source }
}
