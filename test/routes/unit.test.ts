import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLotOf, post, slipForm } from '../support/factories/lot.ts'

describe('the day of a processing unit', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })

  it('names cherry that waits longer than a day, on its page and in the work list', async () => {
    await makeLotOf(cast, uph, ['100'])

    const { due } = await uph.data<{ due: { kind: string; isLate: boolean }[] }>('/processing')
    const { work } = await uph.data<{ work: { key: string }[] }>('/')

    expect(due.map(({ kind, isLate }) => [kind, isLate])).to.deep.equal([['cherry', true]])
    expect(work.map(({ key }) => key)).to.include('home.work.due.cherry')
  })

  it('keeps machines with their aid papers, and when they are due', async () => {
    const path = await post(uph, '/equipment', {
      kind: 'pulper',
      serialNumber: 'PU-7',
      capacityKgPerHour: '400',
      condition: 'Baik',
      custodian: 'Bambang',
      aidDocument: 'BAST-12/2025',
    })
    await post(uph, `${path}/service`, {
      version: '1',
      condition: 'Baru dirawat',
      serviceDueOn: '2026-12-01',
    })

    const stale = await uph.post(`${path}/service`, { version: '1', condition: 'x' })
    const record = await uph.data(path)
    expect(stale.status).to.equal(409)
    expect(record).to.include({ capacityKgPerHour: 400, aidDocument: 'BAST-12/2025' })
    expect(record).to.include({ condition: 'Baru dirawat', version: 2 })
    expect((await (await Client.as('petani')).get('/equipment')).status).to.equal(403)
  })

  it('takes readings of the store, warns above 12.5 %, and refuses what cannot be', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const reading = { readAt: '2026-08-14T08:00', lotId: lot.split('/').at(-1)! }
    await post(uph, '/storage', { ...reading, moisturePct: '13,2', temperatureC: '24' })

    const wrong = [
      await uph.post('/storage', reading),
      await uph.post('/storage', { ...reading, moisturePct: '130' }),
      await uph.post('/storage', { ...reading, moisturePct: '12', readAt: '2026-09-01T08:00' }),
      await uph.post('/storage', { ...reading, moisturePct: '12', lotId: 'x' }),
    ]

    const { rows } = await uph.data<{ rows: { isAlarm: boolean }[] }>('/storage')
    expect(rows.map(({ isAlarm }) => isAlarm)).to.deep.equal([true])
    expect(wrong.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422])
  })

  it('tells a farmer where his coffee is and what he is still owed', async () => {
    const lot = await makeLotOf(cast, uph, ['100', '60'])
    const form = slipForm(cast, { farmerId: cast.petani.farmer.number, grossKg: '10' })
    const owed = { ...form, payment: 'owed', receivedAt: '2026-08-02T09:00' }
    await post(uph, '/processing/intake', owed)
    const petani = await Client.as('petani')

    const own = (await petani.get('/processing/intake')).text
    const unit = (await uph.get('/processing/intake')).text

    expect(own).to.include('100\u00a0kg').and.include('Rp\u00a0120.000').and.include(lot)
    expect(own).not.to.include('Misrani')
    expect(unit).not.to.include('Di mana kopi Anda')
  })

  it('sums up what is owed to each farmer, and prints a card for the scales', async () => {
    await makeLotOf(cast, uph, ['100'])
    await post(uph, '/processing/intake', {
      farmerId: cast.petani.farmer.number,
      plotId: String(cast.petani.plots[1]._id),
      receivedAt: '2026-08-02T09:00',
      grossKg: '50',
      pricePerKg: '12.000',
      payment: 'owed',
    })
    const petani = await Client.as('petani')

    const { rows } = await uph.data<{ rows: { amountRupiah: number }[] }>('/processing/owed')
    const card = await petani.get(`/farmers/${String(cast.petani.farmer._id)}/card.pdf`)

    expect(rows.map(({ amountRupiah }) => amountRupiah)).to.deep.equal([600_000])
    expect([card.status, card.text.slice(0, 5)]).to.deep.equal([200, '%PDF-'])
  })
})
