import { Types } from 'mongoose'
import type { Harvest } from '../../../models/harvest.ts'
import { IntakeModel, type Intake } from '../../../models/intake.ts'
import { LotModel, type Lot } from '../../../models/lot.ts'
import type { Plot } from '../../../models/plot.ts'
import { serial } from '../serial.ts'

const at = new Date('2026-08-03T02:00:00Z')
const number = (prefix: string) => `${prefix}-2026-9${String(serial()).padStart(5, '0')}`

/** 100 kg of cherry of a plot, weighed at a unit that has no accounts. */
export async function makeIntake(
  of: Plot,
  harvest: Harvest,
  given: Partial<Intake> = {},
): Promise<Intake> {
  const intake: Intake = {
    _id: new Types.ObjectId(),
    number: number('TR'),
    status: 'received',
    organisationId: new Types.ObjectId(),
    farmerId: of.farmerId,
    plotId: of._id,
    groupId: of.groupId,
    districtCode: of.districtCode,
    regencyCode: of.regencyCode,
    harvestId: harvest._id,
    madeHarvest: false,
    form: 'cherry',
    season: 2026,
    receivedAt: at,
    receivedOn: '2026-08-03',
    grossG: 101_000,
    tareG: 1_000,
    netG: 100_000,
    redPct: 95,
    greenPct: null,
    blackPct: null,
    floaterPct: null,
    borerPct: null,
    pricePerKg: 12_000,
    amountRupiah: 1_200_000,
    payment: 'owed',
    paidAt: null,
    lotId: null,
    receivedBy: new Types.ObjectId(),
    receivedByName: 'Orang Uji',
    reason: null,
    answers: [],
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  }
  await IntakeModel.create([intake])
  return intake
}

/** 100 kg of green coffee of one plot at a unit that has no accounts. */
export async function makeLot(of: Plot, given: Partial<Lot> = {}): Promise<Lot> {
  const massG = given.massG ?? 100_000
  const lot: Lot = {
    _id: new Types.ObjectId(),
    number: number('LT'),
    name: null,
    organisationId: new Types.ObjectId(),
    process: 'washed',
    season: 2026,
    status: 'in-process',
    form: 'green',
    place: 'Gudang',
    massG,
    moistureBp: 1_180,
    dryLimitG: Math.floor(massG * 0.882),
    cherryG: massG * 6,
    composition: [{ farmerId: of.farmerId, plotId: of._id, massG }],
    bags: [],
    samples: [],
    lastStep: 'hull',
    lastStepAt: at,
    grade: null,
    cupScore: null,
    passportCode: null,
    certifications: [],
    sale: null,
    receivedFrom: at,
    receivedTo: at,
    varietyCodes: [of.varietyCode],
    altitudeMinM: of.altitudeM,
    altitudeMaxM: of.altitudeM,
    indication: null,
    farmerIds: [of.farmerId],
    groupIds: [of.groupId],
    districtCodes: [of.districtCode],
    regencyCodes: [of.regencyCode],
    isBeforeQuality: false,
    reason: null,
    answers: [],
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  }
  await LotModel.create([lot])
  return lot
}
