import { yearOf, type Day } from '../dates.ts'
import type { Question } from '../errors.ts'
import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import type { Variety } from './varieties.ts'

/** Above this a point is not enough: a polygon is due (EUDR art. 2(28) [H22][H15]). Hectares. */
export const polygonAboveHa = 4.0
/** Gardens of 25 ha and more need another licence than the smallholder's STDB [D3][D4]. */
export const areaBelowHa = 25
/** Below this the programme asks; its own line of 2019 to 2022 [A12][A15]. Metres. */
export const lowAltitudeM = 900
const highestAltitudeM = 3676 // summit of Semeru, the highest place of East Java (U)
const differencePct = 20 // issue 4 D

/** What the rules need to know of a plot. */
export interface PlotFacts {
  areaHa: number
  /** Hectares measured from the polygon; null without one. */
  mappedAreaHa: number | null
  plantedYear: number
  varietyCode: string
  treeCount: number
  altitudeM: number
  /** The day of the registration certificate (STDB); null without one. */
  stdbIssuedOn: Day | null
}

/** Whether the mapped area is more than 20 % (of the stated one) away from the stated one. */
export function areaDiffers(areaHa: number, mappedAreaHa: number): boolean {
  // in whole square metres, so that exactly 20 % is not more than 20 %
  const stated = Math.round(areaHa * 10_000)
  const mapped = Math.round(mappedAreaHa * 10_000)
  return Math.abs(mapped - stated) * 100 > stated * differencePct
}

/** Whether the stated area is one for which a point will not do. */
export function needsPolygon(areaHa: number): boolean {
  return areaHa > polygonAboveHa
}

/** Whether arabica is planted lower than the programme recommends. */
export function isLowAltitude(altitudeM: number): boolean {
  return altitudeM < lowAltitudeM
}

/** Whole trees per hectare. */
export function treesPerHaOf(treeCount: number, areaHa: number): number {
  return Math.round(treeCount / areaHa)
}

/**
 * Whether so many trees per hectare are plausible for the variety; a code that the list does not
 * know is judged by the widest band in it.
 */
export function isDensityPlausible(
  treesPerHa: number,
  varietyCode: string,
  varieties: readonly Variety[],
): boolean {
  const { min, max } = densityBand(varietyCode, varieties)
  return treesPerHa >= min && treesPerHa <= max
}

/** What is wrong with a plot, by field: figures out of bounds, a polygon that is due. */
export function plotFaults(plot: PlotFacts, today: Day): FaultsByField {
  return faultsByField({
    areaHa: areaFault(plot.areaHa),
    plantedYear: plantedYearFault(plot.plantedYear, yearOf(today)),
    treeCount: plot.treeCount >= 1 ? null : { key: 'rules.plot.noTrees' },
    altitudeM:
      plot.altitudeM >= 0 && plot.altitudeM <= highestAltitudeM
        ? null
        : { key: 'rules.plot.altitude', values: { highestM: highestAltitudeM } },
    stdbIssuedOn:
      plot.stdbIssuedOn !== null && plot.stdbIssuedOn > today
        ? { key: 'rules.plot.stdbInFuture' }
        : null,
    geometry:
      needsPolygon(plot.areaHa) && plot.mappedAreaHa === null
        ? { key: 'rules.plot.polygonNeeded', values: { limitHa: polygonAboveHa } }
        : null,
  })
}

/** What the service asks about a plot before it keeps it; each needs an explanation. */
export function plotQuestions(plot: PlotFacts, varieties: readonly Variety[]): Question[] {
  const { areaHa, mappedAreaHa, altitudeM } = plot
  const questions: Question[] = []
  const ask = (code: string, key: string, values: Record<string, unknown>) =>
    questions.push({ code, key, values, needsExplanation: true })
  if (mappedAreaHa !== null && areaDiffers(areaHa, mappedAreaHa)) {
    ask('area-differs', 'rules.plot.askAreaDiffers', { areaHa, mappedAreaHa })
  }
  if (isLowAltitude(altitudeM)) {
    ask('low-altitude', 'rules.plot.askLowAltitude', { altitudeM, limitM: lowAltitudeM })
  }
  const treesPerHa = treesPerHaOf(plot.treeCount, areaHa)
  if (!isDensityPlausible(treesPerHa, plot.varietyCode, varieties)) {
    const { min, max } = densityBand(plot.varietyCode, varieties)
    ask('density', 'rules.plot.askDensity', { treesPerHa, min, max })
  }
  return questions
}

function densityBand(code: string, varieties: readonly Variety[]): { min: number; max: number } {
  const known = varieties.filter((variety) => variety.code === code)
  const judges = known.length > 0 ? known : varieties
  return {
    min: Math.min(...judges.map((variety) => variety.minTreesPerHa)),
    max: Math.max(...judges.map((variety) => variety.maxTreesPerHa)),
  }
}

function areaFault(areaHa: number): Fault | null {
  if (!(areaHa >= 0.0001)) return { key: 'rules.plot.noArea' }
  if (areaHa < areaBelowHa) return null
  return { key: 'rules.plot.tooLarge', values: { limitHa: areaBelowHa } }
}

function plantedYearFault(year: number, thisYear: number): Fault | null {
  if (year > thisYear) return { key: 'rules.plot.plantedInFuture', values: { year: thisYear } }
  return year >= 1900 ? null : { key: 'rules.plot.plantedTooEarly' }
}
