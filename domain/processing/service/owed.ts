import { FarmerModel } from '../../../models/farmer.ts'
import { IntakeModel } from '../../../models/intake.ts'
import type { Actor } from '../../actor.ts'
import { nameFor } from '../../farmers/name.ts'
import { intakesVisibleTo } from '../../scopes.ts'

/** What a unit still owes each farmer, the most first; whole rupiah. */
export async function owedByFarmer(actor: Actor) {
  const owed = await IntakeModel.find(
    { $and: [intakesVisibleTo(actor), { payment: 'owed', status: { $ne: 'rejected' } }] },
    { farmerId: 1, netG: 1, amountRupiah: 1, receivedOn: 1 },
  ).lean()
  const byFarmer = Map.groupBy(owed, ({ farmerId }) => String(farmerId))
  const farmers = await FarmerModel.find(
    { _id: { $in: [...byFarmer.keys()] } },
    { fullName: 1, number: 1 },
  ).lean()
  const farmerOf = new Map(farmers.map((farmer) => [String(farmer._id), farmer]))
  return [...byFarmer]
    .map(([farmerId, slips]) => ({
      farmerId,
      farmerNumber: farmerOf.get(farmerId)?.number ?? '',
      farmerName: nameFor(actor, farmerOf.get(farmerId)?.fullName ?? ''),
      slips: slips.length,
      netKg: slips.reduce((sum, { netG }) => sum + netG, 0) / 1000,
      amountRupiah: slips.reduce((sum, each) => sum + (each.amountRupiah ?? 0), 0),
      since: slips.map(({ receivedOn }) => receivedOn).sort()[0]!,
    }))
    .sort((a, b) => b.amountRupiah - a.amountRupiah)
}
