import type { Types } from 'mongoose'
import { FarmerModel } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { LoanModel } from '../../../models/loan.ts'
import { PlotModel } from '../../../models/plot.ts'
import { VisitModel } from '../../../models/visit.ts'
import type { Events } from '../../events.ts'
import { contractStatuses } from '../status.ts'

/**
 * Writes anew which banks may look at a farmer, his plots, harvests and visits: those with an open
 * application while he consents, those with a running contract in any case. In the transaction of
 * whatever changed it, so that each scope stays one equality.
 */
export async function refreshBankSight(farmerId: Types.ObjectId): Promise<void> {
  const farmer = await FarmerModel.findById(farmerId, { consents: 1, bankIds: 1 }).lean()
  const open = await LoanModel.find({ farmerId, isOpen: true }, { bankId: 1, status: 1 }).lean()
  const consents = farmer?.consents.bank === 'given'
  const sighted = open.filter(({ status }) => consents || contractStatuses.includes(status))
  const ids = [...new Set(sighted.map(({ bankId }) => String(bankId)))].sort()
  const before = (farmer?.bankIds ?? []).map(String).sort()
  if (ids.join() === before.join()) return
  const change = { $set: { bankIds: ids } }
  // who may look is no change of the record itself
  const quietly = { timestamps: false }
  await FarmerModel.updateOne({ _id: farmerId }, change, quietly)
  await PlotModel.updateMany({ farmerId }, change, quietly)
  await HarvestModel.updateMany({ farmerId }, change, quietly)
  await VisitModel.updateMany({ farmerId }, change, quietly)
}

/** Consent given or withdrawn opens or closes the record to the banks (called by events). */
export async function onConsent({ farmerId, purpose }: Events['consentGiven']): Promise<void> {
  if (purpose === 'bank') await refreshBankSight(farmerId)
}
