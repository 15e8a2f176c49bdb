import { Types } from 'mongoose'
import { searchWords } from '../../../domain/search-words.ts'
import type { Farmer } from '../../../models/farmer.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'

let serial = 0

/** One hectare of Sigarar Utang at 1,200 m, planted in 2016, of the farmer. */
export async function makePlot(farmer: Farmer, given: Partial<Plot> = {}): Promise<Plot> {
  serial++
  const { villageCode, districtCode, regencyCode, groupId } = farmer
  const name = given.name ?? `Kebun Uji ${serial}`
  const number = `KB-${String(900_000 + serial)}`
  const plot = await PlotModel.create({
    _id: new Types.ObjectId(),
    number,
    farmerId: farmer._id,
    groupId,
    name,
    searchWords: searchWords([name, number, farmer.fullName]),
    villageCode,
    districtCode,
    regencyCode,
    landStatus: 'shm',
    areaHa: 1,
    plantedYear: 2016,
    varietyCode: 'sigarar-utang',
    treeCount: 2000,
    pattern: 'mixed',
    altitudeM: 1200,
    registeredBy: new Types.ObjectId(),
    version: 1,
    ...given,
  })
  return plot.toObject()
}
