import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import type { Actor } from '../../actor.ts'
import { findVisible } from '../../find-visible.ts'
import { nameFor } from '../../farmers/name.ts'
import { placeName } from '../../regions.ts'
import { farmersVisibleTo } from '../../scopes.ts'

/** What stands on the card that a farmer shows at the scales. */
export async function readCard(actor: Actor, id: string | undefined) {
  const farmer = await findVisible<Farmer>(FarmerModel, id, farmersVisibleTo(actor))
  const group = await OrganisationModel.findById(farmer.groupId, { name: 1 }).lean()
  return {
    id: String(farmer._id),
    number: farmer.number,
    fullName: nameFor(actor, farmer.fullName),
    groupName: group?.name ?? '',
    village: placeName(farmer.villageCode),
  }
}
