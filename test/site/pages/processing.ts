import { demoId } from '../../../database/demo/id.ts'
import { makeHarvest } from '../../support/factories/harvest.ts'
import { makeIntake, makeLot } from '../../support/factories/lot-record.ts'
import type { PageSet } from './index.ts'

export const processingPages: PageSet = {
  area: 'processing',
  as: 'uph',
  prepare: async ({ petani }) => {
    const plot = petani.plots[0]
    const organisationId = demoId('organisation:uph')
    const harvest = await makeHarvest(plot)
    const intake = await makeIntake(plot, harvest, { organisationId })
    const passportCode = 'abcdefgh01234569'
    const lot = await makeLot(plot, { organisationId, passportCode, status: 'ready' })
    await makeLot(plot, { organisationId })
    const slip = `/processing/intake/${String(intake._id)}`
    const record = `/lots/${String(lot._id)}`
    return [
      '/processing',
      '/storage',
      '/equipment',
      '/equipment/new',
      '/processing/intake',
      '/processing/intake/new',
      `/processing/intake/new?farmer=${petani.farmer.number}`,
      '/processing/owed',
      slip,
      `${slip}/reject`,
      '/lots',
      '/lots/new',
      `/lots/split?lotId=${String(lot._id)}`,
      `/lots/merge?lotId=${String(lot._id)}`,
      record,
      `${record}/trace`,
      `${record}/trace?direction=forward`,
      ...[
        'steps',
        'pack',
        'move',
        'sample',
        'write-off',
        'reject',
        'withdraw',
        'certify',
        'publish-price',
      ].map((act) => `${record}/${act}`),
      `/passport/${passportCode}`,
    ]
  },
}
