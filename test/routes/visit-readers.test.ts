import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { madeForm, makeVisit } from '../support/factories/visit.ts'
import { useDatabase } from '../support/database.ts'

describe('who sees a visit, and who may act', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })

  const whom = () => ({
    farmerId: String(cast.petani.farmer._id),
    plotId: String(cast.petani.plots[0]._id),
    kind: 'routine',
  })
  const planned = async () => `/visits/${String((await makeVisit(cast.petani.plots[0]))._id)}`

  it('lets nobody but the officer plan or complete', async () => {
    const location = await planned()
    for (const username of ['petani', 'ketua', 'dinas', 'disbun', 'auditor', 'analis']) {
      const client = await Client.as(username)
      const plan = await client.post('/visits', { ...whom(), plannedOn: '2026-08-20' })
      const complete = await client.post(`${location}/complete`, { ...madeForm(), version: '1' })
      expect([plan.status, complete.status], username).to.deep.equal([403, 403])
    }
  })

  it('shows it to those who see the farmer, and to no bank', async () => {
    const location = await planned()
    const seen: Record<string, number> = {}
    for (const username of ['petani', 'ketua', 'dinas', 'disbun', 'auditor', 'penyuluh2', 'analis'])
      seen[username] = (await (await Client.as(username)).get(location)).status

    expect(seen).to.deep.equal({
      ...{ petani: 200, ketua: 200, dinas: 200, disbun: 200, auditor: 200 },
      // a bank sees visits only where consent and an application open them
      ...{ penyuluh2: 404, analis: 404 },
    })
    expect(await AuditEventModel.countDocuments({ act: 'visit.look' })).to.equal(1)
  })

  it('lists, filters and finds by name and number', async () => {
    await makeVisit(cast.petani.plots[0], { visitedOn: '2026-08-01' })
    await makeVisit(cast.petani2.plots[0])
    const { number } = await makeVisit(cast.petani.plots[1], { kind: 'pest' })
    const rows = async (query: string) =>
      (await officer.data<{ rows: { number: string }[] }>(`/visits${query}`)).rows.length

    expect(await rows('')).to.equal(2)
    expect(await rows('?status=done')).to.equal(1)
    expect(await rows('?kind=pest')).to.equal(1)
    expect(await rows('?month=2026-07')).to.equal(0)
    expect(await rows(`?farmerId=${String(cast.petani.farmer._id)}`)).to.equal(2)
    expect(await rows(`?q=${number}`)).to.equal(1)
    expect(await rows('?q=nobody')).to.equal(0)
    const csv = await officer.get('/visits?format=csv')
    expect(csv.text.split('\n')[0]).to.match(/^number,status,kind,/)
  })
})
