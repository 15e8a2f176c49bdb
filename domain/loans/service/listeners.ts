import { LoanModel, type Loan } from '../../../models/loan.ts'
import { PhotoModel } from '../../../models/photo.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import { RuleBroken } from '../../errors.ts'
import { listen, type Events } from '../../events.ts'
import { sentTo } from './move.ts'
import { tellAbout } from './notify.ts'
import { onConsent, refreshBankSight } from './sight.ts'

/** What the loans do when something happens in an earlier area; called once by app.ts. */
export function listenForLoans(): void {
  listen('consentGiven', onConsent)
  listen('consentWithdrawn', onConsent)
  listen('farmerMerged', onMerged)
  listen('visitDone', onVisitDone)
}

/** The bank learns that the survey it asked for was made. */
async function onVisitDone({ actor, visitId, farmerId }: Events['visitDone']): Promise<void> {
  const open = await LoanModel.find({ farmerId, isOpen: true }).lean<Loan[]>()
  for (const loan of open.filter((each) => String(each.surveyVisitId) === String(visitId)))
    await tellAbout(loan, actor, ['loan-officer'], 'messages.loan.surveyed', {})
}

/** The loans of a farmer that was written down twice go with him. */
async function onMerged({ farmerId, intoId }: Events['farmerMerged']): Promise<void> {
  const into = await FarmerModel.findById(intoId).lean()
  if (!into) return
  const open = await LoanModel.find({ farmerId: { $in: [farmerId, intoId] }, isOpen: true }).lean()
  const banks = open.map(({ bankId }) => String(bankId))
  if (new Set(banks).size < banks.length) {
    throw new RuleBroken({ intoId: { key: 'applications.rules.bothOpen' } })
  }
  const { groupId, districtCode, regencyCode } = into
  const place = { groupId, districtCode, regencyCode }
  for (const loan of await LoanModel.find({ farmerId }).lean<Loan[]>()) {
    const moved = { ...loan, ...place }
    await LoanModel.updateOne(
      { _id: loan._id },
      { $set: { farmerId: intoId, ...place, ...sentTo(moved) } },
    )
    await PhotoModel.updateMany({ recordId: loan._id }, { $set: { farmerId: intoId } })
  }
  await refreshBankSight(farmerId)
  await refreshBankSight(intoId)
}
