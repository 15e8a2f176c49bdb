import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { makeLotOf, post, slipForm, type LotData } from '../support/factories/lot.ts'

describe('cherry on its way to green coffee', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })

  it('receives cherry of a told harvest and confirms it from 98 % on', async () => {
    const harvest = await makeHarvest(cast.petani.plots[0], { weightG: 200_000 })
    const slip = { harvestId: String(harvest._id), payment: 'owed', pricePerKg: '12.000' }

    const first = await post(
      uph,
      '/processing/intake',
      slipForm(cast, { ...slip, grossKg: '151,5', tareKg: '1,5' }),
    )
    const before = await HarvestModel.findById(harvest._id).lean()
    await post(uph, '/processing/intake', slipForm(cast, { ...slip, grossKg: '46' }))

    const record = await uph.data(first)
    expect(record).to.include({ netKg: 150, amountRupiah: 1_800_000, status: 'received' })
    expect(before!.status).to.equal('declared')
    expect((await HarvestModel.findById(harvest._id).lean())!.status).to.equal('confirmed')
  })

  it('asks above the weight of the harvest and never passes 102 %', async () => {
    const harvest = await makeHarvest(cast.petani.plots[0], { weightG: 100_000 })
    const slip = (grossKg: string) => slipForm(cast, { harvestId: String(harvest._id), grossKg })

    const above = await uph.post('/processing/intake', slip('101'))
    const said = await uph.post('/processing/intake', { ...slip('101'), confirm: 'above-harvest' })
    const far = await uph.post('/processing/intake', { ...slip('1,5'), confirm: 'above-harvest' })

    expect([above.status, said.status, far.status]).to.deep.equal([422, 303, 422])
    expect(asked(above.text)).to.deep.equal(['above-harvest'])
    expect(fieldErrors(far.text).length).to.equal(1)
  })

  it('writes down a harvest where there is none; it waits for the word of farmer or leader', async () => {
    const slip = await post(uph, '/processing/intake', slipForm(cast, { grossKg: '50' }))
    const before = await HarvestModel.findOne().lean()
    const petani = await Client.as('petani')

    const answer = await petani.post(`${slip}/agree`, { version: '1' })

    expect(before).to.include({ status: 'declared', weightG: 50_000 })
    expect(answer.status).to.equal(303)
    expect((await HarvestModel.findOne().lean())!.status).to.equal('confirmed')
  })

  it('walks the washed process from cherry to a packed lot with its passport', async () => {
    const lot = await makeLotOf(cast, uph, ['300'])

    await walk(uph, lot)

    const record = await uph.data<LotData>(lot)
    expect(record).to.include({ status: 'ready', form: 'green', massG: 52_000, moisturePct: 11.8 })
    expect(record.composition.reduce((sum, { massG }) => sum + massG, 0)).to.equal(52_000)
    expect(record.passportCode).to.match(/^[0-9a-z]{16}$/)
    const { text } = await uph.get(lot)
    expect(text)
      .to.match(/data-chart="line" data-unit="%"/)
      .and.include('data-value="45.2"')
    expect(await AuditEventModel.countDocuments({ recordId: record.id })).to.equal(8)
  })

  it('asks for an explanation where a step lies out of its norm, and takes it', async () => {
    const lot = await makeLotOf(cast, uph, ['300'])
    const pulp = {
      step: 'pulp',
      startedAt: '2026-08-01T12:00',
      endedAt: '2026-08-01T15:00',
      massOutKg: '90',
      'losses[pulp]': '210',
      version: '1',
    }

    const bare = await uph.post(`${lot}/steps`, pulp)
    const explained = await uph.post(`${lot}/steps`, { ...pulp, explanation: 'Mesin macet.' })

    expect([bare.status, explained.status]).to.deep.equal([422, 303])
    expect(asked(bare.text)).to.deep.equal(['outturn'])
  })

  it('keeps bed, weather and turns of a day in the sun, and refuses what cannot be', async () => {
    const lot = await makeLotOf(cast, uph, ['100'], 'natural')
    const dry = {
      step: 'dry',
      startedAt: '2026-08-01T12:00',
      endedAt: '2026-08-14T12:00',
      massOutKg: '34',
      moisturePct: '11',
      'losses[water]': '66',
      dryingBed: 'Para-para 3',
      weather: 'cloudy',
      turns: '40',
      version: '1',
    }

    const wrong = await uph.post(`${lot}/steps`, { ...dry, weather: 'snow' })
    const many = await uph.post(`${lot}/steps`, { ...dry, turns: '5000' })
    await post(uph, `${lot}/steps`, dry)

    const { steps } = await uph.data<{ steps: object[] }>(lot)
    expect(wrongFieldsOf(wrong.text)).to.deep.equal(['weather'])
    expect(wrongFieldsOf(many.text)).to.deep.equal(['turns'])
    expect(steps[0]).to.include({ dryingBed: 'Para-para 3', weather: 'cloudy', turns: 40 })
    expect((await uph.get(lot)).text).to.include('dijemur di Para-para 3 · mendung')
  })

  it('refuses masses that do not add up', async () => {
    const lot = await makeLotOf(cast, uph, ['300'])
    const pulp = (given: Record<string, string>) =>
      uph.post(`${lot}/steps`, {
        step: 'pulp',
        startedAt: '2026-08-01T12:00',
        endedAt: '2026-08-01T15:00',
        massOutKg: '140',
        version: '1',
        ...given,
      })

    const answers = [
      await pulp({}),
      await pulp({ 'losses[pulp]': '100' }),
      await pulp({ 'losses[pulp]': '161' }),
      await pulp({ massOutKg: '301', 'losses[pulp]': '0' }),
      await pulp({ 'losses[gold]': '160' }),
      await pulp({ losses: 'x' }),
      await pulp({ massOutKg: '0' }),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal(Array(7).fill(422))
  })

  it('hides a lot from others and refuses the wrong role, a stale form and a wrong state', async () => {
    const lot = await makeLotOf(cast, uph, ['300'])
    const move = { version: '1', place: 'Gudang' }
    const [petani, petani2, eksportir, mutu] = await Promise.all(
      ['petani', 'petani2', 'eksportir', 'mutu'].map((name) => Client.as(name)),
    )

    const seen = await Promise.all(
      [petani, petani2, eksportir, mutu].map(async (client) => (await client!.get(lot)).status),
    )
    const role = await petani!.post(`${lot}/move`, move)
    await uph.post(`${lot}/move`, move)
    const stale = await uph.post(`${lot}/move`, move)
    await uph.post(`${lot}/reject`, { version: '2', reason: 'berjamur' })
    const state = await uph.post(`${lot}/pack`, { version: '3', bags: '1', bagKg: '1' })

    expect(seen).to.deep.equal([200, 404, 403, 404])
    expect([role.status, stale.status, state.status]).to.deep.equal([403, 409, 409])
  })
})

async function walk(uph: Client, lot: string) {
  const steps: [string, string, Record<string, string>][] = [
    ['float', '295', { 'losses[floaters]': '5' }],
    ['pulp', '140', { 'losses[pulp]': '155' }],
    ['ferment', '138', { startedAt: '2026-08-01T16:00', endedAt: '2026-08-02T10:00', ph: '4,6' }],
    ['dry', '66', { endedAt: '2026-08-12T16:00', moisturePct: '11,8', readings: '1 45,2\n9 11,8' }],
    ['hull', '53', { endedAt: '2026-08-12T16:00', moisturePct: '11,8' }],
  ]
  for (const [index, [step, massOutKg, more]] of steps.entries()) {
    const times = { startedAt: '2026-08-01T12:00', endedAt: '2026-08-01T15:00' }
    const form = { step, massOutKg, ...times, ...more, version: String(index + 1) }
    await post(uph, `${lot}/steps`, form)
  }
  await post(uph, `${lot}/sample`, { massKg: '1', for: 'test', version: '6' })
  await post(uph, `${lot}/ready`, { version: '7' })
}
