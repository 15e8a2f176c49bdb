import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { LoanModel, type Loan } from '../../../models/loan.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { today } from '../../clock.ts'
import { addMonths, compareDays, monthOf, yearOf } from '../../dates.ts'
import { expectedCherryKgPerHa, freshCherryG } from '../../harvests/yield.ts'
import { farmersVisibleTo, isOfBank, loansVisibleTo } from '../../scopes.ts'
import { citedRequest } from '../../seedlings/service/cited.ts'
import { stockOfFarmer } from '../../processing/service/farmer-stock.ts'
import { visitsOfFarmer } from '../../visits/service/read.ts'
import { costOf } from '../cost.ts'
import { incomeAgainst, monthShares, plotIncome, sumIncome } from '../income.ts'
import { pastSeasons, readCherryPrice, seasonsOfPlots } from './applicant.ts'

const seasonsShown = 3
const mostMonths = 36

/**
 * What the bank may see of the applicant, with his consent only: gardens, harvests of three
 * seasons, coffee in store, earlier loans at this bank, and what the coming season should bring. Null without
 * consent, or for anybody but the bank. The look is recorded with the farmer.
 */
export async function readReview(actor: Actor, loan: Loan, ratePpm: number) {
  if (!isOfBank(actor)) return null
  const farmer = await FarmerModel.findOne({
    $and: [{ _id: loan.farmerId }, farmersVisibleTo(actor)],
  }).lean()
  if (!farmer) return null
  await recordLook(actor, lookedAt(farmer))
  const thisYear = yearOf(today())
  const seasons = Array.from({ length: seasonsShown }, (_, back) => thisYear - back).reverse()
  const [plots, harvests, earlier, visits, stock] = await Promise.all([
    PlotModel.find({ farmerId: farmer._id, status: 'active' }).lean(),
    HarvestModel.find({ farmerId: farmer._id, season: { $in: seasons } }).lean(),
    LoanModel.find({ $and: [{ farmerId: farmer._id }, loansVisibleTo(actor)] }).lean(),
    visitsOfFarmer(farmer._id, `${thisYear - seasonsShown + 1}-01-01`),
    stockOfFarmer(farmer._id),
  ])
  return {
    farmer: { id: String(farmer._id), number: farmer.number, fullName: farmer.fullName },
    plots,
    visits,
    stock,
    harvests: harvests.toSorted((a, b) => compareDays(b.harvestedTo, a.harvestedTo)),
    seasons: seasons.map((season) => seasonSums(season, harvests)),
    earlier: earlier
      .filter(({ _id }) => String(_id) !== String(loan._id))
      .map(({ _id, number, status, amountRupiah, approvedRupiah, startedOn }) => ({
        id: String(_id),
        number,
        status,
        amountRupiah: approvedRupiah ?? amountRupiah,
        startedOn,
      })),
    seedlingRequest: await citedRequest(actor, loan.seedlingRequestId ?? null),
    income: await incomeOf(loan, plots, ratePpm),
  }
}
export type Review = NonNullable<Awaited<ReturnType<typeof readReview>>>

function lookedAt({ _id, number, version }: Farmer) {
  return { kind: 'farmer', id: _id.toHexString(), number, version }
}

type Weighed = Pick<
  Awaited<ReturnType<typeof HarvestModel.find>>[number],
  'season' | 'form' | 'weightG' | 'status'
>

/** Fresh cherry of a season in kilograms: declared (all but void) and confirmed. */
function seasonSums(season: number, harvests: readonly Weighed[]) {
  const own = harvests.filter((each) => each.season === season && each.status !== 'void')
  const sum = (rows: readonly Weighed[]) =>
    Math.round(rows.reduce((total, row) => total + freshCherryG(row.form, row.weightG), 0) / 1000)
  return {
    season,
    declaredKg: sum(own),
    confirmedKg: sum(own.filter(({ status }) => status === 'confirmed')),
  }
}

/** The coming season's income as a band, each step of it, and the instalments against it. */
async function incomeOf(loan: Loan, plots: readonly Plot[], ratePpm: number) {
  const [bySeason, price] = await Promise.all([seasonsOfPlots(loan.farmerId), readCherryPrice()])
  const steps = plots.map((plot) => {
    const past = pastSeasons(bySeason.get(String(plot._id)) ?? [])
    const income = plotIncome(plot.areaHa, past, expectedCherryKgPerHa, price)
    return { id: String(plot._id), name: plot.name, ...income }
  })
  const total = sumIncome(steps)
  const shares = monthShares([...bySeason.values()].flat().flatMap(({ months }) => months))
  const wanted = {
    ...loan,
    amountRupiah: loan.approvedRupiah ?? loan.amountRupiah,
    termMonths: loan.approvedTermMonths ?? loan.termMonths,
  }
  const cost = costOf(wanted, ratePpm, loan.decidedOn ?? today())
  const due = cost?.instalments ?? []
  const count = Math.min(Math.max(loan.termMonths ?? 12, 1), mostMonths)
  const months = Array.from({ length: count }, (_, index) => monthOf(addMonths(today(), index + 1)))
  return { price, steps, total, months: incomeAgainst(total, shares, due, months) }
}
