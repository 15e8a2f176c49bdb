import { expect } from 'chai'
import { LotModel } from '../../models/lot.ts'
import { LotEdgeModel } from '../../models/lot-edge.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLotOf, post, type LotData } from '../support/factories/lot.ts'

const sumOf = (parts: { massG: number }[]) => parts.reduce((sum, { massG }) => sum + massG, 0)
const idOf = (path: string) => path.split('/').at(-1)!

describe('what becomes of a lot', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })

  const read = (path: string) => uph.data<LotData>(path)

  it('is split and merged to the gram', async () => {
    const lot = await makeLotOf(cast, uph, ['100,001', '33,333', '7'])
    const first = await read(lot)

    await post(uph, '/lots/split', {
      lotId: first.id,
      version: '1',
      'parts[0][massKg]': '40,007',
      'parts[0][place]': 'Bak 2',
      'parts[1][massKg]': '0,001',
    })
    const parent = await read(lot)
    const [big, small] = await Promise.all(parent.children.map(({ id }) => read(`/lots/${id}`)))
    const merged = await read(
      await post(uph, '/lots/merge', {
        name: 'Kembali',
        'parents[0][lotId]': big!.id,
        'parents[0][massKg]': '40,007',
        'parents[1][lotId]': small!.id,
        'parents[1][massKg]': '0,001',
        'parents[2][lotId]': parent.id,
        'parents[2][massKg]': '100,326',
      }),
    )

    expect([parent.massG, big!.massG, small!.massG]).to.deep.equal([100_326, 40_007, 1])
    for (const each of [parent, big!, small!, merged])
      expect(sumOf(each.composition)).to.equal(each.massG)
    expect(merged.massG).to.equal(140_334)
    expect(merged.composition.map(({ massG }) => massG).sort((a, b) => a - b)).to.deep.equal([
      7_000, 33_333, 100_001,
    ])
    expect((await read(lot))['status']).to.equal('used-up')
  })

  it('is split by one of two who split at once, and no gram is made', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const other = await Client.as('uph')
    const form = { lotId: idOf(lot), version: '1', 'parts[0][massKg]': '60' }

    const answers = await Promise.all([
      uph.post('/lots/split', form),
      other.post('/lots/split', { ...form, 'parts[0][massKg]': '70' }),
    ])

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409])
    const lots = await LotModel.find().lean()
    expect(sumOf(lots)).to.equal(100_000)
  })

  it('gives no more than it has to two who pour from it at once', async () => {
    const [a, b] = [await makeLotOf(cast, uph, ['100']), await makeLotOf(cast, uph, ['101'])]
    const other = await Client.as('uph')
    const form = {
      'parents[0][lotId]': idOf(a),
      'parents[0][massKg]': '80',
      'parents[1][lotId]': idOf(b),
      'parents[1][massKg]': '80',
    }

    const answers = await Promise.all([
      uph.post('/lots/merge', form),
      other.post('/lots/merge', form),
    ])

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 422])
    expect(sumOf(await LotModel.find().lean())).to.equal(201_000)
  })

  it('takes the cherry of a slip once only', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const { intakes } = await uph.data<{ intakes: { id: string }[] }>(lot)

    const again = await uph.post('/lots', { process: 'washed', intakeIds: intakes[0]!.id })

    expect(again.status).to.equal(422)
  })

  it('refuses parts that are too much, of another unit, or not lots', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const split = async (given: Record<string, string>) =>
      (await uph.post('/lots/split', { lotId: idOf(lot), version: '1', ...given })).status
    const rest = (await LotModel.findById(idOf(lot)).lean())!
    const foreign = await LotModel.create({
      ...rest,
      _id: cast.petani.farmer._id,
      number: 'LT-2026-900001',
      organisationId: cast.petani2.farmer._id,
    })

    const answers = [
      await split({ 'parts[0][massKg]': '60', 'parts[1][massKg]': '41' }),
      await split({ 'parts[0][massKg]': '0' }),
      await split({ 'parts[0][massKg]': '-5' }),
      await split({ parts: 'x' }),
      await split({ 'parts[0]': '5' }),
      await split({}),
      await split({ lotId: String(foreign._id), 'parts[0][massKg]': '1' }),
      await split({ lotId: 'nonsense', 'parts[0][massKg]': '1' }),
      await split({ 'parts[0][massKg]': '1', version: '' }),
    ]

    expect(answers).to.deep.equal(Array(9).fill(422))
    expect((await LotModel.findById(idOf(lot)).lean())!.massG).to.equal(100_000)
  })

  it('is undone step by step while nothing was built on it', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    await post(uph, `${lot}/move`, { version: '1', place: 'Gudang' })
    await post(uph, '/lots/split', { lotId: idOf(lot), version: '2', 'parts[0][massKg]': '30' })
    const child = `/lots/${(await read(lot)).children[0]!.id}`

    await post(uph, `${child}/move`, { version: '1', place: 'Bak 3' })
    const built = await uph.post(`${lot}/undo`, { version: '3' })
    await post(uph, `${child}/undo`, { version: '2' })
    const stillBuilt = await uph.post(`${lot}/undo`, { version: '3' })

    expect([built.status, stillBuilt.status]).to.deep.equal([409, 409])
  })

  it('is whole again after a split is undone, and its cherry free after the making is', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    await post(uph, '/lots/split', { lotId: idOf(lot), version: '1', 'parts[0][massKg]': '30' })
    const child = `/lots/${(await read(lot)).children[0]!.id}`

    await post(uph, `${lot}/undo`, { version: '2' })
    const whole = await read(lot)
    await post(uph, `${lot}/undo`, { version: '3' })

    expect(whole).to.include({ massG: 100_000, status: 'open' })
    expect(await read(child)).to.include({ massG: 0, status: 'withdrawn' })
    expect(await read(lot)).to.include({ massG: 0, status: 'withdrawn' })
    expect(await LotEdgeModel.countDocuments()).to.equal(0)
    const slips = await uph.data<{ rows: { status: string }[] }>('/processing/intake')
    expect(slips.rows.map(({ status }) => status)).to.deep.equal(['received'])
  })

  it('gives back what was poured together', async () => {
    const [a, b] = [await makeLotOf(cast, uph, ['100']), await makeLotOf(cast, uph, ['50'])]
    const merged = await post(uph, '/lots/merge', {
      'parents[0][lotId]': idOf(a),
      'parents[0][massKg]': '100',
      'parents[1][lotId]': idOf(b),
      'parents[1][massKg]': '20',
    })

    await post(uph, `${merged}/undo`, { version: '1' })

    expect(await read(a)).to.include({ massG: 100_000, status: 'open' })
    expect(await read(b)).to.include({ massG: 50_000, status: 'open' })
    expect(await read(merged)).to.include({ massG: 0, status: 'withdrawn' })
  })

  it('is sampled, written off and packed, and never below nothing', async () => {
    const lot = await makeLotOf(cast, uph, ['100'], 'natural')
    await post(uph, `${lot}/steps`, {
      step: 'dry',
      startedAt: '2026-08-01T12:00',
      endedAt: '2026-08-14T12:00',
      massOutKg: '34',
      moisturePct: '11',
      'losses[water]': '66',
      version: '1',
    })
    await post(uph, `${lot}/sample`, { massKg: '0,5', for: 'cupping', version: '2' })
    await post(uph, `${lot}/write-off`, { massKg: '1,5', reason: 'jatuh', version: '3' })

    const tooMany = await uph.post(`${lot}/pack`, { bags: '5', bagKg: '7', version: '4' })
    await post(uph, `${lot}/pack`, { bags: '4', bagKg: '8', version: '4' })
    const tooMuch = await uph.post(`${lot}/write-off`, { massKg: '33', reason: 'x', version: '5' })
    await post(uph, `${lot}/write-off`, { massKg: '32', reason: 'banjir', version: '5' })

    const record = await read(lot)
    expect([tooMany.status, tooMuch.status]).to.deep.equal([422, 422])
    expect(record).to.include({ massG: 0, status: 'used-up' })
    expect(record['bags']).to.deep.equal([])
    expect((await (await Client.as('mutu')).get(lot)).status).to.equal(200)
  })
})
