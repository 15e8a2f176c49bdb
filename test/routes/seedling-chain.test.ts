import { expect } from 'chai'
import sharp from 'sharp'
import { AuditEventModel } from '../../models/audit-event.ts'
import { PlotModel } from '../../models/plot.ts'
import { ReceiptModel } from '../../models/receipt.ts'
import { UserModel } from '../../models/user.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, type Fields } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { done, idOf, sentHandover } from '../support/factories/seedling.ts'

describe('from the nursery to the tree that lives', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let petani: Client
  let ketua: Client
  let penangkar: Client
  let request: string
  let batch: string
  let handover: string
  let signature: string
  before(async () => {
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    signature = `data:image/png;base64,${png.toString('base64')}`
  })
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
    ketua = await Client.as('ketua')
    penangkar = await Client.as('penangkar')
    ;({ batch, request, handover } = await sentHandover(petani, cast.petani.plots[0]._id))
  })

  const counted = (given: Fields = {}): Fields => ({
    receivedOn: '2026-08-15',
    'lines[0][received]': '95',
    'lines[0][dead]': '3',
    'lines[0][missing]': '2',
    'lines[0][reason]': 'jalan rusak',
    version: '1',
    ...given,
  })
  const given = (more: Fields = {}): Fields => ({
    farmerId: String(cast.petani.farmer._id),
    quantity: '95',
    varietyCode: 'sigarar-utang',
    handedOn: '2026-08-15',
    lat: '-8,02',
    lon: '114,01',
    nikLast4: cast.petani.farmer.nikLast4,
    signature,
    ...more,
  })
  const planted = (more: Fields = {}): Fields => ({
    seedlingRequestId: idOf(request),
    plotId: String(cast.petani.plots[0]._id),
    plantedOn: '2026-08-15',
    quantity: '90',
    spacingM: '2,5',
    ...more,
  })

  it('sends, counts, gives with proof, plants and counts again, and the books balance', async () => {
    expect(await penangkar.data(batch)).to.include({ onHand: 100, reserved: 0, handedOver: 100 })
    await done(ketua.post(`${handover}/receive`, counted()))
    const receipt = await done(ketua.post(`${handover}/distribute`, given()))
    const planting = await done(petani.post('/plantings', planted()))
    const penyuluh = await Client.as('penyuluh')
    const count = await done(
      penyuluh.post('/survival-counts', {
        plantingId: idOf(planting),
        countedOn: '2026-08-15',
        method: 'sample',
        counted: '50',
        alive: '45',
        cause: 'kekeringan',
      }),
    )

    const note = await penangkar.data<{ status: string; lines: object[] }>(handover)
    expect(note.status).to.equal('distributed')
    expect(note.lines[0]).to.include({
      sent: 100,
      received: 95,
      dead: 3,
      missing: 2,
      distributed: 95,
    })
    expect(receipt).to.match(/^\/receipts\/BA-2026-\d{6}$/)
    expect(await petani.data(request)).to.include({ status: 'monitored', plantedQuantity: 90 })
    expect(await petani.data(planting)).to.deep.include({ quantity: 90, alive: 81 })
    expect(await petani.data(count)).to.include({ survivalPct: 90, lowPct: 78.64, highPct: 95.65 })
    expect((await PlotModel.findById(cast.petani.plots[0]._id).lean())!.treeCount).to.equal(2081)
    const visit = (await penyuluh.data<{ visitId: string | null }>(count)).visitId
    expect(visit).to.be.a('string')
  })

  it('refuses counts that do not add up, or a loss without a reason, and counts once', async () => {
    const more = await ketua.post(`${handover}/receive`, counted({ 'lines[0][received]': '96' }))
    const silent = await ketua.post(`${handover}/receive`, counted({ 'lines[0][reason]': '' }))
    const early = await ketua.post(`${handover}/distribute`, given())
    const first = await ketua.post(`${handover}/receive`, counted())
    const again = await ketua.post(`${handover}/receive`, counted({ version: '2' }))

    const statuses = [more, silent, early, first, again].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 409, 303, 409])
    expect(wrongFieldsOf(silent.text)).to.deep.equal(['lines[0][reason]'])
  })

  it('gives nothing without proof, or more than came, and one receipt for two equal copies', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    const give = (more: Fields) => ketua.post(`${handover}/distribute`, given(more))

    const wrongNik = await give({ nikLast4: '0000' })
    const noNik = await give({ nikLast4: '' })
    const unsigned = await give({ signature: '' })
    const proxy = await give({ proxyName: 'Budi' })
    const more = await give({ quantity: '96' })
    const foreign = await give({ farmerId: String(cast.petani2.farmer._id) })
    const requestId = '7b3c1c0e-0000-4000-8000-000000000001'
    const copies = await Promise.all([give({ requestId }), give({ requestId })])

    for (const answer of [wrongNik, noNik, unsigned, proxy, more, foreign])
      expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(unsigned.text)).to.deep.equal(['signature'])
    expect(copies.map(({ status }) => status)).to.deep.equal([303, 303])
    expect(copies[0]!.location).to.equal(copies[1]!.location)
    expect(await ReceiptModel.countDocuments()).to.equal(1)
  })

  it('lets a farmer confirm in his own account what he did not sign for', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    const unsigned = given({ signature: '', ownConfirmation: 'on' })
    const receipt = await done(ketua.post(`${handover}/distribute`, unsigned))
    const confirm = (client: Client, version = '1') =>
      client.post(`${receipt}/confirm`, { version })

    const waiting = await petani.data(receipt)
    const proof = await new Client().get(`${receipt}/proof`)
    const home = await petani.get('/')
    const leader = await confirm(ketua)
    const foreign = await confirm(await Client.as('petani2'))
    const stale = await confirm(petani, '7')
    const once = await confirm(petani)
    const twice = await confirm(petani, '2')

    expect(waiting).to.deep.include({ status: 'waiting', acts: ['confirm'], signature: [] })
    expect(proof.text).to.contain('Menunggu dibenarkan petani')
    expect(home.text).to.contain('Benarkan tanda terima 95 bibit')
    expect([leader, foreign, stale, once, twice].map(({ status }) => status)).to.deep.equal([
      403, 404, 409, 303, 409,
    ])
    expect(await petani.data(receipt)).to.deep.include({ status: 'signed', acts: [], version: 2 })
    expect(await AuditEventModel.countDocuments({ act: 'receipt.confirm' })).to.equal(1)
  })

  it('asks a farmer without an account for a signature', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    await UserModel.updateMany({ username: 'petani' }, { $set: { farmerId: null } })

    const answer = await ketua.post(
      `${handover}/distribute`,
      given({ signature: '', ownConfirmation: 'on' }),
    )

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['ownConfirmation'])
  })

  it('shows anybody that a receipt is real, and of the person only initials', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    const receipt = await done(ketua.post(`${handover}/distribute`, given()))
    const visitor = new Client()

    const proof = await visitor.get(`${receipt}/proof`)
    const unknown = await visitor.get('/receipts/BA-2026-999999/proof')
    const paper = await petani.get(`${receipt}/receipt.pdf`)
    const closed = await visitor.get(receipt)

    expect([proof.status, unknown.status, paper.status, closed.status]).to.deep.equal([
      200, 404, 200, 303,
    ])
    expect(proof.text).to.include('BA-2026-').and.include('S.').and.not.include('Sumarni')
    expect(paper.text.slice(0, 5)).to.equal('%PDF-')
    expect((await (await Client.as('ketua2')).get(receipt)).status).to.equal(404)
  })

  it('plants no more than was received, on the plots that were asked for', async () => {
    const early = await petani.post('/plantings', planted())
    await done(ketua.post(`${handover}/receive`, counted()))
    await done(ketua.post(`${handover}/distribute`, given({ quantity: '50' })))

    const more = await petani.post('/plantings', planted({ quantity: '51' }))
    const elsewhere = await petani.post(
      '/plantings',
      planted({ plotId: String(cast.petani.plots[1]._id) }),
    )
    const some = await petani.post('/plantings', planted({ quantity: '50' }))

    const statuses = [early, more, elsewhere, some].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 422, 303])
    expect((await penangkar.data<{ status: string }>(handover)).status).to.equal('received')
  })

  it('asks why more live than at the last count, and never more than were planted', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    await done(ketua.post(`${handover}/distribute`, given()))
    const planting = await done(petani.post('/plantings', planted()))
    const penyuluh = await Client.as('penyuluh')
    const count = (alive: string, more: Fields = {}) =>
      penyuluh.post('/survival-counts', {
        plantingId: idOf(planting),
        countedOn: '2026-08-15',
        method: 'census',
        counted: '90',
        alive,
        ...more,
      })

    const tooMany = await count('91')
    const half = await count('20', { counted: '45' })
    const first = await count('70')
    const silent = await count('75')
    const told = await count('75', { explanation: 'tunas baru dari batang yang dikira mati' })

    const statuses = [tooMany, half, first, silent, told].map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 303, 422, 303])
    expect(wrongFieldsOf(silent.text)).to.deep.equal(['explanation'])
    expect(await petani.data(planting)).to.include({ alive: 75 })
  })

  it('takes back to the batch what nobody took', async () => {
    await done(ketua.post(`${handover}/receive`, counted()))
    await done(ketua.post(`${handover}/distribute`, given({ quantity: '80' })))

    await done(
      ketua.post(`${handover}/return`, {
        'lines[0][quantity]': '15',
        'lines[0][decision]': 'returned',
        reason: 'petani sakit',
        version: '2',
      }),
    )

    expect(await penangkar.data(batch)).to.include({ onHand: 115, returned: 15, free: 115 })
    expect((await penangkar.data<{ status: string }>(handover)).status).to.equal('distributed')
  })
})
