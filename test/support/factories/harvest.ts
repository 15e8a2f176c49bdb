import { Types } from 'mongoose'
import { seasonOf } from '../../../domain/harvests/yield.ts'
import { HarvestModel, type Harvest } from '../../../models/harvest.ts'
import type { Plot } from '../../../models/plot.ts'
import { serial } from '../serial.ts'

/** 185 kg of red cherry of a plot, picked in the first days of August 2026 and not yet confirmed. */
export async function makeHarvest(of: Plot, given: Partial<Harvest> = {}): Promise<Harvest> {
  const harvestedTo = given.harvestedTo ?? '2026-08-03'
  const harvest: Harvest = {
    _id: new Types.ObjectId(),
    number: `PN-2026-9${String(serial()).padStart(5, '0')}`,
    status: 'declared',
    farmerId: of.farmerId,
    groupId: of.groupId,
    districtCode: of.districtCode,
    regencyCode: of.regencyCode,
    season: seasonOf(harvestedTo),
    month: harvestedTo.slice(0, 7),
    plotId: of._id,
    harvestedFrom: '2026-08-01',
    harvestedTo,
    form: 'cherry-red',
    weightG: 185_000,
    redPct: 95,
    buyerKind: 'processor',
    pricePerKg: 12_500,
    note: null,
    photoId: null,
    registeredBy: new Types.ObjectId(),
    registeredByName: 'Orang Uji',
    declaredAt: new Date('2026-08-04T01:00:00Z'),
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    reason: null,
    answers: [],
    earlier: [],
    version: 1,
    createdAt: new Date('2026-08-04T01:00:00Z'),
    updatedAt: new Date('2026-08-04T01:00:00Z'),
    ...given,
  }
  await HarvestModel.create([harvest])
  return harvest
}

/** What a farmer types for such a harvest. */
export function harvestForm(of: Plot, given: Record<string, string> = {}): Record<string, string> {
  return {
    plotId: String(of._id),
    harvestedFrom: '2026-08-01',
    harvestedTo: '2026-08-03',
    form: 'cherry-red',
    weightKg: '185',
    redPct: '95',
    buyerKind: 'processor',
    pricePerKg: '12500',
    note: 'Dipetik bersama keluarga',
    ...given,
  }
}
