import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import { LotEntryModel } from '../../../models/lot-entry.ts'
import { LotModel, type Lot, type LotSale } from '../../../models/lot.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { PlotModel } from '../../../models/plot.ts'
import { today } from '../../clock.ts'
import { dayOf, monthOf } from '../../dates.ts'
import { NotFound } from '../../errors.ts'
import { readVarieties } from '../../reference.ts'
import { readIndications, readSchemes } from './reference.ts'
import { placeName } from '../../regions.ts'
import { massOf } from '../composition.ts'

/** What everybody may read of a lot: no names but of those who want to be named, no place finer than a village. */
export type Passport = Awaited<ReturnType<typeof readPassport>>

/**
 * The passport of a lot by the code on its bags.
 * @throws {NotFound} for a code that was never given
 */
export async function readPassport(code: string) {
  const lot = /^[0-9a-z]{16}$/.test(code)
    ? await LotModel.findOne({ passportCode: code }).lean()
    : null
  if (!lot) throw new NotFound()
  const [plots, named, steps, unit, varieties, indications, schemes] = await Promise.all([
    plotsOf(lot),
    namedFarmers(lot),
    stepsOf(lot),
    OrganisationModel.findById(lot.organisationId, { name: 1, villageCode: 1 }).lean(),
    readVarieties(),
    readIndications(),
    readSchemes(),
  ])
  const groups = await OrganisationModel.find(
    { _id: { $in: plots.map(({ groupId }) => groupId) } },
    { name: 1 },
  ).lean()
  const varietyName = new Map(varieties.map(({ code: key, name }) => [key, name]))
  return {
    lotId: String(lot._id),
    code,
    number: lot.number,
    name: lot.name,
    status: lot.status,
    reason: lot.status === 'withdrawn' || lot.status === 'rejected' ? lot.reason : null,
    form: lot.form,
    process: lot.process,
    season: lot.season,
    massKg: lot.massG / 1000,
    moisturePct: lot.moistureBp === null ? null : lot.moistureBp / 100,
    grade: lot.grade,
    cupScore: lot.cupScore,
    indication: lot.indication,
    indicationName: indications.find((each) => each.code === lot.indication)?.name ?? null,
    certificates: lot.certifications
      .filter(({ validUntil }) => validUntil === null || validUntil >= today())
      .map(({ scheme, ...each }) => ({
        name: schemes.find(({ code }) => code === scheme)?.name ?? scheme,
        ...each,
      })),
    sale: lot.sale && publicSale(lot.sale),
    altitudeMinM: lot.altitudeMinM,
    altitudeMaxM: lot.altitudeMaxM,
    varieties: lot.varietyCodes.map((key) => varietyName.get(key) ?? key),
    harvestMonths: [...new Set([lot.receivedFrom, lot.receivedTo].map((at) => monthOf(dayOf(at))))],
    unitName: unit?.name ?? '',
    unitPlace: unit?.villageCode ? placeName(unit.villageCode) : null,
    groups: groups.map(({ name }) => name).sort(),
    villages: villagesOf(lot, plots),
    farmers: lot.farmerIds.length,
    named,
    steps,
  }
}

/** The figures of a published price, without who published it. */
function publicSale({ publishedAt, publishedByName: _, ...share }: LotSale) {
  return { ...share, publishedOn: dayOf(publishedAt) }
}

type PlotSeen = Awaited<ReturnType<typeof plotsOf>>[number]

async function plotsOf(lot: Lot) {
  return PlotModel.find(
    { _id: { $in: lot.composition.map(({ plotId }) => plotId) } },
    { villageCode: 1, groupId: 1, centre: 1 },
  ).lean()
}

/** Only those who said that their name may be told with the coffee, as it stands now. */
async function namedFarmers(lot: Lot): Promise<string[]> {
  const farmers = await FarmerModel.find(
    { _id: { $in: lot.farmerIds }, 'consents.story': 'given', status: 'active' },
    { fullName: 1 },
  ).lean()
  return farmers.map(({ fullName }) => fullName).sort()
}

/** Villages with their part of the lot; a place rounded to two hundredths of a degree, about 2 km. */
function villagesOf(lot: Lot, plots: PlotSeen[]) {
  const villageOf = new Map(plots.map(({ _id, villageCode }) => [String(_id), villageCode]))
  const parts = Map.groupBy(lot.composition, ({ plotId }) => villageOf.get(String(plotId)) ?? '')
  return [...parts]
    .map(([villageCode, each]) => {
      const own = plots.filter((plot) => plot.villageCode === villageCode)
      return {
        name: villageCode ? placeName(villageCode) : '',
        sharePct: lot.massG === 0 ? null : Math.round((massOf(each) * 100) / lot.massG),
        centre: roughCentre(own),
      }
    })
    .sort((a, b) => (b.sharePct ?? 0) - (a.sharePct ?? 0))
}

function roughCentre(plots: PlotSeen[]): [number, number] | null {
  const centres = plots.map(({ centre }) => centre).filter((each) => each?.length === 2)
  if (centres.length === 0) return null
  const mean = (axis: 0 | 1) =>
    centres.reduce((sum, centre) => sum + centre![axis], 0) / centres.length
  const rough = (degrees: number) => Math.round(Math.round(degrees * 50) * 2) / 100
  return [rough(mean(0)), rough(mean(1))]
}

/** The steps of the lot and of those that it came from, each kind once, in the order of time. */
async function stepsOf(lot: Lot) {
  const ids: Types.ObjectId[] = [lot._id]
  const seen = new Set([String(lot._id)])
  let frontier = [lot._id]
  // deep enough for every lot that people make by hand; the passport names kinds of steps only
  for (let level = 0; level < 12 && frontier.length > 0; level++) {
    const into = await LotEdgeModel.find({ toId: { $in: frontier }, fromKind: 'lot' }).lean()
    frontier = into
      .map(({ fromId }) => fromId)
      .filter((id) => !seen.has(String(id)) && seen.add(String(id)))
    ids.push(...frontier)
  }
  const entries = await LotEntryModel.find(
    { lotId: { $in: ids }, kind: 'step', undoneAt: null },
    { step: 1 },
  ).lean()
  const steps = entries
    .map(({ step }) => ({ step: step!.step, endedAt: step!.endedAt, startedAt: step!.startedAt }))
    .sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime())
  return [...new Map(steps.map((each) => [each.step, each])).values()].map((each) => ({
    step: each.step,
    endedOn: dayOf(each.endedAt),
    hours: Math.round((each.endedAt.getTime() - each.startedAt.getTime()) / 3_600_000),
  }))
}
