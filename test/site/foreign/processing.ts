import { Types } from 'mongoose'
import { EquipmentModel } from '../../../models/equipment.ts'
import type { Cast } from '../../support/cast.ts'
import { makeHarvest } from '../../support/factories/harvest.ts'
import { makeIntake, makeLot } from '../../support/factories/lot-record.ts'

/** A slip of a unit of the second regency. */
export async function foreignIntake({ petani2 }: Cast): Promise<string> {
  const harvest = await makeHarvest(petani2.plots[0])
  return String((await makeIntake(petani2.plots[0], harvest))._id)
}

/** A lot of a unit of the second regency. */
export async function foreignLot({ petani2 }: Cast): Promise<string> {
  return String((await makeLot(petani2.plots[0]))._id)
}

/** A machine of a unit of the second regency. */
export async function foreignEquipment(): Promise<string> {
  const { _id } = await EquipmentModel.create({
    organisationId: new Types.ObjectId(),
    regencyCode: '3512',
    kind: 'pulper',
  })
  return String(_id)
}
