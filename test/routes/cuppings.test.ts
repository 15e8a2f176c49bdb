import { expect } from 'chai'
import { CuppingModel } from '../../models/cupping.ts'
import { CuppingScoreModel } from '../../models/cupping-score.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import { demoId } from '../../database/demo/id.ts'
import { setStage } from '../support/cast.ts'
import { Client, type Fields } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLot } from '../support/factories/lot-record.ts'
import { wrongFieldsOf } from '../support/html.ts'

interface Session {
  status: string
  version: number
  acts: string[]
  lotIds: string[] | null
  samples: {
    sampleCode: string
    lotId: string | null
    finalScore: number | null
    spread: number | null
    scores: { cupperId: string; finalScore: number }[]
  }[]
}

const sheet = (score: string, changes: Fields = {}): Fields => ({
  fragrance: score,
  flavour: score,
  aftertaste: score,
  acidity: score,
  body: score,
  balance: score,
  overall: score,
  uniformCups: '5',
  cleanCups: '5',
  sweetCups: '5',
  taintCups: '0',
  faultCups: '0',
  ...changes,
})

describe('cuppings over HTTP', () => {
  let lots: Lot[]
  let mutu: Client
  let mutu2: Client
  let path: string

  useDatabase()
  beforeEach(async () => {
    const { petani } = await setStage()
    lots = [await makeLot(petani.plots[0]), await makeLot(petani.plots[1])]
    await LotModel.updateMany({}, { $set: { isBeforeQuality: true } })
    ;[mutu, mutu2] = [await Client.as('mutu'), await Client.as('mutu2')]
    const answer = await mutu.post('/cuppings', told())
    expect(answer.status).to.equal(303)
    path = answer.location!
  })

  const told = (changes: Fields = {}): Fields => ({
    heldOn: '2026-08-15',
    formVersion: 'sca-2004',
    lotIds: lots.map(({ _id }) => String(_id)),
    cupperIds: ['mutu', 'mutu2'].map((name) => String(demoId(`user:${name}`))),
    ...changes,
  })
  const see = (client: Client) => client.data<Session>(path)
  const scoreAll = async (client: Client, score: string) => {
    for (const { sampleCode } of (await see(client)).samples) {
      const answer = await client.post(`${path}/scores`, { ...sheet(score), sampleCode })
      expect(answer.status).to.equal(303)
    }
  }

  it('hide lots and others’ scores until one’s own are in', async () => {
    await scoreAll(mutu2, '8')

    const before = await see(mutu)
    await scoreAll(mutu, '7.5')
    const after = await see(mutu)
    const outsider = await see(await Client.as('mutu3'))

    expect(before.lotIds).to.equal(null)
    expect(before.samples.every(({ lotId, scores }) => lotId === null && !scores.length)).to.equal(
      true,
    )
    expect(after.samples[0]).to.include({ finalScore: 84.25, spread: 3.5 })
    expect(after.samples[0]!.scores.map(({ finalScore }) => finalScore).sort()).to.deep.equal([
      82.5, 86,
    ])
    expect(outsider.samples.every(({ scores }) => scores.length === 0)).to.equal(true)
    const page = await (await Client.as('mutu3')).get(path)
    expect(page.text).not.to.include(lots[0]!.number).and.not.to.include('86,00')
  })

  it('close with means that stand with the lots and reach their units, once', async () => {
    const organisationId = demoId('organisation:uph')
    await LotModel.updateOne({ _id: lots[0]!._id }, { $set: { organisationId } })
    await scoreAll(mutu, '7.5')
    await scoreAll(mutu2, '8')
    const { version } = await see(mutu)

    const closed = await mutu.post(`${path}/close`, { version: String(version) })
    const again = await mutu2.post(`${path}/close`, { version: String(version) })
    const late = await mutu.post(`${path}/scores`, { ...sheet('9'), sampleCode: '111' })

    expect([closed.status, again.status, late.status]).to.deep.equal([303, 409, 409])
    expect((await LotModel.findById(lots[0]!._id).lean())!.cupScore).to.equal(84.25)
    expect((await see(await Client.as('mutu3'))).samples[0]!.finalScore).to.equal(84.25)
    const page = await mutu.get(`/lots/${lots[0]!._id}`)
    expect(page.text).to.include(`href="${path}"`).and.include('84,25')
    const inbox = await (await Client.as('uph')).data<{ rows: { href: string }[] }>('/inbox')
    expect(inbox.rows.map(({ href }) => href)).to.deep.equal([`/lots/${String(lots[0]!._id)}`])
  })

  it('keep an open session off the page of its lots', async () => {
    await scoreAll(mutu, '7.5')

    const page = await mutu.get(`/lots/${lots[0]!._id}`)

    expect(page.status).to.equal(200)
    expect(page.text).not.to.include(path)
  })

  it('do not close while a sample has no score', async () => {
    const { version } = await see(mutu)

    const answer = await mutu.post(`${path}/close`, { version: String(version) })

    expect(answer.status).to.equal(422)
    expect((await CuppingModel.findOne().lean())!.status).to.equal('open')
  })

  it('take one sheet a sample of each cupper, on the scale', async () => {
    const { sampleCode } = (await see(mutu)).samples[0]!
    const send = async (fields: Fields) =>
      mutu.post(`${path}/scores`, { ...sheet('7.5'), sampleCode, ...fields })

    const wrong = await send({ fragrance: '7.3', body: '5.75', cleanCups: '6', flavour: '' })
    const first = await send({})
    const second = await send({ fragrance: '9' })
    const stranger = await (
      await Client.as('mutu3')
    ).post(`${path}/scores`, {
      ...sheet('7.5'),
      sampleCode,
    })

    expect(wrongFieldsOf(wrong.text)).to.deep.equal(['body', 'cleanCups', 'flavour', 'fragrance'])
    expect([wrong.status, first.status, second.status]).to.deep.equal([422, 303, 422])
    expect(stranger.status).to.equal(422)
    expect(await CuppingScoreModel.countDocuments()).to.equal(1)
  })

  it('refuse lots that were not sent and cuppers who are none', async () => {
    const unsent = await mutu.post('/cuppings', told({ lotIds: ['f'.repeat(24)] }))
    const noCupper = await mutu.post(
      '/cuppings',
      told({ cupperIds: [String(demoId('user:petani'))] }),
    )
    const nobody = await mutu.post('/cuppings', told({ cupperIds: [], lotIds: [] }))

    expect(wrongFieldsOf(unsent.text)).to.deep.equal(['lotIds'])
    expect(wrongFieldsOf(noCupper.text)).to.deep.equal(['cupperIds'])
    expect([unsent.status, noCupper.status, nobody.status]).to.deep.equal([422, 422, 422])
  })

  it('are for quality officers', async () => {
    const uph = await Client.as('uph')

    const seen = await uph.get(path)
    const held = await uph.post('/cuppings', told())

    expect([seen.status, held.status]).to.deep.equal([403, 403])
  })
})
