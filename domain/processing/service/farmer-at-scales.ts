import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { HarvestModel } from '../../../models/harvest.ts'
import { HarvestReceiptModel } from '../../../models/harvest-receipt.ts'
import { PlotModel } from '../../../models/plot.ts'
import { addDays } from '../../dates.ts'
import { today } from '../../clock.ts'
import { isId } from '../../find-visible.ts'
import { placeName } from '../../regions.ts'

/** Harvests of the last days that may still be on their way; older ones are not offered. */
const offeredDays = 45

/**
 * A farmer by his exact number, or by the id in his QR card; null when there is none. Nothing else
 * finds a farmer for a processing unit.
 */
export async function farmerAtScales(text: string | null): Promise<Farmer | null> {
  const wanted = text?.trim() ?? ''
  const number = wanted.toUpperCase()
  if (/^PT-\d{6,}$/.test(number)) return FarmerModel.findOne({ number, status: 'active' }).lean()
  return isId(wanted) ? FarmerModel.findOne({ _id: wanted, status: 'active' }).lean() : null
}

/** What the weigh slip needs of a farmer: name, village, plots and harvests that may come in. */
export async function offerAtScales(farmer: Farmer) {
  const [plots, harvests] = await Promise.all([
    PlotModel.find({ farmerId: farmer._id, status: 'active' }, { name: 1, number: 1 }).lean(),
    HarvestModel.find({
      farmerId: farmer._id,
      harvestedTo: { $gte: addDays(today(), -offeredDays) },
    }).lean(),
  ])
  const open = harvests.filter(({ status }) => status === 'declared' || status === 'confirmed')
  const receipts = await HarvestReceiptModel.find({ _id: { $in: open.map((h) => h._id) } }).lean()
  const receivedG = new Map(receipts.map((each) => [String(each._id), each.receivedG]))
  const plotNames = new Map(plots.map(({ _id, name }) => [String(_id), name]))
  return {
    id: String(farmer._id),
    number: farmer.number,
    fullName: farmer.fullName,
    village: placeName(farmer.villageCode),
    plots: plots.map(({ _id, name, number }) => ({ id: String(_id), name, number })),
    harvests: open
      .map((harvest) => ({
        id: String(harvest._id),
        number: harvest.number,
        plotId: String(harvest.plotId),
        plotName: plotNames.get(String(harvest.plotId)) ?? '',
        harvestedTo: harvest.harvestedTo,
        weightKg: harvest.weightG / 1000,
        leftKg: (harvest.weightG - (receivedG.get(String(harvest._id)) ?? 0)) / 1000,
      }))
      .filter(({ leftKg }) => leftKg > 0)
      .sort((a, b) => (a.harvestedTo < b.harvestedTo ? 1 : -1)),
  }
}

export type OfferAtScales = Awaited<ReturnType<typeof offerAtScales>>
