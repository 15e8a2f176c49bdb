import { Types } from 'mongoose'
import { CuppingModel } from '../../../models/cupping.ts'
import type { Cast } from '../../support/cast.ts'
import { makeTest } from '../../support/factories/quality-test.ts'
import { makeLot } from '../../support/factories/lot-record.ts'

/** A test of a lot of the second regency. */
export async function foreignTest({ petani2 }: Cast): Promise<string> {
  return String((await makeTest(await makeLot(petani2.plots[0])))._id)
}

/** A session at which nobody of the first regency sits. */
export async function foreignCupping({ petani2 }: Cast): Promise<string> {
  const lot = await makeLot(petani2.plots[0])
  const sample = { sampleCode: '417', lotId: lot._id, lotNumber: lot.number }
  const { _id } = await CuppingModel.create({
    season: 2026,
    heldOn: '2026-08-10',
    formVersion: 'sca-2004',
    samples: [{ ...sample, finalScore: null, spread: null }],
    cupperIds: [new Types.ObjectId()],
    openedBy: new Types.ObjectId(),
    openedByName: 'Orang Uji',
  })
  return String(_id)
}
