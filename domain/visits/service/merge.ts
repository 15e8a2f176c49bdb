import { VisitModel } from '../../../models/visit.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import type { Events } from '../../events.ts'
import { refreshSeen } from './seen.ts'

/** Two farmers turned out to be one: the visits go along; in the transaction of the merging. */
export async function moveVisitsOfMerged({
  farmerId,
  intoId,
}: Events['farmerMerged']): Promise<void> {
  const into = await FarmerModel.findById(intoId, {
    groupId: 1,
    districtCode: 1,
    regencyCode: 1,
  }).lean()
  if (!into) return
  await VisitModel.updateMany({ farmerId }, { $set: { farmerId: intoId, groupId: into.groupId } })
  await refreshSeen(farmerId, into)
  await refreshSeen(intoId, into)
}
