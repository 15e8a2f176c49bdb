import { Types } from 'mongoose'
import { addDays, parseMoment, yearOf } from '../../domain/dates.ts'
import { noEffect } from '../../domain/seedlings/entry-kinds.ts'
import { NurseryBatchModel, type NurseryBatch } from '../../models/nursery-batch.ts'
import { SeedConsignmentModel } from '../../models/seed-consignment.ts'
import { SeedLotModel, type SeedLot } from '../../models/seed-lot.ts'
import { SeedlingProgrammeModel, type SeedlingProgramme } from '../../models/seedling-programme.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import { numbersBy } from './numbers-by.ts'
import type { DemoBook } from './seedling-book.ts'

/** Days before today at which the three programmes begin. */
export const programmeAges = [800, 430, 75] as const
const codes = ['sigarar-utang', 'andungsari-2k', 'komasti']
const regencies = ['3511', '3512']

export interface DemoStock {
  programmes: SeedlingProgramme[]
  lots: SeedLot[]
  batches: NurseryBatch[]
}

interface Hands {
  officer: DemoPerson
  keeper: DemoPerson
  province: DemoPerson
}

/** Three programmes, nine lots (one is recalled in the end) and 24 batches, each sown and grown. */
export async function makeStock(
  trail: DemoTrail,
  book: DemoBook,
  hands: Hands,
  thisDay: string,
): Promise<DemoStock> {
  const programmes = programmeAges.map((age, index) => programmeOf(addDays(thisDay, -age), index))
  for (const programme of programmes)
    trail.note(hands.province, programme.createdAt, {
      act: 'seedling-programme.make',
      record: { ...demoRecord('seedling-programme', programme), number: programme.name },
      after: { name: programme.name, year: programme.year },
    })
  const lots: SeedLot[] = []
  const batches: NurseryBatch[] = []
  const bases = programmeAges.map((age) => addDays(thisDay, -age))
  const places = [0, 1, 2]
  const lotNumbers = await numbersBy(
    'BN',
    bases.flatMap((base) => places.map((place) => issuedOnOf(base, place))),
  )
  const batchNumbers = await numbersBy(
    'PS',
    bases.flatMap((base, index) =>
      Array.from({ length: places.length * batchesOf(index) }, () => sownOnOf(base)),
    ),
  )
  for (const [index, base] of bases.entries()) {
    for (const place of places) {
      const lot = lotOf(base, index, place, hands.officer, lotNumbers.shift()!)
      lots.push(lot)
      trail.note(hands.officer, lot.createdAt, {
        act: 'seed-lot.register',
        record: demoRecord('seed-lot', { ...lot, version: 1 }),
        after: { certificateNumber: lot.certificateNumber, quantity: lot.quantity },
      })
      book.add(hands.officer, {
        kind: 'received',
        quantity: lot.quantity,
        place: 'lot',
        balance: lot.quantity,
        lotId: lot._id,
        happenedOn: lot.issuedOn,
        document: lot.certificateNumber,
      })
      const count = batchesOf(index)
      for (let each = 0; each < count; each++)
        batches.push(batchOf(lot, base, each, hands.keeper, batchNumbers.shift()!))
      lotSent(book, hands.officer, lot, batches.slice(-count))
    }
  }
  for (const batch of batches) grow(trail, book, hands.keeper, batch)
  return { programmes, lots, batches }
}

function programmeOf(base: string, index: number): SeedlingProgramme {
  const at = parseMoment(`${base}T08:00`)!
  const year = yearOf(base)
  return {
    _id: demoId(`seedling-programme:${index}`),
    name: `Bantuan bibit kopi arabika ${year}`,
    year,
    fundSource: index === 1 ? 'APBN' : 'APBD Provinsi',
    opensOn: base,
    closesOn: addDays(base, index === 2 ? 240 : 120),
    minAltitudeM: 900,
    maxAreaHa: 3,
    sparePct: 10,
    plantRupiah: [3_500, 4_000, 4_500][index]!,
    // the second programme wanted to see papers; the others did not
    documents: index === 1 ? ['identity', 'land', 'group-letter'] : [],
    follows: index === 0 ? null : demoId(`seedling-programme:${index - 1}`),
    varieties: codes.map((code, place) => ({
      code,
      quantity: 20_000,
      // the second programme planted the dwarf variety wider, to leave room for shade
      treesPerHa: index === 1 && place === 0 ? 2_000 : null,
      established: 0,
    })),
    quotas: regencies.map((regencyCode) => ({ regencyCode, quantity: 30_000, established: 0 })),
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

const issuedOnOf = (base: string, place: number) => addDays(base, -240 + place)
const sownOnOf = (base: string) => addDays(base, -225)
// 24 batches of nine lots
const batchesOf = (programme: number) => (programme === 2 ? 2 : 3)

function lotOf(
  base: string,
  programme: number,
  place: number,
  officer: DemoPerson,
  number: string,
): SeedLot {
  const issuedOn = issuedOnOf(base, place)
  const at = parseMoment(`${issuedOn}T09:00`)!
  return {
    _id: demoId(`seed-lot:${programme}:${place}`),
    number,
    status: 'open',
    varietyCode: codes[place]!,
    sourceGarden: ['KP Andungsari', 'KP Kaliwining', 'KP Sumber Asin'][place]!,
    form: 'polybag',
    quantity: 12_000,
    pickedOn: addDays(issuedOn, -12),
    sortedOn: addDays(issuedOn, place === 2 ? -9 : -11),
    moisturePct: [41, 38.5, 46][place]!,
    producerLicence: 'IUPB/2023/0117',
    certificateNumber: `SMB/${yearOf(issuedOn)}/${programme}${place}17`,
    issuer: 'BBPPTP Surabaya',
    issuedOn,
    validUntil: addDays(base, programme === 0 ? 700 : 720),
    labelColour: 'biru muda',
    labelFrom: 1 + place * 12_000,
    labelTo: 12_000 + place * 12_000,
    scanId: null,
    onHand: 12_000,
    sent: 0,
    entryCount: 1,
    nurseryIds: [],
    regencyCodes: [],
    recalledAt: null,
    recallReason: null,
    registeredBy: new Types.ObjectId(officer.userId),
    registeredByName: officer.fullName,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

function batchOf(
  lot: SeedLot,
  base: string,
  place: number,
  keeper: DemoPerson,
  number: string,
): NurseryBatch {
  const isSecond = place === 1
  const sownOn = sownOnOf(base)
  const at = parseMoment(`${sownOn}T09:00`)!
  return {
    _id: demoId(`nursery-batch:${lot.number}:${place}`),
    number,
    status: 'ready',
    seedLotId: lot._id,
    lotNumber: lot.number,
    varietyCode: lot.varietyCode,
    form: 'polybag',
    nurseryId: demoId(`organisation:${isSecond ? 'nursery2' : 'nursery'}`),
    regencyCode: isSecond ? '3512' : '3511',
    bed: `B${place + 1}`,
    sownOn,
    quantity: 3_500,
    ...noEffect,
    free: 0,
    entryCount: 0,
    readyOn: addDays(base, -10),
    validUntil: lot.validUntil,
    growth: [60, 120, 200].map((days, step) => ({
      measuredOn: addDays(sownOn, days),
      heightCm: [9, 17, 26][step]!,
      leafPairs: [2, 4, 6][step]!,
      stemMm: [2.4, 3.9, 5.6][step]!,
      sample: 30,
      healthy: [28, 29, 29][step]!,
    })),
    registeredBy: new Types.ObjectId(keeper.userId),
    registeredByName: keeper.fullName,
    version: 2,
    createdAt: at,
    updatedAt: at,
  }
}

function lotSent(book: DemoBook, officer: DemoPerson, lot: SeedLot, batches: NurseryBatch[]): void {
  for (const { nurseryId, regencyCode, quantity } of batches) {
    lot.onHand -= quantity
    lot.sent += quantity
    lot.entryCount++
    lot.version++
    if (!lot.nurseryIds.some((id) => id.equals(nurseryId))) lot.nurseryIds.push(nurseryId)
    if (!lot.regencyCodes.includes(regencyCode)) lot.regencyCodes.push(regencyCode)
    book.add(officer, {
      kind: 'handed-over',
      quantity,
      place: 'lot',
      balance: lot.onHand,
      lotId: lot._id,
      happenedOn: addDays(lot.issuedOn, 5),
      regencyCode,
    })
  }
}

function grow(trail: DemoTrail, book: DemoBook, keeper: DemoPerson, batch: NurseryBatch): void {
  trail.note(keeper, batch.createdAt, {
    act: 'nursery-batch.register',
    record: demoRecord('nursery-batch', { ...batch, version: 1 }),
    after: { quantity: batch.quantity, sownOn: batch.sownOn },
  })
  book.batch(keeper, batch, 'sown', batch.quantity, batch.sownOn, { document: batch.lotNumber })
  book.batch(keeper, batch, 'lost', 90, addDays(batch.sownOn, 40), { cause: 'busuk akar' })
  book.batch(keeper, batch, 'lost', 45, addDays(batch.sownOn, 130), { cause: 'siput' })
  trail.note(keeper, parseMoment(`${batch.readyOn!}T10:00`)!, {
    act: 'nursery-batch.ready',
    record: demoRecord('nursery-batch', batch),
    before: { status: 'open' },
    after: { status: 'ready', readyOn: batch.readyOn },
  })
}

/** Writes the stock as the acts since have left it; the second lot of the first year is recalled. */
export async function writeStock(
  { programmes, lots, batches }: DemoStock,
  trail: DemoTrail,
  officer: DemoPerson,
  at: Date,
): Promise<void> {
  const bad = lots[1]!
  Object.assign(bad, {
    status: 'recalled',
    recalledAt: at,
    recallReason: 'Nematoda ditemukan pada contoh akar.',
    version: bad.version + 1,
  })
  for (const batch of batches) if (batch.seedLotId.equals(bad._id)) batch.status = 'recalled'
  trail.note(officer, at, {
    act: 'seed-lot.recall',
    record: demoRecord('seed-lot', bad),
    before: { status: 'open' },
    after: { status: 'recalled' },
    note: bad.recallReason,
  })
  await SeedlingProgrammeModel.insertMany(programmes)
  await SeedLotModel.insertMany(lots)
  await NurseryBatchModel.insertMany(batches)
  const byConsignment = Map.groupBy(
    batches,
    ({ seedLotId, nurseryId }) => `${String(seedLotId)}:${String(nurseryId)}`,
  )
  await SeedConsignmentModel.insertMany(
    [...byConsignment].map(([_id, each]) => {
      const sent = each.reduce((sum, { quantity }) => sum + quantity, 0)
      return {
        _id,
        seedLotId: each[0]!.seedLotId,
        nurseryId: each[0]!.nurseryId,
        sent,
        sown: sent,
        left: 0,
        lastSentOn: each[0]!.sownOn,
      }
    }),
  )
}
