import { Types } from 'mongoose'
import { SeedLotModel } from '../../../models/seed-lot.ts'
import type { SeedlingProgramme } from '../../../models/seedling-programme.ts'
import { SeedlingSummaryModel, type SeedlingSummary } from '../../../models/seedling-summary.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { isDuplicateOf } from '../../once.ts'
import { batchesVisibleTo } from '../../scopes.ts'
import { alivePct, curveBy, flowBy, rupiahPerLiving, totalFlow } from '../overview.ts'
import { countProgramme } from './count-programme.ts'
import { namesOf } from './lots.ts'
import { readNorms } from './norms.ts'

// which lot and nursery it will be is settled by the allocation
const notKnown = { asked: null, decreed: null }

/** Counted anew after this many milliseconds for every request: what costs more is kept longer. */
const keptMsPerRequest = 250

/**
 * The figures of a programme as far as the actor may see: offices their regency, province,
 * institute and auditor all of it.
 */
export async function readOverview(actor: Actor, programme: SeedlingProgramme) {
  const [summary, { countMonths }] = await Promise.all([summaryOf(programme._id), readNorms()])
  const { regencyCode = null } = batchesVisibleTo(actor) as { regencyCode?: string }
  const isOwn = (part: { regencyCode: string }) =>
    regencyCode === null || part.regencyCode === regencyCode
  const [flow, curve] = [summary.flow.filter(isOwn), summary.curve.filter(isOwn)]
  const total = totalFlow(flow)
  const [byLot, byNursery] = [flowBy(flow, 'lotId'), flowBy(flow, 'nurseryId')]
  const [lots, nurseries] = await Promise.all([
    SeedLotModel.find({ _id: { $in: byLot.map(({ key }) => key) } }, { number: 1 }).lean(),
    namesOf(byNursery.map(({ key }) => new Types.ObjectId(key))),
  ])
  const lotNumbers = new Map(lots.map(({ _id, number }) => [String(_id), number]))
  return {
    countedAt: summary.countedAt,
    total,
    rupiahPerLiving: rupiahPerLiving(programme.plantRupiah, total),
    byRegency: flowBy(flow, 'regencyCode'),
    byVariety: flowBy(flow, 'varietyCode'),
    byLot: byLot.map((each) => ({ ...each, ...notKnown, name: lotNumbers.get(each.key) ?? '' })),
    byNursery: byNursery.map((each) => ({
      ...each,
      ...notKnown,
      name: nurseries.get(each.key) ?? '',
    })),
    months: countMonths,
    curveByVariety: curveBy(curve, 'varietyCode', countMonths),
    curveByBand: curveBy(curve, 'band', countMonths),
    districts: summary.districts
      .filter(isOwn)
      .map((each) => ({ ...each, survivalPct: alivePct(each.alive, each.planted) })),
  }
}

/** The figures as they were counted last; counted now where that is too long ago. */
export async function summaryOf(programmeId: Types.ObjectId): Promise<SeedlingSummary> {
  const kept = (await SeedlingSummaryModel.findById(programmeId).lean()) as SeedlingSummary | null
  const age = kept ? now().getTime() - kept.countedAt.getTime() : Infinity
  if (kept && age < kept.requests * keptMsPerRequest) return kept
  const summary = await countProgramme(programmeId)
  try {
    await SeedlingSummaryModel.replaceOne({ _id: programmeId }, summary, { upsert: true })
  } catch (error) {
    // two counted it first at the same moment: either is as good
    if (!isDuplicateOf(error, 'seedlingSummaries')) throw error
  }
  return summary
}
