import { Types } from 'mongoose'
import { addDays, parseMoment, yearOf } from '../../domain/dates.ts'
import { mostPlants, treesPerHaOf } from '../../domain/seedlings/capacity.ts'
import { varieties } from '../../domain/farmers/varieties.ts'
import { requestWayFrom } from '../../domain/seedlings/status.ts'
import type { NurseryBatch } from '../../models/nursery-batch.ts'
import type { Plot } from '../../models/plot.ts'
import type { SeedlingProgramme } from '../../models/seedling-programme.ts'
import type { SeedlingRequest } from '../../models/seedling-request.ts'
import type { DemoPerson } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'

/** How far a request has come: the place of its status in the chain; refused ones stay behind. */
const stages = requestWayFrom('proposed')

/** The days of a request's acts, after the first day of its programme. */
export const daysAfter = {
  verify: 14,
  establish: 24,
  allocate: 30,
  send: 36,
  receive: 37,
  handOver: 38,
  plant: 42,
} as const

export interface DemoRequest {
  request: SeedlingRequest
  batch: NurseryBatch
  plot: Plot
  stage: number
  /** Allocated and sent, but not with the farmer yet: what a leader has to count and to hand out. */
  isOnTheWay: boolean
  base: string
  people: { applicant: DemoPerson; officer: DemoPerson; office: DemoPerson }
}

interface Wants {
  plots: Plot[]
  programme: SeedlingProgramme
  index: number
  batches: NurseryBatch[]
  peopleOf: (plot: Plot) => DemoRequest['people']
  count: number
  numbers: string[]
}

/** The requests of one programme, each as far as its place in the list lets it come. */
export function makeRequests(random: Random, wants: Wants): DemoRequest[] {
  const { plots, programme, index, batches, peopleOf, count, numbers } = wants
  return Array.from({ length: count }, (_, place): DemoRequest => {
    const plot = plots[(place + index * 37) % plots.length]!
    const own = batches.filter(({ regencyCode }) => regencyCode === plot.regencyCode)
    const batch = own[place % own.length]!
    const people = peopleOf(plot)
    const isOnTheWay = index === 2 && stageOf(index, place) === 4 && place % 2 === 0
    const stage = isOnTheWay ? 3 : stageOf(index, place)
    const base = addDays(programme.opensOn, isOnTheWay ? 34 : place % 12)
    const request = requestOf(random, {
      plot,
      programme,
      batch,
      number: numbers[place]!,
      base,
      stage,
      people,
    })
    return { request, batch, plot, stage, isOnTheWay, base, people }
  })
}

// the old programme is over, the second is being counted, the running one is in all states
function stageOf(programme: number, place: number): number {
  if (place % 23 === 11) return -1
  if (place % 29 === 17) return -2
  if (programme === 0) return 7
  if (programme === 1) return place % 9 === 4 ? 5 : place % 5 === 0 ? 7 : 6
  return place % 7
}

interface One {
  plot: Plot
  programme: SeedlingProgramme
  batch: NurseryBatch
  number: string
  base: string
  stage: number
  people: DemoRequest['people']
}

function requestOf(
  random: Random,
  { plot, programme, batch, number, base, stage, people }: One,
): SeedlingRequest {
  const at = parseMoment(`${base}T08:30`)!
  const { maxQuantity, treesPerHa } = limitOf(plot, programme, batch)
  const quantity = Math.min(maxQuantity, 20 * random.whole(2, 5))
  const status = stage === -1 ? 'rejected' : stage === -2 ? 'cancelled' : stages[stage]!
  const has = (least: number) => (stage >= least ? quantity : 0)
  return {
    _id: demoId(`seedling-request:${number}`),
    number,
    status,
    programmeId: programme._id,
    year: programme.year,
    farmerId: plot.farmerId,
    groupId: plot.groupId,
    villageCode: plot.villageCode,
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    lines: [
      {
        plotId: plot._id,
        varietyCode: batch.varietyCode,
        quantity,
        maxQuantity,
        treesPerHa,
        verifiedQuantity: stage >= 1 ? quantity : null,
        allocatedQuantity: has(3),
        receivedQuantity: has(4),
        plantedQuantity: has(5),
      },
    ],
    lowestAltitudeM: plot.altitudeM,
    centre: plot.centre,
    note: null,
    replaces: null,
    isAltitudeOverridden: stage >= 1 && plot.altitudeM < 700,
    verification:
      stage >= 1 && plot.centre
        ? {
            verifiedOn: addDays(base, daysAfter.verify),
            lat: plot.centre[1],
            lon: plot.centre[0],
            accuracyM: 6,
            note: null,
            photoId: null,
            visitId: null,
            byName: people.officer.fullName,
            documentsSeen: [...programme.documents],
            answers: [],
          }
        : null,
    decreeId: null,
    requestedBy: new Types.ObjectId(people.applicant.userId),
    requestedByName: people.applicant.fullName,
    requestedOn: base,
    journey: journeyOf(base, stage, people),
    version: journeyOf(base, stage, people).length,
    createdAt: at,
    updatedAt: at,
  }
}

/** What the plot can take of the batch's variety, by the density of the programme. */
function limitOf(plot: Plot, programme: SeedlingProgramme, { varietyCode }: NurseryBatch) {
  const variety = varieties.find(({ code }) => code === varietyCode)!
  const offer = programme.varieties.find(({ code }) => code === varietyCode)
  const treesPerHa = treesPerHaOf(offer?.treesPerHa, variety.stature)
  const room = {
    areaHa: plot.areaHa,
    treesPerHa,
    sparePct: programme.sparePct,
    standing: plot.treeCount,
    planned: 0,
  }
  return { maxQuantity: Math.max(40, mostPlants(room)), treesPerHa }
}

/** The steps of a request so far, each by whoever does it. */
export function journeyOf(
  base: string,
  stage: number,
  { applicant, officer, office }: DemoRequest['people'],
) {
  const step = (act: string, days: number, by: DemoPerson, note: string | null = null) => ({
    act,
    at: parseMoment(`${addDays(base, days)}T1${act.length % 10}:20`)!,
    byName: by.fullName,
    note,
  })
  const made = step('make', 0, applicant)
  if (stage === -1)
    return [made, step('reject', daysAfter.verify, officer, 'Kebun masih penuh tanaman produktif.')]
  if (stage === -2) return [made, step('cancel', 6, applicant, 'Menunggu musim hujan berikutnya.')]
  const steps = [
    made,
    step('verify', daysAfter.verify, officer),
    step('establish', daysAfter.establish, office),
    step('allocate', daysAfter.allocate, office),
    step('hand-over', daysAfter.handOver, applicant),
    step('plant', daysAfter.plant, applicant),
    step('count', daysAfter.plant + 31, officer),
    step('complete', daysAfter.plant + 366, officer),
  ]
  return steps.slice(0, stage + 1)
}

/** The year in whose series a request is numbered. */
export const yearOfRequest = (programme: SeedlingProgramme) => yearOf(programme.opensOn)
