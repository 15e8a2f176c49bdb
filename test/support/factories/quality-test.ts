import { Types } from 'mongoose'
import type { Lot } from '../../../models/lot.ts'
import { QualityTestModel, type QualityTest } from '../../../models/quality-test.ts'
import { serial } from '../serial.ts'

/** A test of a lot: eight defects, grade 1. */
export async function makeTest(lot: Lot, given: Partial<QualityTest> = {}): Promise<QualityTest> {
  const test = await QualityTestModel.create({
    _id: new Types.ObjectId(),
    number: `UJ-2026-9${String(serial()).padStart(5, '0')}`,
    lotId: lot._id,
    lotNumber: lot.number,
    organisationId: lot.organisationId,
    season: lot.season,
    sampledOn: '2026-08-12',
    moisturePct: 11.8,
    impurityPct: 0.2,
    liveInsects: 'no',
    badSmell: 'no',
    defectCounts: { broken: 40 },
    sieveGrams: { '6.5': 290, '6.0': 10 },
    defects: '8.00',
    grade: '1',
    size: 'large',
    certificateCode: new Types.ObjectId().toHexString().slice(-16),
    testedBy: new Types.ObjectId(),
    testedByName: 'Orang Uji',
    farmerIds: lot.farmerIds,
    groupIds: lot.groupIds,
    districtCodes: lot.districtCodes,
    regencyCodes: lot.regencyCodes,
    process: lot.process,
    varietyCodes: lot.varietyCodes,
    ...given,
  })
  return test.toObject()
}
