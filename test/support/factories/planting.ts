import { Types } from 'mongoose'
import { PlantingModel, type Planting } from '../../../models/planting.ts'
import type { Plot } from '../../../models/plot.ts'
import { serial } from '../serial.ts'

/** Ten plants of the programme in the ground of a plot since January 2026. */
export async function makePlanting(of: Plot, given: Partial<Planting> = {}): Promise<Planting> {
  const { farmerId, groupId, districtCode, regencyCode } = of
  const [lotId, batchId] = [new Types.ObjectId(), new Types.ObjectId()]
  const planting = await PlantingModel.create({
    status: 'planted',
    requestId: new Types.ObjectId(),
    requestNumber: `UB-2026-9${String(serial()).padStart(5, '0')}`,
    programmeId: new Types.ObjectId(),
    plotId: of._id,
    ...{ farmerId, groupId, districtCode, regencyCode },
    varietyCode: 'sigarar-utang',
    altitudeM: 1200,
    plantedOn: '2026-01-10',
    quantity: 10,
    alive: 10,
    parts: [{ lotId, batchId, quantity: 10 }],
    seedLotIds: [lotId],
    plantedByName: 'Orang Uji',
    ...given,
  })
  return planting.toObject()
}
