import { LotModel } from '../../../models/lot.ts'
import { UserModel } from '../../../models/user.ts'
import { CuppingModel } from '../../../models/cupping.ts'
import { makeLot } from '../../support/factories/lot-record.ts'
import { makeTest } from '../../support/factories/quality-test.ts'
import type { PageSet } from './index.ts'

export const qualityPages: PageSet = {
  area: 'quality',
  as: 'mutu',
  prepare: async ({ petani }) => {
    const lot = await makeLot(petani.plots[0])
    await LotModel.updateOne({ _id: lot._id }, { $set: { isBeforeQuality: true } })
    const test = await makeTest(lot, { defectCounts: { broken: 40, black: 9 }, defects: '17.00' })
    const me = await UserModel.findOne({ username: 'mutu' }).lean()
    const sample = { sampleCode: '417', lotId: lot._id, lotNumber: lot.number }
    const cupping = await CuppingModel.create({
      season: 2026,
      heldOn: '2026-08-10',
      formVersion: 'sca-2004',
      samples: [{ ...sample, finalScore: null, spread: null }],
      cupperIds: [me!._id],
      openedBy: me!._id,
      openedByName: me!.fullName,
    })
    const session = `/cuppings/${String(cupping._id)}`
    return [
      '/quality-tests',
      '/quality/seasons',
      `/quality-tests/new?lotId=${String(lot._id)}`,
      `/quality-tests/${String(test._id)}`,
      `/quality/certificates/${test.certificateCode}`,
      '/cuppings',
      '/cuppings/new',
      session,
      `${session}/scores`,
    ]
  },
}
