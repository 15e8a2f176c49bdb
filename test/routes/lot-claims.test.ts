import { expect } from 'chai'
import { seedReference } from '../../database/seed-reference.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { LotModel } from '../../models/lot.ts'
import { PlotModel } from '../../models/plot.ts'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, type Fields } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLotOf, post, type LotData } from '../support/factories/lot.ts'
import { makeLot } from '../support/factories/lot-record.ts'
import { idOf } from '../support/factories/seedling.ts'
import { wrongFieldsOf } from '../support/html.ts'

const code = 'abcdefgh01234570'

describe('what a lot claims', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })
  afterEach(async () => {
    await ReferenceItemModel.deleteMany({})
    await seedReference()
  })

  const certificate = (given: Fields = {}): Fields => ({
    scheme: '4c',
    certificateNumber: '4C-77',
    validUntil: '2027-01-31',
    version: '1',
    ...given,
  })

  /** 120 kg of cherry of two farmers that became 20 kg of ready green coffee. */
  async function readyLot(): Promise<string> {
    const lot = await makeLotOf(cast, uph, ['100', '20'])
    const { composition } = (await LotModel.findById(idOf(lot)).lean())!
    const parts = composition.map((part) => ({ ...part, massG: part.massG / 6 }))
    const left = { form: 'green', status: 'ready', massG: 20_000, passportCode: code }
    const massG = parts.reduce((sum, part) => sum + Math.floor(part.massG), 0)
    const floored = parts.map((part) => ({ ...part, massG: Math.floor(part.massG) }))
    floored[0]!.massG += 20_000 - massG
    await LotModel.updateOne({ _id: idOf(lot) }, { $set: { ...left, composition: floored } })
    return lot
  }

  it('carries certificates of the list, with their end, on record and passport', async () => {
    const lot = await readyLot()

    await post(uph, `${lot}/certify`, certificate())

    const record = await uph.data(lot)
    const passport = (await new Client().get(`/passport/${code}`)).text
    const event = await AuditEventModel.findOne({ act: 'lot.certify' }).lean()
    expect(record['certifications']).to.deep.equal([
      { scheme: '4c', certificateNumber: '4C-77', validUntil: '2027-01-31' },
    ])
    expect(passport).to.include('4C-77')
    expect(event!.changes).to.deep.equal([
      { field: 'certificates', before: [], after: ['4c 4C-77'] },
    ])
  })

  it('takes no certificate that has run out or that nobody knows, and none from others', async () => {
    const lot = await readyLot()
    const foreign = await makeLot(cast.petani.plots[0])

    const answers = await Promise.all([
      uph.post(`${lot}/certify`, certificate({ validUntil: '2026-08-14' })),
      uph.post(`${lot}/certify`, certificate({ scheme: 'mine' })),
      uph.post(`/lots/${String(foreign._id)}/certify`, certificate()),
      uph.post(`${lot}/certify`, certificate({ version: '9' })),
      (await Client.as('petani')).post(`${lot}/certify`, certificate()),
    ])

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 404, 409, 403])
    expect(wrongFieldsOf(answers[0].text)).to.deep.equal(['validUntil'])
    expect(wrongFieldsOf(answers[1].text)).to.deep.equal(['scheme'])
  })

  it('keeps in a mixture only the certificates that all of it has', async () => {
    const certifications = ['A', 'B'].map((certificateNumber) => ({
      ...{ scheme: '4c', certificateNumber, validUntil: null },
    }))
    const { organisationId } = (await LotModel.findById(idOf(await readyLot())).lean())!
    const lots = [
      await makeLot(cast.petani.plots[0], { organisationId, certifications }),
      await makeLot(cast.petani.plots[1], {
        organisationId,
        certifications: certifications.slice(1),
      }),
    ]

    const merged = await post(uph, '/lots/merge', {
      'parents[0][lotId]': String(lots[0]!._id),
      'parents[0][massKg]': '10',
      'parents[1][lotId]': String(lots[1]!._id),
      'parents[1][massKg]': '10',
    })

    expect((await uph.data(merged))['certifications']).to.deep.equal(certifications.slice(1))
  })

  it('says what share of a published price reached the farmers, by the weigh slips', async () => {
    const lot = await readyLot()

    await post(uph, `${lot}/publish-price`, { salePricePerKg: '120.000', version: '1' })

    const { sale } = await uph.data<{ sale: Record<string, unknown> }>(lot)
    const passport = await new Client().data<{ sale: object }>(`/passport/${code}`)
    const page = await new Client().get(`/passport/${code}`)
    // cherry of 96 % red costs 12,000 a kg; six kilograms of it in each of green
    const figures = {
      salePricePerKg: 120_000,
      cherryPricePerKg: 12_000,
      cherryGPerKg: 6_000,
      farmerPerKg: 72_000,
      sharePct: 60,
      slips: 2,
    }
    expect(sale).to.include(figures)
    expect(passport.sale).to.deep.equal({ ...figures, publishedOn: '2026-08-15' })
    expect(page.text).to.include('60\u00a0%').and.include('72.000')
    expect(page.text).not.to.include('Bambang')
  })

  it('asks when farmers got more than the price, and publishes nothing it cannot work out', async () => {
    const lot = await readyLot()
    const low = { salePricePerKg: '50.000', version: '1' }
    const unfed = await makeLot(cast.petani.plots[0], {
      organisationId: (await LotModel.findById(idOf(lot)).lean())!.organisationId,
      status: 'ready',
    })

    const question = await uph.post(`${lot}/publish-price`, low)
    const unknown = await uph.post(`/lots/${String(unfed._id)}/publish-price`, low)
    const open = await makeLotOf(cast, uph, ['33'])
    const early = await uph.post(`${open}/publish-price`, low)
    await post(uph, `${lot}/publish-price`, { ...low, confirm: 'below-cherry' })

    expect([question.status, unknown.status, early.status]).to.deep.equal([422, 422, 409])
    expect(asked(question.text)).to.deep.equal(['below-cherry'])
    expect(wrongFieldsOf(unknown.text)).to.deep.equal(['salePricePerKg'])
  })

  it('takes a price back by undo, and forgets it when the coffee is changed', async () => {
    const lot = await readyLot()
    await post(uph, `${lot}/publish-price`, { salePricePerKg: '120000', version: '1' })

    await post(uph, `${lot}/undo`, { version: '2' })
    const undone = await uph.data(lot)
    await post(uph, `${lot}/publish-price`, { salePricePerKg: '120000', version: '3' })
    await LotModel.updateOne({ _id: idOf(lot) }, { $set: { moistureBp: 1100 } })
    await post(uph, `${lot}/steps`, {
      step: 'sort',
      startedAt: '2026-08-14T08:00',
      endedAt: '2026-08-14T10:00',
      massOutKg: '19',
      version: '4',
    })

    expect(undone['sale']).to.equal(null)
    expect((await uph.data(lot))['sale']).to.equal(null)
  })

  it('judges place and height by the rules that the office keeps now', async () => {
    const disbun = await Client.as('disbun')
    const { altitudeM } = (await PlotModel.findById(cast.petani.plots[0]._id).lean())!
    const lot = await makeLotOf(cast, uph, ['50'])
    const inside = await uph.data<LotData & { indications: { code: string; fits: boolean }[] }>(lot)

    const edited = await disbun.post('/admin/reference/indication/java-ijen-raung', {
      name: 'Kopi Arabika Java Ijen-Raung',
      districtCodes: '351118',
      minAltitudeM: String(altitudeM + 1),
      maxAltitudeM: '1500',
      source: 'Buku persyaratan',
      version: '1',
    })
    const after = await uph.data<typeof inside & { indications: { tooLow: number }[] }>(lot)
    await post(uph, '/lots/split', { lotId: idOf(lot), version: '1', 'parts[0][massKg]': '20' })
    const [child] = (await uph.data<LotData>(lot)).children
    const merged = await post(uph, '/lots/merge', {
      'parents[0][lotId]': idOf(lot),
      'parents[0][massKg]': '10',
      'parents[1][lotId]': child!.id,
      'parents[1][massKg]': '10',
    })

    expect(edited.status).to.equal(303)
    expect(inside['indication']).to.equal('java-ijen-raung')
    expect(after.indications.find((each) => each.code === 'java-ijen-raung')).to.include({
      fits: false,
      tooLow: 1,
    })
    expect((await uph.data(merged))['indication']).to.equal(null)
  })

  it('refuses district codes that are none', async () => {
    const answer = await (
      await Client.as('disbun')
    ).post('/admin/reference/indication', {
      code: 'baru',
      name: 'Baru',
      districtCodes: '351118, Sumberwringin',
      minAltitudeM: '900',
      maxAltitudeM: '1500',
      source: '(U)',
    })

    expect([answer.status, wrongFieldsOf(answer.text)]).to.deep.equal([422, ['districtCodes']])
  })

  it('asks for an outturn beyond the band that the office keeps', async () => {
    const disbun = await Client.as('disbun')
    const lot = await makeLotOf(cast, uph, ['100'])
    const pulp = {
      step: 'pulp',
      startedAt: '2026-08-01T12:00',
      endedAt: '2026-08-01T14:00',
      massOutKg: '45',
      'losses[pulp]': '55',
      version: '1',
    }
    const band = { of: 'step', from: 'cherry', to: 'parchment-wet', basis: 'fresh' }

    const edited = await disbun.post('/admin/reference/outturn/step-cherry-parchment-wet', {
      ...{ ...band, minPct: '60', maxPct: '70', name: 'x', source: 'Uji coba', version: '1' },
    })
    const answer = await uph.post(`${lot}/steps`, pulp)

    expect(edited.status).to.equal(303)
    expect([answer.status, asked(answer.text)]).to.deep.equal([422, ['outturn']])
  })
})
