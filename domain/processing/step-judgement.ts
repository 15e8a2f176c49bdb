import type { Question } from '../errors.ts'
import type { CoffeeForm, Process, StepCode } from './coffee.ts'
import { standardBp, w12G } from './moisture.ts'
import {
  bandTolerancePoints,
  outturnFor,
  type NormBand,
  type Outturn,
  type StepNorm,
} from './steps.ts'

/** What is judged: a step whose masses add up. */
export interface StepDone {
  process: Process
  step: StepCode
  formIn: CoffeeForm
  formOut: CoffeeForm
  massInG: number
  massOutG: number
  moistureInBp: number | null
  moistureOutBp: number | null
  cherryG: number
  startedAt: Date
  endedAt: Date
  /** When the oldest of its cherry came in. */
  receivedFrom: Date
}

const hourMs = 3_600_000

/** What lies out of its norm and must be explained, as questions; empty when all is as usual. */
export function judgeStep(
  done: StepDone,
  norm: StepNorm | null,
  outturns: readonly Outturn[],
): Question[] {
  const hours = (done.endedAt.getTime() - done.startedAt.getTime()) / hourMs
  const waited = (done.startedAt.getTime() - done.receivedFrom.getTime()) / hourMs
  const startLimit = norm?.startWithinHours
  return [
    outside('hours', hours, norm?.hours),
    outside('moisture-in', pctOf(done.moistureInBp), norm?.moistureInPct),
    outside('moisture-out', driedPct(done), norm?.moistureOutPct),
    startLimit === undefined ? null : outside('late-start', waited, { min: 0, max: startLimit }),
    stepOutturn(done, outturns),
    lotOutturn(done, outturns),
  ].filter((question) => question !== null)
}

// coffee that stays wet after a day in the sun is not finished drying
function driedPct({ step, formOut, moistureOutBp }: StepDone): number | null {
  const isUnfinished = step === 'dry' && (formOut === 'cherry' || formOut === 'parchment-wet')
  return isUnfinished ? null : pctOf(moistureOutBp)
}

function stepOutturn(done: StepDone, outturns: readonly Outturn[]): Question | null {
  const band = outturnFor(outturns, 'step', done.process, done.formIn, done.formOut)
  if (!band || done.formIn === done.formOut) return null
  if (!band.at12) return outside('outturn', ratioPct(done.massOutG, done.massInG), widened(band))
  if (done.moistureInBp === null || done.moistureOutBp === null) return null
  const massIn = w12G(done.massInG, done.moistureInBp)
  return outside(
    'outturn',
    ratioPct(w12G(done.massOutG, done.moistureOutBp), massIn),
    widened(band),
  )
}

function lotOutturn(done: StepDone, outturns: readonly Outturn[]): Question | null {
  const band = outturnFor(outturns, 'lot', done.process, 'cherry', done.formOut)
  if (!band || done.formIn === done.formOut || done.cherryG === 0) return null
  const massG = band.at12 ? w12G(done.massOutG, done.moistureOutBp ?? standardBp) : done.massOutG
  return outside('lot-outturn', ratioPct(massG, done.cherryG), widened(band))
}

function widened({ minPct, maxPct }: Outturn): NormBand {
  return { min: minPct - bandTolerancePoints, max: maxPct + bandTolerancePoints }
}

function outside(code: string, value: number | null, band: NormBand | undefined): Question | null {
  if (value === null || !band || (value >= band.min && value <= band.max)) return null
  return {
    code,
    key: `processing.asks.${code}`,
    values: { value: Math.round(value * 10) / 10, min: band.min, max: band.max },
    needsExplanation: true,
  }
}

function pctOf(bp: number | null): number | null {
  return bp === null ? null : bp / 100
}

/** Per cent, one decimal. */
export function ratioPct(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 10
}
