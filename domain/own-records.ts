import type { Types } from 'mongoose'
import { HarvestModel } from '../models/harvest.ts'
import { IntakeModel } from '../models/intake.ts'
import { LoanModel, type Loan } from '../models/loan.ts'
import { LotModel, type Lot } from '../models/lot.ts'
import { PlantingModel } from '../models/planting.ts'
import { PlotModel } from '../models/plot.ts'
import { ReceiptModel } from '../models/receipt.ts'
import { SeedlingRequestModel } from '../models/seedling-request.ts'
import { SurvivalCountModel } from '../models/survival-count.ts'
import { VisitModel } from '../models/visit.ts'

/**
 * Every record that the programme keeps of one farmer, in plain values, for himself: gardens,
 * harvests, visits, loans, seedlings, weigh slips and his own part of the lots they went into.
 */
export async function recordsOfFarmer(farmerId: Types.ObjectId) {
  const own = { farmerId }
  const [plots, harvests, visits, loans, requests, receipts, plantings, counts, intakes, lots] =
    await Promise.all([
      PlotModel.find(own).lean(),
      HarvestModel.find(own).lean(),
      VisitModel.find(own).lean(),
      LoanModel.find(own).lean<Loan[]>(),
      SeedlingRequestModel.find(own).lean(),
      ReceiptModel.find(own).lean(),
      PlantingModel.find(own).lean(),
      SurvivalCountModel.find(own).lean(),
      IntakeModel.find(own).lean(),
      LotModel.find({ farmerIds: farmerId }).lean<Lot[]>(),
    ])
  return {
    ...{ plots, harvests, visits, intakes },
    loans: loans.map(asForApplicant),
    seedlings: { requests, receipts, plantings, survivalCounts: counts },
    lots: lots.map((lot) => partOf(lot, farmerId)),
  }
}

/** What the bank notes for itself stays in the bank (docs/decisions/loan-applications.md). */
function asForApplicant(loan: Loan): Partial<Loan> {
  const { searchWords: _, checks: __, analysis: ___, preparedBy: ____, ...told } = loan
  return { ...told, journey: loan.journey.filter(({ isInternal }) => !isInternal) }
}

/** His own coffee in a lot; whose the rest is, is not his to know. */
function partOf(lot: Lot, farmerId: Types.ObjectId) {
  const { _id, number, status, form, process, season, grade, cupScore, passportCode } = lot
  return {
    ...{ _id, number, status, form, process, season, grade, cupScore, passportCode },
    composition: lot.composition.filter((part) => String(part.farmerId) === String(farmerId)),
  }
}
