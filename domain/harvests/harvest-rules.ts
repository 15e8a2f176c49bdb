import { isAfter, isBefore, yearOf, type Day } from '../dates.ts'
import type { Question } from '../errors.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import {
  cherryKgPerHa,
  highCherryKgPerHa,
  impossibleCherryKgPerHa,
  isOffSeason,
  judgeYield,
  sumFreshCherryG,
  type HarvestForm,
} from './yield.ts'

/** The first, small crop comes in the second year after planting [B12][B6]. */
export const firstCropAfterYears = 2
/** More than one truck brings in a day of one plot; a limit against slips of the pen. Kilograms. */
export const heaviestKg = 20_000
/** Prices of cherry seen were Rp 2,000 to 12,000 a kg [E4][E3]; wide bounds against slips (U). */
export const pricePerKgLimits = { min: 500, max: 150_000 } as const

/** What the rules need to know of a registration (or of a harvest after a correction). */
export interface HarvestRegistration {
  harvestedFrom: Day
  harvestedTo: Day
  form: HarvestForm
  weightG: number
  redPct: number | null
  /** Rupiah. */
  pricePerKg: number | null
}

/** Another harvest of the same plot and season that is not void. */
export interface OtherHarvest {
  harvestedFrom: Day
  harvestedTo: Day
  form: HarvestForm
  weightG: number
  number?: string
}

interface PlotOfHarvest {
  areaHa: number
  plantedYear: number
}

/**
 * What is wrong with a harvest, by field. `others` are the plot's other harvests of the same season
 * that are not void (without the one that is being corrected): the yield counts them all.
 */
export function harvestFaults(
  harvest: HarvestRegistration,
  plot: PlotOfHarvest,
  others: readonly OtherHarvest[],
  today: Day,
): FaultsByField {
  return faultsByField({
    harvestedFrom: fromFault(harvest, plot, today),
    harvestedTo: toFault(harvest, today),
    weightKg: weightFault(harvest) ?? yieldFault(harvest, plot, others),
    redPct: redFault(harvest.redPct),
    pricePerKg: priceFault(harvest.pricePerKg),
  })
}

/** What the service asks about a harvest that has no fault; none needs an explanation. */
export function harvestQuestions(
  harvest: HarvestRegistration,
  plot: PlotOfHarvest,
  others: readonly OtherHarvest[],
): Question[] {
  const questions: Question[] = []
  const cherryG = sumFreshCherryG([harvest, ...others])
  if (judgeYield(cherryG, plot.areaHa) === 'ask') {
    const values = { kgPerHa: cherryKgPerHa(cherryG, plot.areaHa), limitKgPerHa: highCherryKgPerHa }
    questions.push({ code: 'high-yield', key: 'rules.harvest.askHighYield', values })
  }
  if (isOffSeason(harvest.harvestedFrom, harvest.harvestedTo)) {
    questions.push({ code: 'off-season', key: 'rules.harvest.askOffSeason' })
  }
  const twin = others.find((other) => isSameAgain(harvest, other))
  if (twin) {
    const values = { number: twin.number ?? '' }
    questions.push({ code: 'same-again', key: 'rules.harvest.askSameAgain', values })
  }
  return questions
}

function isSameAgain(harvest: HarvestRegistration, other: OtherHarvest): boolean {
  return (
    harvest.harvestedFrom === other.harvestedFrom &&
    harvest.harvestedTo === other.harvestedTo &&
    harvest.weightG === other.weightG
  )
}

function fromFault(harvest: HarvestRegistration, plot: PlotOfHarvest, today: Day): Fault | null {
  if (isAfter(harvest.harvestedFrom, today))
    return { key: 'rules.harvest.inFuture', values: { today } }
  const firstYear = plot.plantedYear + firstCropAfterYears
  if (yearOf(harvest.harvestedFrom) >= firstYear) return null
  const { plantedYear } = plot
  return { key: 'rules.harvest.tooYoung', values: { plantedYear, firstYear } }
}

function toFault({ harvestedFrom, harvestedTo }: HarvestRegistration, today: Day): Fault | null {
  if (isAfter(harvestedTo, today)) return { key: 'rules.harvest.inFuture', values: { today } }
  return isBefore(harvestedTo, harvestedFrom) ? { key: 'rules.harvest.endsBeforeStart' } : null
}

function weightFault({ weightG }: HarvestRegistration): Fault | null {
  if (!(weightG > 0)) return { key: 'rules.harvest.noWeight' }
  if (weightG <= heaviestKg * 1000) return null
  return { key: 'rules.harvest.tooHeavy', values: { limitKg: heaviestKg } }
}

function yieldFault(
  harvest: HarvestRegistration,
  plot: PlotOfHarvest,
  others: readonly OtherHarvest[],
): Fault | null {
  const cherryG = sumFreshCherryG([harvest, ...others])
  if (judgeYield(cherryG, plot.areaHa) !== 'refuse') return null
  const kgPerHa = cherryKgPerHa(cherryG, plot.areaHa)
  return {
    key: 'rules.harvest.impossibleYield',
    values: { kgPerHa, limitKgPerHa: impossibleCherryKgPerHa },
  }
}

function redFault(redPct: number | null): Fault | null {
  return redPct === null || (redPct >= 0 && redPct <= 100) ? null : { key: 'rules.harvest.redPct' }
}

function priceFault(pricePerKg: number | null): Fault | null {
  const { min, max } = pricePerKgLimits
  if (pricePerKg === null || (pricePerKg >= min && pricePerKg <= max)) return null
  return { key: 'rules.harvest.price', values: { min, max } }
}
