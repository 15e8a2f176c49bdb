import type { CoffeeForm, LossKind, Process, StepCode } from './coffee.ts'

/** Both ends belong to the band. */
export interface NormBand {
  min: number
  max: number
}

/**
 * What the office writes down about a step of a process. Bands are compared with what was done;
 * out of a band must be explained, nothing is refused for it.
 */
export interface StepNorm {
  process: Process
  step: StepCode
  /** Place in the usual order of the process. */
  order: number
  /** Hours from start to end. */
  hours?: NormBand
  /** Moisture of what goes in, per cent. */
  moistureInPct?: NormBand
  /** Moisture of what comes out, per cent. */
  moistureOutPct?: NormBand
  /** Hours from the oldest cherry's arrival to the start. */
  startWithinHours?: number
}

/** What a step makes of a form; the first form of a list is what it is when nothing is said. */
const turns: Record<StepCode, Partial<Record<CoffeeForm, readonly CoffeeForm[]>>> = {
  receive: { cherry: ['cherry'], 'cherry-dry': ['cherry-dry'] },
  float: { cherry: ['cherry'], 'cherry-dry': ['cherry-dry'] },
  pulp: { cherry: ['parchment-wet'] },
  ferment: { cherry: ['cherry'], 'parchment-wet': ['parchment-wet'] },
  wash: { cherry: ['cherry'], 'parchment-wet': ['parchment-wet'] },
  'pre-dry': { cherry: ['cherry'], 'parchment-wet': ['parchment-wet'] },
  dry: {
    cherry: ['cherry-dry', 'cherry'],
    'cherry-dry': ['cherry-dry'],
    'parchment-wet': ['parchment-dry', 'parchment-wet'],
    'parchment-dry': ['parchment-dry'],
    green: ['green'],
  },
  rest: sameForms(['cherry', 'cherry-dry', 'parchment-wet', 'parchment-dry', 'green', 'roasted']),
  hull: { 'cherry-dry': ['green'], 'parchment-wet': ['green'], 'parchment-dry': ['green'] },
  sort: sameForms(['cherry', 'cherry-dry', 'parchment-wet', 'parchment-dry', 'green', 'roasted']),
  pack: sameForms(['cherry-dry', 'parchment-dry', 'green', 'roasted', 'ground']),
  roast: { green: ['roasted'] },
  grind: { roasted: ['ground'] },
}

function sameForms(forms: readonly CoffeeForm[]) {
  return Object.fromEntries(forms.map((form) => [form, [form]]))
}

/** The forms that a step can make of a form; none when it cannot be done to it. */
export function formsAfter(step: StepCode, form: CoffeeForm): readonly CoffeeForm[] {
  return turns[step][form] ?? []
}

/** Steps in which coffee may take up water: soaking, washing, lying in the store. */
export function mayTakeUpWater(step: StepCode): boolean {
  return step === 'ferment' || step === 'wash' || step === 'rest'
}

/** What a step takes off where nobody says what: the skin in pulping, parchment in hulling, else water. */
export function usualLoss(step: StepCode): LossKind {
  if (step === 'pulp') return 'pulp'
  if (step === 'float') return 'floaters'
  if (step === 'hull') return 'parchment'
  return step === 'sort' || step === 'grind' ? 'sorting' : 'water'
}

/**
 * Outturn by form, per cent of what went in: a step's, or a lot's against all its cherry. `at12`
 * compares at 12 % moisture, the others fresh weight. Five points on either side are still in band.
 */
export interface Outturn {
  of: 'step' | 'lot'
  from: CoffeeForm
  to: CoffeeForm
  process: Process | null
  minPct: number
  maxPct: number
  at12: boolean
}

export const bandTolerancePoints = 5

/** The band of a step or lot in a process; its own before that of all processes, null where none is known. */
export function outturnFor(
  list: readonly Outturn[],
  of: Outturn['of'],
  process: Process,
  from: CoffeeForm,
  to: CoffeeForm,
): Outturn | null {
  const fitting = list.filter((each) => each.of === of && each.from === from && each.to === to)
  return (
    fitting.find((each) => each.process === process) ??
    fitting.find((each) => each.process === null) ??
    null
  )
}
