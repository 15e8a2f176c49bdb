import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import { isPastCherry, lossKinds, type CoffeeForm, type Losses, type StepCode } from './coffee.ts'
import { dryG } from './moisture.ts'
import { mayTakeUpWater, usualLoss } from './steps.ts'

/** What the scales may err: half a per cent, in parts per thousand (issue, section B). */
const scaleTolerancePpt = 5

/** The lot before a step. */
export interface BeforeStep {
  form: CoffeeForm
  massG: number
  moistureBp: number | null
  dryLimitG: number | null
}

/** What a step is told to have given. */
export interface StepOut {
  step: StepCode
  formOut: CoffeeForm
  massOutG: number
  moistureOutBp: number | null
  /** As typed, whole grams; the rest of what went is put to the step's usual kind. */
  losses: Losses
}

/** A step whose mass adds up: in + gain = out + losses, to the gram. */
export interface Balance {
  losses: Losses
  gainG: number
  dryLimitG: number | null
}

/** What is wrong with the masses and moistures of a step, by field of its form. */
export function balanceFaults(before: BeforeStep, out: StepOut): FaultsByField {
  return faultsByField({
    moisturePct: moistureFault(before, out),
    massOutKg: massFault(before, out),
    losses: lossFault(before, out),
  })
}

/** How the mass of a step adds up; only for a step without faults. */
export function balanceOf(before: BeforeStep, out: StepOut): Balance {
  const rest = before.massG - out.massOutG - sumOf(out.losses)
  const losses = { ...out.losses }
  if (rest > 0) {
    const kind = usualLoss(out.step)
    losses[kind] = (losses[kind] ?? 0) + rest
  }
  return { losses, gainG: Math.max(0, -rest), dryLimitG: dryLimitAfter(before, out) }
}

/** Whole grams of all kinds together. */
export function sumOf(losses: Losses): number {
  return lossKinds.reduce((sum, kind) => sum + (losses[kind] ?? 0), 0)
}

function moistureFault(before: BeforeStep, out: StepOut): Fault | null {
  if (out.moistureOutBp === null) return mustMeasure(before, out) ? { key: 'forms.missing' } : null
  const isDrying = out.step === 'dry' || out.step === 'pre-dry'
  if (isDrying && before.moistureBp !== null && out.moistureOutBp > before.moistureBp) {
    return { key: 'processing.rules.dryingRaises', values: { pct: before.moistureBp / 100 } }
  }
  return null
}

const measuredForms: readonly CoffeeForm[] = ['cherry-dry', 'parchment-dry', 'green']

// resting, sorting and packing leave the moisture that was measured last
function mustMeasure(before: BeforeStep, out: StepOut): boolean {
  return measuredForms.includes(out.formOut) && (out.step === 'dry' || before.form !== out.formOut)
}

/** The moisture after a step: what was measured, else what it was where nothing changes it. */
export function moistureAfter(before: BeforeStep, out: StepOut): number | null {
  if (out.moistureOutBp !== null) return out.moistureOutBp
  const isSame = before.form === out.formOut
  const keeps = out.step === 'rest' || !(mayTakeUpWater(out.step) || out.step === 'pre-dry')
  return isSame && keeps ? before.moistureBp : null
}

function massFault(before: BeforeStep, out: StepOut): Fault | null {
  if (out.massOutG <= 0) return { key: 'processing.rules.noMass' }
  const moisture = moistureAfter(before, out)
  const tooMuch = { key: 'processing.rules.moreThanIn', values: { massKg: before.massG / 1000 } }
  const knowsDry = isPastCherry(before.form) && before.dryLimitG !== null && moisture !== null
  // the scales may err only where dry mass tells how far; water is taken up only in some steps
  if (out.massOutG > before.massG) {
    const isSmall = out.massOutG * 1000 <= before.massG * (1000 + scaleTolerancePpt)
    if (!knowsDry || !(mayTakeUpWater(out.step) || isSmall)) return tooMuch
  }
  if (knowsDry) {
    const dryOut = dryG(out.massOutG, moisture)
    if (dryOut * 1000 > before.dryLimitG! * (1000 + scaleTolerancePpt)) {
      const values = { dryInKg: before.dryLimitG! / 1000, dryOutKg: dryOut / 1000 }
      return { key: 'processing.rules.dryMassGrows', values }
    }
  }
  return null
}

function lossFault(before: BeforeStep, out: StepOut): Fault | null {
  const rest = before.massG - out.massOutG
  const lost = sumOf(out.losses)
  const values = { restKg: Math.max(rest, 0) / 1000, lostKg: lost / 1000 }
  if (lost > Math.max(rest, 0)) return { key: 'processing.rules.lossesExceed', values }
  // before parchment every gram that is gone must be named
  if (!isPastCherry(before.form) && lost !== rest && out.massOutG <= before.massG) {
    return { key: 'processing.rules.lossesMissing', values }
  }
  return null
}

function dryLimitAfter(before: BeforeStep, out: StepOut): number | null {
  const moisture = moistureAfter(before, out)
  if (!isPastCherry(out.formOut)) return null
  if (moisture === null) return before.dryLimitG
  const dry = dryG(out.massOutG, moisture)
  return before.dryLimitG === null || !isPastCherry(before.form)
    ? dry
    : Math.min(before.dryLimitG, dry)
}
