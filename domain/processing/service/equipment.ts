import { EquipmentModel, type Equipment } from '../../../models/equipment.ts'
export type { Equipment } from '../../../models/equipment.ts'
import type { Actor } from '../../actor.ts'
import { unitRecordsVisibleTo } from '../../scopes.ts'

/** The machines and tools that a reader may see, by kind. */
export async function equipmentOf(actor: Actor): Promise<Equipment[]> {
  const found = await EquipmentModel.find(unitRecordsVisibleTo(actor)).lean()
  return found.sort((a, b) => a.kind.localeCompare(b.kind))
}
