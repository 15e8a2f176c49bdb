import type { Types } from 'mongoose'
import { IntakeModel } from '../../../models/intake.ts'
import { LotModel } from '../../../models/lot.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import { massOf } from '../composition.ts'

/**
 * A farmer's part of the lots that still lie at processing units, and what units owe him: for himself,
 * and for the bank's review, which has asked for consent before it calls. Whole grams, whole rupiah.
 */
export async function stockOfFarmer(farmerId: Types.ObjectId | string) {
  const [lots, owed] = await Promise.all([
    LotModel.find(
      { farmerIds: farmerId, status: { $in: ['open', 'in-process', 'ready', 'reserved'] } },
      { number: 1, form: 1, status: 1, grade: 1, organisationId: 1, season: 1, composition: 1 },
    ).lean(),
    IntakeModel.find(
      { farmerId, payment: 'owed', status: { $ne: 'rejected' } },
      { amountRupiah: 1 },
    ).lean(),
  ])
  const units = await OrganisationModel.find(
    { _id: { $in: lots.map(({ organisationId }) => organisationId) } },
    { name: 1 },
  ).lean()
  const unitName = new Map(units.map(({ _id, name }) => [String(_id), name]))
  const parts = lots.map(
    ({ _id, number, form, status, grade, organisationId, season, composition }) => ({
      id: String(_id),
      ...{ number, form, status, grade, season },
      unitName: unitName.get(String(organisationId)) ?? '',
      massG: massOf(composition.filter((part) => part.farmerId.equals(farmerId))),
    }),
  )
  return {
    lots: parts
      .filter(({ massG }) => massG > 0)
      .sort((a, b) => b.season - a.season || b.massG - a.massG),
    owedRupiah: owed.reduce((sum, { amountRupiah }) => sum + (amountRupiah ?? 0), 0),
  }
}
