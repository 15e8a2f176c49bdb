import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Actor } from '../../domain/actor.ts'
import { announce } from '../../domain/events.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { PlotModel } from '../../models/plot.ts'
import { Client } from '../support/client.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { makeIntake, makeLot } from '../support/factories/lot-record.ts'
import { makeVisit } from '../support/factories/visit.ts'
import { act, loanForm, must, sendLoan, type LoanData } from '../support/factories/loan.ts'
import { idOf, openProgramme, requestOf } from '../support/factories/seedling.ts'

describe('what a bank may see', () => {
  useDatabase()
  let cast: Cast
  let petani: Client
  let analyst: Client
  let records: string[]
  beforeEach(async () => {
    cast = await setStage()
    const harvest = await makeHarvest(cast.petani.plots[0], { status: 'confirmed' })
    petani = await Client.as('petani')
    analyst = await Client.as('analis')
    records = [
      `/farmers/${String(cast.petani.farmer._id)}`,
      `/plots/${String(cast.petani.plots[0]._id)}`,
      `/harvests/${String(harvest._id)}`,
    ]
  })
  const seen = async (client: Client) =>
    Promise.all(records.map(async (path) => (await client.get(path)).status))
  const consent = async (decision: 'given' | 'withdrawn') => {
    const actor = { userId: String(demoId('user:petani')), fullName: 'Sumarni' } as Actor
    const { _id: farmerId } = cast.petani.farmer
    await inTransaction(async () => {
      await FarmerModel.updateOne({ _id: farmerId }, { $set: { 'consents.bank': decision } })
      const name = decision === 'given' ? 'consentGiven' : 'consentWithdrawn'
      await announce(name, { actor, farmerId, purpose: 'bank' })
    })
  }

  it('is nothing without an application, and all that consent opens with one', async () => {
    const before = await seen(analyst)

    const address = await sendLoan(petani, loanForm(cast))

    const { review } = await analyst.data<LoanData>(address)
    expect(before).to.deep.equal([404, 404, 404])
    expect(await seen(analyst)).to.deep.equal([200, 200, 200])
    expect(await seen(await Client.as('analis2'))).to.deep.equal([404, 404, 404])
    expect(review!.plots).to.have.length(2)
    expect(review!.harvests).to.have.length(1)
    expect(review!.visits).to.have.length(0)
  })

  it('shows what of his coffee still lies in store, and no other farmer beside it', async () => {
    const [own, other] = [cast.petani.plots[0], cast.petani2.plots[0]]
    const { farmer } = cast.petani
    const composition = [
      { farmerId: farmer._id, plotId: own._id, massG: 30_000 },
      { farmerId: cast.petani2.farmer._id, plotId: other._id, massG: 70_000 },
    ]
    const lot = await makeLot(own, { status: 'ready', grade: '1', composition })
    await makeLot(own, { status: 'shipped' })
    await makeIntake(own, await makeHarvest(own), { amountRupiah: 450_000 })
    const address = await sendLoan(petani, loanForm(cast))

    const { review } = await analyst.data<LoanData>(address)
    const page = await analyst.get(address)

    const { stock } = review as unknown as { stock: { lots: object[]; owedRupiah: number } }
    expect(stock.owedRupiah).to.equal(450_000)
    expect(stock.lots).to.deep.equal([
      {
        ...{ number: lot.number, form: 'green', status: 'ready', grade: '1', season: 2026 },
        ...{ unitName: '', massKg: 30 },
      },
    ])
    expect(page.text).to.include(lot.number).and.include('450.000')
  })

  it('shows what was written down after the application was sent, too', async () => {
    await sendLoan(petani, loanForm(cast))
    const { location } = await petani.post('/harvests', {
      plotId: String(cast.petani.plots[0]._id),
      harvestedFrom: '2026-08-01',
      harvestedTo: '2026-08-02',
      form: 'cherry-red',
      weightKg: '40',
      buyerKind: 'kept',
    })

    expect((await analyst.get(location!)).status).to.equal(200)
  })

  it('shows the seedling request that the loan cites, without a way into it, while consent lasts', async () => {
    const request = await requestOf(petani, await openProgramme(), cast.petani.plots[0]._id, '120')
    const cited = { purpose: 'seedlings', seedlingRequestId: idOf(request) }
    const address = await sendLoan(petani, loanForm(cast, cited))

    const page = await analyst.get(address)
    const open = await analyst.data<LoanData>(address)
    await consent('withdrawn')
    const shut = await analyst.data<LoanData>(address)

    expect(page.text).to.include('Bibit yang diusulkan').and.not.include(`href="${request}"`)
    expect(open).to.include({ seedlingRequestId: idOf(request) })
    expect(open.review).to.deep.include.keys('seedlingRequest')
    expect(shut).to.include({ seedlingRequestId: null, review: null })
    expect((await analyst.get(address)).text).not.to.include('120 batang')
  })

  it('ends when the farmer withdraws consent; the page says so and how to ask', async () => {
    const address = await sendLoan(petani, loanForm(cast))

    await consent('withdrawn')

    const page = await analyst.get(address)
    const { review } = await analyst.data<LoanData>(address)
    expect(await seen(analyst)).to.deep.equal([404, 404, 404])
    expect(review).to.equal(null)
    expect(page.text).to.include('tidak mengizinkan')
    await consent('given')
    expect(await seen(analyst)).to.deep.equal([200, 200, 200])
  })

  const papersOf = async (client: Client, address: string) =>
    (await client.data<{ documents: { href: string }[] }>(address)).documents
  const opened = async (client: Client, hrefs: string[]) =>
    Promise.all(hrefs.map(async (href) => (await client.get(href)).status))

  it('closes the papers of the application with the consent, to the bank alone', async () => {
    const address = await sendLoan(petani, loanForm(cast))
    const hrefs = (await papersOf(analyst, address)).map(({ href }) => href)
    const before = await opened(analyst, hrefs)

    await consent('withdrawn')

    expect(hrefs.length).to.be.greaterThan(1)
    expect(new Set(before)).to.deep.equal(new Set([200]))
    expect(await papersOf(analyst, address)).to.deep.equal([])
    expect(new Set(await opened(analyst, hrefs))).to.deep.equal(new Set([404]))
    for (const username of ['petani', 'penyuluh', 'dinas']) {
      const client = await Client.as(username)
      expect((await papersOf(client, address)).length, username).to.equal(hrefs.length)
      expect(new Set(await opened(client, hrefs)), username).to.deep.equal(new Set([200]))
    }
    await consent('given')
    expect(new Set(await opened(analyst, hrefs))).to.deep.equal(new Set([200]))
  })

  it('keeps the application and what the bank wrote, but no paper of one that ended', async () => {
    const address = await sendLoan(petani, loanForm(cast))
    const hrefs = (await papersOf(analyst, address)).map(({ href }) => href)

    await must(act(petani, address, 'withdraw', { reason: 'Tidak jadi' }))

    expect(await analyst.data(address)).to.include({
      status: 'withdrawn',
      amountRupiah: 10_000_000,
    })
    expect(await papersOf(analyst, address)).to.deep.equal([])
    expect(new Set(await opened(analyst, hrefs))).to.deep.equal(new Set([404]))
  })

  it('leaves a mark for each paper, and for each visit, that leader and officer can read', async () => {
    const visit = await makeVisit(cast.petani.plots[0], { visitedOn: '2026-08-01' })
    const address = await sendLoan(petani, loanForm(cast))
    const [paper] = await papersOf(analyst, address)
    await analyst.get(paper!.href)
    await analyst.get(`/visits/${String(visit._id)}`)

    const path = `${records[0]!}/looks`

    for (const username of ['petani', 'ketua', 'penyuluh', 'dinas']) {
      const client = await Client.as(username)
      const { rows } = await client.data<{ rows: { recordKind: string }[] }>(path)
      expect(rows.map(({ recordKind }) => recordKind).sort(), username).to.deep.equal([
        ...['farmer', 'loan', 'loan-document', 'visit'],
      ])
      expect((await client.get(path)).text, username).to.include('Rina Wulandari')
    }
    for (const [username, status] of [
      ['analis', 403],
      ['disbun', 403],
      ['petani2', 404],
      ['ketua2', 404],
      ['penyuluh2', 404],
    ] as const)
      expect((await (await Client.as(username)).get(path)).status, username).to.equal(status)
  })

  it('leaves a mark for each farmer that a list, a calendar or a file of the bank names', async () => {
    const ring = [
      [114, -8],
      [114.001, -8],
      [114, -8.001],
      [114, -8],
    ]
    const geometry = { type: 'Polygon', coordinates: [ring] }
    await PlotModel.updateOne({ _id: cast.petani.plots[0]._id }, { $set: { geometry } })
    await makeVisit(cast.petani.plots[0], { visitedOn: '2026-08-01' })
    await sendLoan(petani, loanForm(cast))
    const lists = ['/plots', '/harvests?format=json', '/visits', '/visits/calendar?month=2026-08']
    const looks = () => AuditEventModel.countDocuments({ act: 'farmer.look' })

    for (const path of lists) expect((await analyst.get(path)).status, path).to.equal(200)
    const ofLists = await looks()
    for (const path of [
      '/plots?format=csv',
      '/harvests?format=xlsx',
      '/visits?format=csv',
      '/plots?format=geojson',
    ])
      await analyst.get(path)
    await petani.get('/plots')

    expect([ofLists, await looks()]).to.deep.equal([4, 8])
    const { rows } = await petani.data<{ rows: { personName: string }[] }>('/account/looks')
    expect(rows).to.have.length(8)
  })

  it('ends with the application', async () => {
    const address = await sendLoan(petani, loanForm(cast))

    await must(act(petani, address, 'withdraw', { reason: 'Tidak jadi' }))

    expect(await seen(analyst)).to.deep.equal([404, 404, 404])
  })

  it('leaves a mark that the farmer can read, each time', async () => {
    const address = await sendLoan(petani, loanForm(cast))
    await analyst.get(address)
    await analyst.get(records[0]!)

    const page = await petani.get('/account/looks')

    const { rows } = await petani.data<{ rows: { personName: string; recordKind: string }[] }>(
      '/account/looks',
    )
    expect(rows.map(({ recordKind }) => recordKind)).to.have.members(['loan', 'farmer', 'farmer'])
    expect(page.text).to.include('Rina Wulandari')
    expect(page.text).to.include('Bank Jatim')
    expect(await AuditEventModel.countDocuments({ act: 'farmer.look' })).to.equal(2)
    expect((await analyst.get('/account/looks')).status).to.equal(403)
  })
})
