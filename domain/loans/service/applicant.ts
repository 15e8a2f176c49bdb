import type { Types } from 'mongoose'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { LoanModel, type Loan } from '../../../models/loan.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import { ReferenceItemModel } from '../../../models/reference-item.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { isId } from '../../find-visible.ts'
import { expectedCherryKgPerHa, freshCherryG, type Band } from '../../harvests/yield.ts'
import { farmersVisibleTo, plotsVisibleTo } from '../../scopes.ts'
import { citableRequest } from '../../seedlings/service/cited.ts'
import type { Applicant } from '../eligibility.ts'
import { plotIncome, seasonsLookedAt, sumIncome, type PlotSeason } from '../income.ts'

/**
 * Whose loan it is: the farmer himself, or a member of the leader's group.
 * @throws {RuleBroken} when there is no such farmer in sight
 */
export async function farmerFor(actor: Actor, farmerId: string | null): Promise<Farmer> {
  const wanted = actor.role === 'farmer' ? actor.farmerId : farmerId
  const farmer = isId(wanted ?? undefined)
    ? await FarmerModel.findOne({
        $and: [{ _id: wanted, status: 'active' }, farmersVisibleTo(actor)],
      }).lean()
    : null
  if (!farmer) {
    throw new RuleBroken({ farmerId: { key: wanted ? 'forms.notThere' : 'forms.missing' } })
  }
  return farmer
}

/** The chosen gardens, all of them the farmer's own and in sight; the same words when one is not. */
export async function plotsFor(
  actor: Actor,
  farmerId: Types.ObjectId,
  plotIds: readonly string[],
): Promise<Plot[]> {
  const wanted = [...new Set(plotIds)]
  if (wanted.length === 0) return []
  const plots = await PlotModel.find({
    $and: [{ _id: { $in: wanted }, farmerId, status: 'active' }, plotsVisibleTo(actor)],
  }).lean()
  if (plots.length < wanted.length) throw new RuleBroken({ plotIds: { key: 'forms.notThere' } })
  return plots
}

/** The cited request for seedlings: the farmer's own, in sight, neither rejected nor cancelled. */
export async function seedlingRequestFor(
  actor: Actor,
  farmerId: Types.ObjectId,
  id: string | null,
): Promise<Types.ObjectId | null> {
  if (id === null) return null
  const request = await citableRequest(actor, farmerId, id)
  if (!request) throw new RuleBroken({ seedlingRequestId: { key: 'forms.notThere' } })
  return request._id
}

/** Fresh cherry of each garden by season, from harvests that are not void. */
export async function seasonsOfPlots(
  farmerId: Types.ObjectId,
): Promise<Map<string, (PlotSeason & { months: { month: number; cherryG: number }[] })[]>> {
  const thisYear = yearOf(today())
  const seasons = Array.from({ length: seasonsLookedAt + 1 }, (_, back) => thisYear - back)
  const harvests = await HarvestModel.find(
    { farmerId, season: { $in: seasons } },
    { plotId: 1, season: 1, month: 1, form: 1, weightG: 1, status: 1 },
  ).lean()
  const byPlot = new Map<
    string,
    Map<number, PlotSeason & { months: { month: number; cherryG: number }[] }>
  >()
  for (const { plotId, season, month, form, weightG, status } of harvests) {
    if (status === 'void') continue
    const key = String(plotId)
    const ofPlot = byPlot.get(key) ?? new Map()
    byPlot.set(key, ofPlot)
    const total = ofPlot.get(season) ?? { season, cherryG: 0, confirmedG: 0, months: [] }
    ofPlot.set(season, total)
    const cherryG = freshCherryG(form, weightG)
    total.cherryG += cherryG
    if (status === 'confirmed') total.confirmedG += cherryG
    total.months.push({ month: Number(month.slice(5, 7)), cherryG })
  }
  return new Map([...byPlot].map(([plot, totals]) => [plot, [...totals.values()]]))
}

/** The price of cherry as the office keeps it now. */
export async function readCherryPrice(): Promise<Band & { source: string; name: string }> {
  const item = await ReferenceItemModel.findById('cherry-price:cherry').lean()
  const { minRupiah = 0, maxRupiah = 0 } = (item?.values ?? {}) as Record<string, number>
  return { min: minRupiah, max: maxRupiah, source: item?.source ?? '', name: item?.name ?? '' }
}

/** What the rules need to know of the applicant of a loan. */
export async function applicantOf(
  loan: Pick<Loan, '_id' | 'farmerId' | 'bankId' | 'plotIds'>,
): Promise<Applicant> {
  // one after the other: this is asked within transactions, too
  const plots = await PlotModel.find({ _id: { $in: loan.plotIds } }, { areaHa: 1 }).lean()
  const seasons = await seasonsOfPlots(loan.farmerId)
  const price = await readCherryPrice()
  const other = await otherOpen(loan.farmerId, loan.bankId, loan._id)
  const incomes = plots.map((plot) =>
    plotIncome(
      plot.areaHa,
      pastSeasons(seasons.get(String(plot._id)) ?? []),
      expectedCherryKgPerHa,
      price,
    ),
  )
  return {
    areaHa: plots.reduce((sum, { areaHa }) => sum + areaHa, 0),
    seasonIncomeRupiah: incomes.some(({ isOwn }) => isOwn) ? sumIncome(incomes).max : null,
    hasOtherOpen: other !== null,
  }
}

/** Seasons that are over; the running one would look poor until it ends. */
export function pastSeasons<S extends PlotSeason>(seasons: readonly S[]): S[] {
  const thisYear = yearOf(today())
  return seasons.filter(({ season }) => season < thisYear)
}

/** Another application of the farmer that is open at the bank, or null. */
export async function otherOpen(
  farmerId: Types.ObjectId,
  bankId: Types.ObjectId,
  except: Types.ObjectId | null,
) {
  const found = await LoanModel.find({ farmerId, bankId, isOpen: true }, { number: 1 }).lean()
  return found.find(({ _id }) => String(_id) !== String(except)) ?? null
}
