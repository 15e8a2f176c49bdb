import type { Types } from 'mongoose'
import { FarmerSeenModel, type FarmerSeen } from '../../../models/farmer-seen.ts'
import { VisitModel } from '../../../models/visit.ts'

type Place = Pick<FarmerSeen, 'districtCode' | 'regencyCode'>

/** Writes down when the farmer was last seen, from his own visits; in the transaction of the act. */
export async function refreshSeen(farmerId: Types.ObjectId, place: Place): Promise<void> {
  const visits = await VisitModel.find({ farmerId }, { visitedOn: 1 }).lean()
  const visitedOn = visits
    .map((visit) => visit.visitedOn ?? '')
    .sort()
    .at(-1)
  if (!visitedOn) {
    await FarmerSeenModel.deleteOne({ _id: farmerId })
    return
  }
  const { districtCode, regencyCode } = place
  await FarmerSeenModel.updateOne(
    { _id: farmerId },
    { $set: { districtCode, regencyCode, visitedOn } },
    { upsert: true },
  )
}

/** The last days as the visits themselves give them. */
export async function seenFromVisits(): Promise<Map<string, FarmerSeen>> {
  const seen = new Map<string, FarmerSeen>()
  const fields = { farmerId: 1, districtCode: 1, regencyCode: 1, visitedOn: 1 }
  for await (const visit of VisitModel.find({}, fields).lean().cursor()) {
    const { farmerId, districtCode, regencyCode, visitedOn } = visit
    const known = seen.get(String(farmerId))
    if (!visitedOn || (known && known.visitedOn >= visitedOn)) continue
    seen.set(String(farmerId), { _id: farmerId, districtCode, regencyCode, visitedOn })
  }
  return seen
}

/** Writes them anew. */
export async function rebuildSeen(): Promise<void> {
  const seen = [...(await seenFromVisits()).values()]
  await FarmerSeenModel.deleteMany({})
  if (seen.length > 0) await FarmerSeenModel.insertMany(seen)
}
