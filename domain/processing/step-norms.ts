import type { Process, StepCode } from './coffee.ts'
import type { StepNorm } from './steps.ts'

/** A norm as it is first filled into the reference data, with where it was read. */
export interface SeededNorm extends StepNorm {
  source: string
  isConfirmed: boolean
}

type Facts = Omit<StepNorm, 'process' | 'step' | 'order'>
const pulp: Facts = { startWithinHours: 24 }
const dryIn: Facts = { moistureOutPct: { min: 10, max: 12.5 } }
const hullDry: Facts = { moistureInPct: { min: 9, max: 12.5 } }
const hullWet: Facts = { moistureInPct: { min: 30, max: 50 } }

const steps: Record<Process, [StepCode, Facts?][]> = {
  washed: [
    ['receive'],
    ['float'],
    ['pulp', pulp],
    ['ferment', { hours: { min: 8, max: 36 } }],
    ['wash'],
    ['pre-dry'],
    ['dry', dryIn],
    ['rest'],
    ['hull', hullDry],
    ...last(),
  ],
  'semi-washed': wetHulled(),
  'wet-hulled': wetHulled(),
  honey: [
    ['receive'],
    ['float'],
    ['pulp', pulp],
    ['dry', dryIn],
    ['rest'],
    ['hull', hullDry],
    ...last(),
  ],
  natural: [['receive'], ['float'], ['dry', dryIn], ['rest'], ['hull', hullDry], ...last()],
  anaerobic: [
    ['receive'],
    ['float'],
    ['ferment', { hours: { min: 48, max: 200 } }],
    ['pulp'],
    ['wash'],
    ['dry', dryIn],
    ['rest'],
    ['hull', hullDry],
    ...last(),
  ],
}

function wetHulled(): [StepCode, Facts?][] {
  return [
    ['receive'],
    ['float'],
    ['pulp', pulp],
    ['ferment', { hours: { min: 8, max: 18 } }],
    ['wash'],
    ['pre-dry', { moistureOutPct: { min: 30, max: 50 } }],
    ['hull', hullWet],
    ['dry', dryIn],
    ['rest'],
    ...last(),
  ]
}

function last(): [StepCode, Facts?][] {
  return [['sort'], ['pack'], ['roast'], ['grind']]
}

const sources: Partial<Record<StepCode, string>> = {
  pulp: '24 jam (U)',
  ferment: '[F2] olah basah 8–36 jam; [F4][E9] giling basah semalam; tertutup 48–200 jam (U)',
  dry: 'SNI 01-2907-2008, [G1]: paling tinggi 12,5 %',
  hull: '[F3] kulit tanduk sampai sekitar 12 %; giling basah 30–50 %',
  'pre-dry': '[F4] sampai sekitar 40 %',
}

/** The steps of every process with their norms, as they are filled in at first. */
export const seededNorms: readonly SeededNorm[] = Object.entries(steps).flatMap(([process, list]) =>
  list.map(([step, facts = {}], index) => ({
    process: process as Process,
    step,
    order: index + 1,
    ...facts,
    source: sources[step] ?? 'Permentan 52/2012, [F1]: hanya urutan langkah',
    isConfirmed: step === 'dry',
  })),
)
