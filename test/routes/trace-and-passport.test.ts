import { expect } from 'chai'
import { Types } from 'mongoose'
import { announce } from '../../domain/events.ts'
import { scansOf } from '../../domain/processing/service/scans.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { LotModel } from '../../models/lot.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLotOf, post, type LotData } from '../support/factories/lot.ts'
import { makePlanting } from '../support/factories/planting.ts'
import { idOf, sentLot } from '../support/factories/seedling.ts'
import { makeVisit } from '../support/factories/visit.ts'

interface TraceData {
  nodes: { id: string; kind: string; number: string; massG: number }[]
  edges: { from: string; to: string; massG: number }[]
  composition: { farmerId: string | null; massG: number }[]
}

describe('the trace and the passport of a lot', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })
  const kindsOf = ({ nodes }: TraceData) =>
    Object.fromEntries(
      [...Map.groupBy(nodes, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length]),
    )

  async function mergedLot() {
    const [a, b] = [await makeLotOf(cast, uph, ['100', '60']), await makeLotOf(cast, uph, ['50'])]
    const merged = await post(uph, '/lots/merge', {
      'parents[0][lotId]': a.split('/').at(-1)!,
      'parents[0][massKg]': '80',
      'parents[1][lotId]': b.split('/').at(-1)!,
      'parents[1][massKg]': '50',
    })
    return { a, b, merged }
  }

  it('leads back to farmers and plots, and forward again, with the mass on every edge', async () => {
    const { a, merged } = await mergedLot()

    const back = await uph.data<TraceData>(`${merged}/trace`)
    const forward = await uph.data<TraceData>(`${a}/trace?direction=forward`)

    expect(kindsOf(back)).to.deep.equal({ lot: 3, farmer: 2, plot: 2, harvest: 3, intake: 3 })
    expect(kindsOf(forward)).to.deep.equal({ lot: 2 })
    expect(forward.edges.map(({ massG }) => massG)).to.deep.equal([80_000])
    const ids = new Set(back.nodes.map(({ id }) => id))
    for (const { from, to } of back.edges) expect(ids.has(from) && ids.has(to)).to.equal(true)
    expect(back.composition.reduce((sum, { massG }) => sum + massG, 0)).to.equal(130_000)
    expect((await uph.get(`${merged}/trace`)).text)
      .to.include('<svg')
      .and.include('PT-')
  })

  it('leads on to the seed of the plots and to the visits of the season', async () => {
    const { merged } = await mergedLot()
    const [own, foreign] = [cast.petani.plots[0], cast.petani2.plots[0]]
    const seedLotIds = [new Types.ObjectId(idOf(await sentLot({}, '500')))]
    await makePlanting(own, { seedLotIds })
    const visits = [
      await makeVisit(own, { visitedOn: '2026-07-01' }),
      await makeVisit(foreign, { visitedOn: '2026-07-02' }),
    ]
    await makeVisit(own)
    await makeVisit(own, { visitedOn: '2025-07-01', season: 2025 })
    const petani = await Client.as('petani')

    const whole = await uph.data<TraceData>(`${merged}/trace`)
    const part = await petani.data<TraceData>(`${merged}/trace`)
    const page = await petani.get(`${merged}/trace`)

    const idsOf = ({ nodes }: TraceData, wanted: string) =>
      nodes.filter(({ kind }) => kind === wanted).map(({ id }) => id)
    expect(idsOf(whole, 'seed-lot')).to.deep.equal(seedLotIds.map(String))
    expect(idsOf(whole, 'visit')).to.have.members(visits.map(({ _id }) => String(_id)))
    expect(idsOf(part, 'visit')).to.deep.equal([String(visits[0]!._id)])
    const edge = { from: String(seedLotIds[0]), to: String(own._id), massG: 0 }
    expect(whole.edges).to.deep.include(edge)
    expect(page.text).to.include(`href="/visits/${String(visits[0]!._id)}"`)
  })

  it('tells a farmer of his own part only', async () => {
    const { merged } = await mergedLot()
    const petani = await Client.as('petani')

    const trace = await petani.data<TraceData>(`${merged}/trace`)
    const record = await petani.data<LotData>(merged)

    const own = String(cast.petani.farmer._id)
    expect(kindsOf(trace)).to.deep.equal({ lot: 3, farmer: 1, plot: 1, harvest: 2, intake: 2 })
    expect(record.composition.map(({ farmerId }) => farmerId)).to.deep.equal([own, null])
    expect(record.composition.reduce((sum, { massG }) => sum + massG, 0)).to.equal(record.massG)
    const foreign = String(cast.petani2.farmer._id)
    expect(JSON.stringify([trace, record])).not.to.include(foreign)
  })

  it('opens to everybody by its code, names only who agrees, and follows who does not', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const id = lot.split('/').at(-1)!
    const code = 'abcdefgh01234567'
    await LotModel.updateOne({ _id: id }, { passportCode: code, status: 'ready', form: 'green' })
    const consent = (decision: string) =>
      FarmerModel.updateOne({ _id: cast.petani.farmer._id }, { 'consents.story': decision })
    const visitor = new Client()

    const before = await visitor.get(`/passport/${code}`)
    await consent('given')
    await told('consentGiven')
    const named = await visitor.get(`/passport/${code}?lang=en`)
    await consent('withdrawn')
    await told('consentWithdrawn')
    const after = await visitor.get(`/passport/${code}?lang=en`)

    expect([before.status, named.status, after.status]).to.deep.equal([200, 200, 200])
    expect([before, named, after].map(({ text }) => text.includes('Sumarni'))).to.deep.equal([
      false,
      true,
      false,
    ])
    expect(before.text).to.include('lang="id"').and.include('Rejo Agung')
    expect(named.text).to.include('<html lang="en"')
    expect(before.text.length).to.be.lessThan(40_000)
    expect(await scansOf(id)).to.equal(3)
    expect((await visitor.get('/passport/nonsense')).status).to.equal(404)
  })

  async function told(name: 'consentGiven' | 'consentWithdrawn') {
    await announce(name, {
      actor: null as never,
      farmerId: cast.petani.farmer._id,
      purpose: 'story',
    })
  }

  it('says that a lot was withdrawn', async () => {
    const lot = await makeLotOf(cast, uph, ['100'])
    const code = 'abcdefgh01234568'
    await LotModel.updateOne(
      { _id: lot.split('/').at(-1)! },
      { passportCode: code, status: 'ready', form: 'green' },
    )
    const visitor = new Client()
    const before = await visitor.get(`/passport/${code}`)

    await post(uph, `${lot}/withdraw`, { version: '1', reason: 'Ada jamur.' })

    const after = await visitor.get(`/passport/${code}`)
    expect(before.text).not.to.include('role="alert"')
    expect(after.text).to.include('role="alert"').and.include('Ada jamur.')
  })

  it('prints slip and labels as PDF', async () => {
    const lot = await makeLotOf(cast, uph, ['100'], 'natural')
    const { intakes } = await uph.data<{ intakes: { id: string }[] }>(lot)
    const slip = `/processing/intake/${intakes[0]!.id}/slip.pdf`

    const papers = await Promise.all(
      [slip, `${slip}?size=80mm`, `${lot}/labels.pdf`].map((path) => uph.get(path)),
    )

    for (const { status, text } of papers)
      expect([status, text.slice(0, 5)]).to.deep.equal([200, '%PDF-'])
  })
})
