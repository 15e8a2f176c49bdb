import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import { QualityTestModel } from '../../models/quality-test.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, type Fields } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLot } from '../support/factories/lot-record.ts'
import { makeTest } from '../support/factories/quality-test.ts'
import { makeVisit } from '../support/factories/visit.ts'
import { wrongFieldsOf } from '../support/html.ts'

describe('quality tests over HTTP', () => {
  let cast: Cast
  let lot: Lot
  let mutu: Client

  useDatabase()
  beforeEach(async () => {
    cast = await setStage()
    lot = await makeLot(cast.petani.plots[0])
    await LotModel.updateOne({ _id: lot._id }, { $set: { isBeforeQuality: true } })
    mutu = await Client.as('mutu')
  })

  const told = (changes: Fields = {}): Fields => ({
    lotId: String(lot._id),
    sampledOn: '2026-08-14',
    moisturePct: '12,1',
    impurityPct: '0,2',
    liveInsects: 'no',
    badSmell: 'no',
    'defects[broken]': '40',
    'defects[black]': '5',
    'sieve[6.5]': '290',
    'sieve[6.0]': '10',
    ...changes,
  })

  it('keep a test, grade the lot, tell the unit, and leave a trail', async () => {
    const answer = await mutu.post('/quality-tests', told())

    expect(answer.status).to.equal(303)
    const data = await mutu.data(answer.location!)
    expect(data).to.include({ grade: '2', defects: '13.00', size: 'large', status: 'recorded' })
    expect(data['number']).to.match(/^UJ-2026-\d{6}$/)
    expect((data['perDefect'] as { code: string }[])[0]!.code).to.equal('broken')
    expect((await LotModel.findById(lot._id).lean())!.grade).to.equal('2')
    const event = await AuditEventModel.findOne({ act: 'quality-test.record' }).lean()
    expect(event!.recordNumber).to.equal(data['number'])
  })

  it('stand on the page of their lot, with the way there', async () => {
    const { location } = await mutu.post('/quality-tests', told())

    const data = await mutu.data(`/lots/${lot._id}`)
    const page = await mutu.get(`/lots/${lot._id}`)
    const tests = data['tests'] as { number: string; grade: string; defects: string }[]
    expect(tests.map(({ grade, defects }) => [grade, defects])).to.deep.equal([['2', '13.00']])
    expect(page.text).to.include(`href="${location}">${tests[0]!.number}</a>`).and.include('13,00')
  })

  it('tell the next visit what helps in the gardens that gave much of the lot', async () => {
    const [big, small] = cast.petani.plots
    const { farmerId } = big
    const composition = [
      { farmerId, plotId: big._id, massG: 91_000 },
      { farmerId, plotId: small._id, massG: 9_000 },
    ]
    await LotModel.updateOne({ _id: lot._id }, { $set: { composition } })
    const [planned, other] = [await makeVisit(big), await makeVisit(small)]
    const officer = await Client.as('penyuluh')
    const counts = { 'defects[immature]': '30', 'defects[one-hole]': '8', 'defects[black]': '0' }

    await mutu.post('/quality-tests', told(counts))
    await mutu.post('/quality-tests', told({ sampledOn: '2026-08-01', 'defects[black]': '90' }))

    const visit = `/visits/${String(planned._id)}`
    const { quality } = await officer.data<{ quality: object }>(visit)
    expect(quality).to.deep.equal({
      on: '2026-08-14',
      lotNumber: lot.number,
      grade: '2',
      defects: '14.80',
      sharePct: 91,
      remedies: [
        { remedy: 'pick-red', count: 30 },
        { remedy: 'borer', count: 8 },
      ],
    })
    for (const path of [visit, `${visit}/complete`])
      expect((await officer.get(path)).text).to.include('Petik merah saja: 30 biji muda')
    expect(await officer.data(`/visits/${String(other._id)}`)).to.include({ quality: null })
  })

  it('let the latest sample speak for the lot', async () => {
    await mutu.post('/quality-tests', told())

    await mutu.post('/quality-tests', told({ sampledOn: '2026-08-01', 'defects[black]': '90' }))

    expect((await LotModel.findById(lot._id).lean())!.grade).to.equal('2')
  })

  it('say at the field what cannot be', async () => {
    const wrong = told({
      sampledOn: '2026-08-16',
      moisturePct: '101',
      'defects[broken]': '20000',
      lotId: String(lot._id),
    })

    const answer = await mutu.post('/quality-tests', wrong)

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal([
      'defects[broken]',
      'moisturePct',
      'sampledOn',
    ])
    expect(await QualityTestModel.countDocuments()).to.equal(0)
  })

  it('answer a lot that was not sent for a test as one that is not there', async () => {
    const other = await makeLot(cast.petani.plots[1])

    const unsent = await mutu.post('/quality-tests', told({ lotId: String(other._id) }))
    const absent = await mutu.post('/quality-tests', told({ lotId: 'f'.repeat(24) }))

    expect([unsent.status, absent.status]).to.deep.equal([422, 422])
    expect(wrongFieldsOf(unsent.text)).to.deep.equal(['lotId'])
  })

  it('are recorded by quality officers only, and read by whose coffee it is', async () => {
    const test = await makeTest(lot)
    const path = `/quality-tests/${String(test._id)}`

    const asUnit = await (await Client.as('uph')).post('/quality-tests', told())
    const readers = ['petani', 'ketua', 'penyuluh', 'dinas', 'disbun']
    const seen = await Promise.all(readers.map(async (who) => (await Client.as(who)).get(path)))
    const foreign = await (await Client.as('petani2')).get(path)

    expect(asUnit.status).to.equal(403)
    expect(seen.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200])
    expect(foreign.status).to.equal(404)
  })

  it('print a certificate that everybody may check, without a name', async () => {
    const test = await makeTest(lot)

    const paper = await mutu.get(`/quality-tests/${String(test._id)}/certificate.pdf`)
    const check = await new Client().get(`/quality/certificates/${test.certificateCode}`)
    const forged = await new Client().get('/quality/certificates/aaaaaaaaaaaaaaaa')

    expect(paper.text.slice(0, 5)).to.equal('%PDF-')
    expect(check.text).to.include(test.number).and.not.to.include('Orang Uji')
    expect([check.status, forged.status]).to.deep.equal([200, 404])
  })

  it('go out as a file with every column', async () => {
    await makeTest(lot)

    const { text } = await mutu.get('/quality-tests?format=csv')

    expect(text.split('\n')[0]).to.include('number,lotNumber,season,sampledOn,grade,defects')
    expect(text).to.include('8.00')
  })
})
