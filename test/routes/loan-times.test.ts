import { expect } from 'chai'
import { seedReference } from '../../database/seed-reference.ts'
import { readPromises } from '../../domain/loans/service/promise-times.ts'
import { readHolidays } from '../../domain/reference.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

const holidays = '/admin/reference/holiday'
const promises = '/admin/reference/loan-promise'

describe('the times that a loan is promised', () => {
  useDatabase()
  let disbun: Client
  beforeEach(async () => {
    await setStage()
    disbun = await Client.as('disbun')
  })
  afterEach(async () => {
    await ReferenceItemModel.deleteMany({ list: { $in: ['holiday', 'loan-promise'] } })
    await seedReference()
  })

  const told = (given: Record<string, string>) => ({
    ...{ name: 'Cuti bersama', source: 'SKB tiga menteri', isConfirmed: 'on' },
    ...given,
  })

  it('count the holidays that the province keeps', async () => {
    const done = await disbun.post(holidays, told({ code: '2026-08-18' }))
    const wrong = await disbun.post(holidays, told({ code: '2026-02-30' }))
    const word = await disbun.post(holidays, told({ code: 'idulfitri' }))

    expect(done.location).to.equal(`${holidays}/2026-08-18`)
    expect([wrong, word].map(({ text }) => wrongFieldsOf(text))).to.deep.equal([['code'], ['code']])
    expect([...(await readHolidays())])
      .to.include('2026-08-18')
      .and.not.include('2026-02-30')
  })

  it('follow the working days that the province promises, step by step', async () => {
    const path = `${promises}/decide`
    const change = { name: 'Keputusan bank', version: '1' }

    const done = await disbun.post(path, told({ ...change, workingDays: '7' }))
    const none = await disbun.post(path, told({ ...change, version: '2', workingDays: '0' }))
    const other = await disbun.post(promises, told({ code: 'dance', workingDays: '3' }))

    expect([done.status, none.status, other.status]).to.deep.equal([303, 422, 422])
    expect(await readPromises()).to.include({ decide: 7, take: 2 })
    const event = await AuditEventModel.findOne({ recordId: 'loan-promise:decide' }).lean()
    expect(event!.changes).to.deep.include({ field: 'workingDays', before: 10, after: 7 })
  })
})
