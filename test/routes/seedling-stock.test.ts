import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { runRecalls } from '../../domain/seedlings/service/recall.ts'
import { replay } from '../../domain/seedlings/stock.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { NurseryBatchModel } from '../../models/nursery-batch.ts'
import { SeedlingEntryModel } from '../../models/seedling-entry.ts'
import { SeedLotModel } from '../../models/seed-lot.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { batchOf, lotForm, sentLot } from '../support/factories/seedling.ts'

describe('the stock of seedlings', function () {
  this.timeout(30_000)
  useDatabase()
  let penangkar: Client
  beforeEach(async () => {
    await setStage()
    penangkar = await Client.as('penangkar')
  })

  it('takes a certified lot from the institute to a bed, with every plant in the book', async () => {
    const lot = await sentLot({ quantity: '1.000' }, '400')

    const batch = await batchOf(penangkar, lot, '300')

    const record = await penangkar.data(batch)
    const book = await penangkar.data<{ rows: { kind: string; balance: number }[] }>(
      `/seedlings/ledger?batchId=${String(record['id'])}`,
    )
    expect(await penangkar.data(lot)).to.include({ status: 'open', onHand: 600, sent: 400 })
    expect(record).to.include({ status: 'open', onHand: 300, free: 300, reserved: 0, lost: 0 })
    expect(book.rows.map(({ kind, balance }) => [kind, balance])).to.deep.equal([['sown', 300]])
    expect(await AuditEventModel.countDocuments({ recordId: String(record['id']) })).to.equal(1)
  })

  it('refuses a lot whose days or certificate cannot be', async () => {
    const officer = await Client.as('puslitkoka')
    await officer.post('/seed-lots', lotForm({ certificateNumber: 'S-1' }))

    const twice = await officer.post('/seed-lots', lotForm({ certificateNumber: 'S-1' }))
    const wrong = await officer.post(
      '/seed-lots',
      lotForm({ pickedOn: '2026-03-03', sortedOn: '2026-03-02', validUntil: '2025-01-01' }),
    )

    expect(wrongFieldsOf(twice.text)).to.deep.equal(['certificateNumber'])
    expect([twice.status, wrong.status]).to.deep.equal([422, 422])
    expect(wrongFieldsOf(wrong.text)).to.deep.equal(['sortedOn', 'validUntil'])
  })

  it('sends no more than there is, once per version, and nothing of a lapsed lot', async () => {
    const officer = await Client.as('puslitkoka')
    const made = await officer.post('/seed-lots', lotForm({ quantity: '100' }))
    const send = { nurseryId: String(demoId('organisation:nursery')), sentOn: '2026-08-15' }

    const more = await officer.post(`${made.location}/send`, {
      ...send,
      quantity: '101',
      version: '1',
    })
    const some = await officer.post(`${made.location}/send`, {
      ...send,
      quantity: '60',
      version: '1',
    })
    const stale = await officer.post(`${made.location}/send`, {
      ...send,
      quantity: '1',
      version: '1',
    })
    await SeedLotModel.updateMany({}, { $set: { validUntil: '2026-08-14' } })
    const late = await officer.post(`${made.location}/send`, {
      ...send,
      quantity: '1',
      version: '2',
    })

    expect([more.status, some.status, stale.status, late.status]).to.deep.equal([
      422, 303, 409, 409,
    ])
    expect(await officer.data(made.location!)).to.include({ onHand: 40, status: 'lapsed' })
  })

  it('keeps plants of seed apart from its grams', async () => {
    const lot = await sentLot({ form: 'seed', quantity: '5000' }, '2000')
    const batch = await batchOf(penangkar, lot, '1000')
    const enter = (kind: string, quantity: string) =>
      penangkar.post(`${batch}/entries`, { kind, quantity, happenedOn: '2026-08-15' })

    const early = await enter('lost', '1')
    const grown = await enter('germinated', '2.900')
    const tooMany = await enter('germinated', '9000')

    expect([early.status, grown.status, tooMany.status]).to.deep.equal([422, 303, 422])
    expect(await penangkar.data(batch)).to.include({ onHand: 2900, quantity: 1000 })
  })

  it('gives the last ten plants to ten of forty who come at once', async function () {
    this.timeout(120_000)
    const lot = await sentLot({ quantity: '10' }, '10')
    const batch = await batchOf(penangkar, lot, '10')
    await penangkar.get('/')

    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        penangkar.post(`${batch}/entries`, {
          kind: 'sold',
          quantity: '1',
          happenedOn: '2026-08-15',
        }),
      ),
    )

    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((status) => status === 303)).to.have.length(10)
    expect(statuses.filter((status) => status === 422)).to.have.length(30)
    expect(await penangkar.data(batch)).to.include({
      onHand: 0,
      free: 0,
      sold: 10,
      status: 'used-up',
    })
  })

  it('accepts an old date only if no later day falls below zero, and names the day', async () => {
    const lot = await sentLot({ quantity: '100' }, '100')
    const batch = await batchOf(penangkar, lot, '100', '2026-08-01')
    const lose = (quantity: string, happenedOn: string) =>
      penangkar.post(`${batch}/entries`, { kind: 'lost', quantity, happenedOn })

    const late = await lose('80', '2026-08-10')
    const before = await lose('21', '2026-08-05')
    const fits = await lose('20', '2026-08-05')
    const tooEarly = await lose('1', '2026-07-31')

    expect([late.status, before.status, fits.status, tooEarly.status]).to.deep.equal([
      303, 422, 303, 422,
    ])
    expect(wrongFieldsOf(before.text)).to.deep.equal(['quantity'])
    expect(await penangkar.data(batch)).to.include({ onHand: 0, lost: 100 })
  })

  it('names the later day that would lack, though there is enough today', async () => {
    const lot = await sentLot({ form: 'seed', quantity: '1000' }, '1000')
    const batch = await batchOf(penangkar, lot, '1000', '2026-06-01')
    const enter = (kind: string, quantity: string, happenedOn: string) =>
      penangkar.post(`${batch}/entries`, { kind, quantity, happenedOn })
    await enter('germinated', '50', '2026-07-01')
    await enter('lost', '40', '2026-07-10')
    await enter('germinated', '200', '2026-08-01')

    const answer = await enter('lost', '11', '2026-07-05')

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['happenedOn'])
    expect(fieldErrors(answer.text).join()).to.include('10 Juli 2026')
  })

  it('undoes a wrong entry once, by an entry that names it', async () => {
    const lot = await sentLot({ quantity: '100' }, '100')
    const batch = await batchOf(penangkar, lot, '100')
    const enter = (fields: Record<string, string>) =>
      penangkar.post(`${batch}/entries`, { happenedOn: '2026-08-15', ...fields })
    await enter({ kind: 'lost', quantity: '30' })
    const id = String((await penangkar.data(batch))['id'])
    const lost = (await SeedlingEntryModel.findOne({ kind: 'lost' }).lean())!

    const nothing = await enter({ kind: 'corrected', quantity: '30' })
    const undone = await enter({ kind: 'corrected', quantity: '30', reverses: String(lost._id) })
    const again = await enter({ kind: 'corrected', quantity: '30', reverses: String(lost._id) })

    expect([nothing.status, undone.status, again.status]).to.deep.equal([422, 303, 422])
    expect(await penangkar.data(batch)).to.include({ onHand: 100, lost: 0 })
    const entries = await SeedlingEntryModel.find({ batchId: id, place: 'batch' }).lean()
    const told = entries.map((entry) => ({
      id: String(entry._id),
      kind: entry.kind,
      quantity: entry.quantity,
      reverses: entry.reverses && String(entry.reverses),
    }))
    const kept = (await NurseryBatchModel.findById(id).lean())!
    expect(kept).to.deep.include(replay(told, 'polybag'))
  })

  it('measures growth and declares ready what has plants', async () => {
    const lot = await sentLot({ quantity: '100' }, '100')
    const batch = await batchOf(penangkar, lot, '100', '2026-05-01')

    const grown = await penangkar.post(`${batch}/growth`, {
      measuredOn: '2026-08-14',
      heightCm: '24,5',
      leafPairs: '6',
      stemMm: '5.5',
      sample: '20',
      healthy: '19',
    })
    const ready = await penangkar.post(`${batch}/ready`, { readyOn: '2026-08-15', version: '1' })
    const again = await penangkar.post(`${batch}/ready`, { readyOn: '2026-08-15', version: '2' })

    expect([grown.status, ready.status, again.status]).to.deep.equal([303, 303, 409])
    expect(await penangkar.data(batch)).to.include({ status: 'ready', readyOn: '2026-08-15' })
  })

  it('shows a nursery and an office only what came to them', async () => {
    const lot = await sentLot({ quantity: '100' }, '100')
    const batch = await batchOf(penangkar, lot, '50')
    const statusOf = async (username: string, path: string) =>
      (await (await Client.as(username)).get(path)).status

    expect(await statusOf('dinas', batch)).to.equal(200)
    expect(await statusOf('dinas2', batch)).to.equal(404)
    expect(await statusOf('dinas2', lot)).to.equal(404)
    expect(await statusOf('auditor', lot)).to.equal(200)
    expect(await statusOf('petani', batch)).to.equal(403)
    expect((await (await Client.as('dinas')).post(`${batch}/entries`)).status).to.equal(403)
  })

  it('answers forged and nested fields with 422, never 500', async () => {
    const officer = await Client.as('puslitkoka')

    const forged = await officer.post('/seed-lots', {
      'varietyCode[$ne]': 'x',
      'quantity[0]': '5',
      form: ['seed', 'polybag'],
    })

    expect(forged.status).to.equal(422)
  })
})

describe('recalling a lot', function () {
  this.timeout(30_000)
  useDatabase()
  beforeEach(async () => {
    await setStage()
  })

  it('stops its batches at once, and tells those in charge once it knows whom it reached', async () => {
    const [officer, penangkar] = [await Client.as('puslitkoka'), await Client.as('penangkar')]
    const lot = await sentLot({ quantity: '100' }, '100')
    const batch = await batchOf(penangkar, lot, '60')

    const noReason = await officer.post(`${lot}/recall`, { reason: '', version: '2' })
    const recalled = await officer.post(`${lot}/recall`, { reason: 'nematoda', version: '2' })
    const again = await officer.post(`${lot}/recall`, { reason: 'nematoda', version: '3' })
    const sold = await penangkar.post(`${batch}/entries`, {
      kind: 'sold',
      quantity: '1',
      happenedOn: '2026-08-15',
    })
    const sown = await penangkar.post('/nursery-batches', {
      seedLotId: lot.split('/').at(-1)!,
      quantity: '10',
      sownOn: '2026-08-15',
    })
    const destroyed = await penangkar.post(`${batch}/entries`, {
      kind: 'destroyed',
      quantity: '60',
      happenedOn: '2026-08-15',
    })
    await runRecalls()

    const statuses = [noReason, recalled, again, sold, sown, destroyed].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 303, 409, 409, 422, 303])
    expect(await penangkar.data(batch)).to.include({ status: 'recalled', onHand: 0 })
    expect((await penangkar.get('/inbox')).text).to.include('nematoda')
    expect((await officer.get(lot)).text).to.include('Daftar lengkap')
  })
})
