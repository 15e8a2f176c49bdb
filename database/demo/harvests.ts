import { Types } from 'mongoose'
import { harvestFaults, harvestQuestions } from '../../domain/harvests/harvest-rules.ts'
import { reserveNumbers } from '../../domain/numbers.ts'
import { HarvestModel, type Harvest, type HarvestFigures } from '../../models/harvest.ts'
import { PhotoModel } from '../../models/photo.ts'
import type { Plot } from '../../models/plot.ts'
import type { DemoPerson, DemoTrail } from './audit.ts'
import { fatesOf, type Fate } from './fates.ts'
import { figuresOf } from './figures.ts'
import { noteHarvest } from './harvest-trail.ts'
import { demoId } from './id.ts'
import { momentsOf } from './moments.ts'
import { pickingsOf, type Picking } from './pickings.ts'
import type { Random } from './random.ts'

/** Who registers and who confirms a harvest: never one and the same person. */
export interface DemoHands {
  registrant: DemoPerson
  confirmer: DemoPerson
}

/** What the harvests are made of. */
export interface HarvestWants {
  plots: Plot[]
  /** Plots of the demo accounts: all their pickings are told, and some carry photos. */
  ownPlots: Set<string>
  demoGroupIds: string[]
  photoIds: Types.ObjectId[]
  handsOf: (plot: Plot, index: number) => DemoHands
  /** The latest of the three seasons. */
  thisYear: number
  /** The last day that may be spoken of: yesterday, so that no moment lies in the future. */
  lastDay: string
}

const reasons = { disputed: 'Berat di catatan timbangan berbeda.', void: 'Tercatat dua kali.' }

/** 800 harvests of three seasons by the same rules as real ones, with their trail. */
export async function loadHarvests(random: Random, trail: DemoTrail, wants: HarvestWants) {
  const { plots, ownPlots, demoGroupIds, handsOf, thisYear, lastDay } = wants
  const pickings = pickingsOf(random, plots, ownPlots, thisYear, lastDay)
  const fates = fatesOf(pickings, demoGroupIds)
  const numbers = await numbersFor(pickings)
  const photoIds = [...wants.photoIds]
  const told = new Map<string, HarvestFigures[]>()
  const harvests = pickings.map((picking, index) => {
    const hands = handsOf(picking.plot, index)
    const fate = fates[index]!
    const isShown = ownPlots.has(String(picking.plot._id)) && index % 5 === 0
    const photoId = isShown ? (photoIds.pop() ?? null) : null
    const figures = figuresOf(random, picking, photoId, thisYear)
    const key = `${picking.plot.number}:${picking.season}`
    const others = told.get(key) ?? []
    const codes = checked(figures, picking.plot, others, lastDay)
    if (fate.status !== 'void') told.set(key, [...others, figures])
    const harvest = harvestOf(random, picking, figures, fate, hands, codes, lastDay)
    return { ...harvest, _id: demoId(`harvest:${index}`), number: numbers[index]! }
  })
  harvests.forEach((harvest, index) => {
    noteHarvest(trail, harvest, handsOf(pickings[index]!.plot, index))
  })
  await HarvestModel.insertMany(harvests, { ordered: false })
  await PhotoModel.insertMany(
    harvests
      .filter(({ photoId }) => photoId)
      .map(({ _id, farmerId, photoId }) => ({
        _id: photoId!,
        farmerId,
        recordKind: 'harvest',
        recordId: _id,
      })),
  )
  return harvests
}

/** The questions that the rules ask; the demo people say yes to those they can. */
function checked(figures: HarvestFigures, plot: Plot, others: HarvestFigures[], today: string) {
  const fault = Object.values(harvestFaults(figures, plot, others, today))[0]
  if (fault) throw new Error(`demo harvest of ${plot.number}: ${fault.key}`)
  return harvestQuestions(figures, plot, others).map(({ code }) => code)
}

async function numbersFor(pickings: Picking[]): Promise<string[]> {
  const bySeason = new Map<number, string[]>()
  for (const season of new Set(pickings.map((each) => each.season))) {
    const count = pickings.filter((each) => each.season === season).length
    bySeason.set(season, await reserveNumbers(`PN-${season}`, count))
  }
  return pickings.map(({ season }) => bySeason.get(season)!.shift()!)
}

function harvestOf(
  random: Random,
  { plot, season, on }: Picking,
  figures: HarvestFigures,
  { status, isCorrected, isRecent }: Fate,
  { registrant, confirmer }: DemoHands,
  codes: string[],
  lastDay: string,
): Omit<Harvest, '_id' | 'number'> {
  const { toldAt, correctedAt, decidedAt } = momentsOf(random, on, lastDay, isRecent)
  const isDecided = status !== 'declared'
  const answeredBy = new Types.ObjectId(registrant.userId)
  const slip = { ...figures, weightG: Math.round(figures.weightG / 10_000) * 1000 }
  const correction = {
    figures: slip,
    correctedAt,
    correctedByName: registrant.fullName,
    reason: 'Salah ketik: satu angka berat tertinggal.',
  }
  return {
    status,
    farmerId: plot.farmerId,
    groupId: plot.groupId,
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    season,
    month: on.slice(0, 7),
    ...figures,
    registeredBy: answeredBy,
    registeredByName: registrant.fullName,
    declaredAt: isCorrected ? correctedAt : toldAt,
    decidedBy: isDecided ? new Types.ObjectId(confirmer.userId) : null,
    decidedByName: isDecided ? confirmer.fullName : null,
    decidedAt: isDecided ? decidedAt : null,
    reason: status === 'disputed' || status === 'void' ? reasons[status] : null,
    answers: codes.map((code) => ({ code, explanation: null, answeredBy, answeredAt: toldAt })),
    earlier: isCorrected ? [correction] : [],
    version: 1 + Number(isCorrected) + Number(isDecided),
    createdAt: toldAt,
    updatedAt: isDecided ? decidedAt : isCorrected ? correctedAt : toldAt,
  }
}
