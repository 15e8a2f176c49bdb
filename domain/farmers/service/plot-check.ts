import type { Farmer } from '../../../models/farmer.ts'
import type { Plot } from '../../../models/plot.ts'
import type { Answer } from '../../../models/record.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { RuleBroken, type Question } from '../../errors.ts'
import { faultsByField, type Fault, type FaultsByField } from '../../fault.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { readVarieties } from '../../reference.ts'
import { villagesMeant } from '../../regions.ts'
import { placesOf } from '../../scopes.ts'
import { searchWords } from '../../search-words.ts'
import { measurePlot, readPlotGeometry } from '../plot-geometry.ts'
import type { PlotPolygon } from '../plot-position.ts'
import { plotFaults, plotQuestions } from '../plot-rules.ts'
import type { Variety } from '../varieties.ts'

/** A plot as told: hectares, metres, GeoJSON or lines of `lat, lon`; `outline` is a file's text. */
export interface PlotTold {
  name: string
  villageCode: string
  landStatus: Plot['landStatus']
  landDocumentNumber: string | null
  areaHa: number
  plantedYear: number
  varietyCode: string
  treeCount: number
  pattern: Plot['pattern']
  shadeTrees: string | null
  altitudeM: number
  soilType: string | null
  stdbNumber: string | null
  stdbIssuedOn: string | null
  geometry: string | null
}

/** What is kept of a plot after all rules were asked. */
export type PlotKept = Omit<PlotTold, 'geometry'> &
  Pick<
    Plot,
    'districtCode' | 'regencyCode' | 'mappedAreaHa' | 'geometry' | 'centre' | 'cell' | 'searchWords'
  >

/**
 * Asks every rule about a plot, then what must be asked and was not answered before.
 * @param outline the text of an uploaded file; it counts before what stands in `geometry`
 * @throws {RuleBroken} by field, {MustAsk}
 */
export async function checkPlot(
  actor: Actor,
  farmer: Pick<Farmer, 'fullName'>,
  told: PlotTold,
  outline: string | null,
  number: string,
  before: Plot | null,
  confirmed: Confirmed,
): Promise<{ plot: PlotKept; answers: Answer[] }> {
  const varieties = await readVarieties()
  const villageCode = villageOf(actor, told.villageCode, before)
  const { polygon, faults } = readOutline(told.geometry, outline)
  const measures = polygon && measurePlot(polygon)
  const facts = { ...told, mappedAreaHa: measures?.areaHa ?? null }
  refuse({
    ...plotFaults(facts, today()),
    ...faults,
    ...faultsByField({
      villageCode: villageCode ? null : { key: 'farmers.rules.village' },
      varietyCode: isKnown(told.varietyCode, varieties, before) ? null : { key: 'forms.choice' },
    }),
  })
  const asked = plotQuestions(facts, varieties)
  const open = asked.filter((question) => !wasAnswered(question, before, varieties))
  const answers = answersTo(actor, open, confirmed)
  const plot = {
    ...facts,
    villageCode: villageCode!,
    districtCode: villageCode!.slice(0, 6),
    regencyCode: villageCode!.slice(0, 4),
    geometry: polygon as Plot['geometry'],
    centre: measures?.centre ?? null,
    cell: measures?.cell ?? null,
    searchWords: searchWords([told.name, number, farmer.fullName]),
  }
  return { plot, answers }
}

function refuse(faults: FaultsByField): void {
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}

/** The outline, from the file where one came; a fault stands where the outline came from. */
function readOutline(
  typed: string | null,
  file: string | null,
): { polygon: PlotPolygon | null; faults: FaultsByField } {
  const text = file ?? typed
  if (text === null) return { polygon: null, faults: {} }
  const read = readPlotGeometry(text)
  if ('polygon' in read) return { polygon: read.polygon, faults: {} }
  const fault: Fault = read.fault
  return { polygon: null, faults: { [file === null ? 'geometry' : 'geometryFile']: fault } }
}

function villageOf(actor: Actor, typed: string, before: Plot | null): string | null {
  const places = [...placesOf(actor), ...(before ? [before.villageCode] : [])]
  const meant = new Set(villagesMeant(typed, places).map(({ code }) => code))
  return meant.size === 1 ? [...meant][0]! : null
}

// what the office has taken off the list stays with the plots that have it
function isKnown(code: string, varieties: Variety[], before: Plot | null): boolean {
  return varieties.some((variety) => variety.code === code) || before?.varietyCode === code
}

/** The same question with the same figures has its answer in the record already. */
function wasAnswered(question: Question, before: Plot | null, varieties: Variety[]): boolean {
  if (!before?.answers.some(({ code }) => code === question.code)) return false
  const then = plotQuestions(before, varieties).find(({ code }) => code === question.code)
  return JSON.stringify(then?.values) === JSON.stringify(question.values)
}

/** The fields of a plot of which the audit trail and a stale form speak. */
export function auditedPlot(plot: PlotKept) {
  const { name, villageCode, landStatus, landDocumentNumber, areaHa, mappedAreaHa } = plot
  const { plantedYear, varietyCode, treeCount, pattern, shadeTrees, altitudeM } = plot
  const { soilType, stdbNumber, stdbIssuedOn, geometry } = plot
  return {
    name,
    villageCode,
    landStatus,
    landDocumentNumber,
    areaHa,
    mappedAreaHa,
    plantedYear,
    varietyCode,
    treeCount,
    pattern,
    shadeTrees,
    altitudeM,
    soilType,
    stdbNumber,
    stdbIssuedOn,
    geometry,
  }
}
