import { Types } from 'mongoose'
import { now } from '../../domain/clock.ts'
import { dayOf, yearOf } from '../../domain/dates.ts'
import { amountOf } from '../../domain/processing/price.ts'
import type { Harvest } from '../../models/harvest.ts'
import type { Intake } from '../../models/intake.ts'
import { demoId } from './id.ts'
import type { DemoUnit } from './lots.ts'
import type { Random } from './random.ts'

/** The weigh slip of one whole harvest; old ones are paid, some of the new ones are owed. */
export function demoIntake(
  random: Random,
  harvest: Harvest,
  unit: DemoUnit,
  { name, number, receivedAt }: { name: string; number: string; receivedAt: Date },
): Intake {
  const tareG = random.whole(2, 6) * 500
  const pricePerKg = harvest.pricePerKg ?? 10_500
  const isOld = now().getTime() - receivedAt.getTime() > 45 * 24 * 3_600_000
  const payment = isOld || random.whole(0, 2) === 0 ? 'paid' : 'owed'
  const redPct = Math.min(99, harvest.redPct ?? 90)
  return {
    _id: demoId(`intake:${name}`),
    number,
    status: 'received',
    organisationId: unit.organisationId,
    farmerId: harvest.farmerId,
    plotId: harvest.plotId,
    groupId: harvest.groupId,
    districtCode: harvest.districtCode,
    regencyCode: harvest.regencyCode,
    harvestId: harvest._id,
    madeHarvest: false,
    form: 'cherry',
    season: yearOf(dayOf(receivedAt)),
    receivedAt,
    receivedOn: dayOf(receivedAt),
    grossG: harvest.weightG + tareG,
    tareG,
    netG: harvest.weightG,
    redPct,
    greenPct: Math.min(100 - redPct, random.whole(0, 4)),
    blackPct: null,
    floaterPct: random.whole(0, 6),
    borerPct: random.whole(0, 3),
    pricePerKg,
    amountRupiah: amountOf(harvest.weightG, pricePerKg),
    payment,
    paidAt: payment === 'paid' ? receivedAt : null,
    lotId: null,
    receivedBy: new Types.ObjectId(unit.person.userId),
    receivedByName: unit.person.fullName,
    reason: null,
    answers: [],
    version: 1,
    createdAt: receivedAt,
    updatedAt: receivedAt,
  }
}
