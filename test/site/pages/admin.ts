import { Client } from '../../support/client.ts'
import { harvestForm } from '../../support/factories/harvest.ts'
import type { PageSet } from './index.ts'

export const auditPages: PageSet = {
  area: 'audit trail',
  as: 'auditor',
  prepare: async ({ petani }) => {
    await (await Client.as('petani')).post('/harvests', harvestForm(petani.plots[0]))
    return ['/admin/audit', '/admin/audit?person=petani', '/admin/audit?day=2020-01-01']
  },
}

export const referencePages: PageSet = {
  area: 'reference data',
  as: 'disbun',
  prepare: () => {
    const list = '/admin/reference/variety'
    return ['/admin/reference', list, `${list}?q=zzz`, `${list}/new`, `${list}/kartika-1`]
  },
}
