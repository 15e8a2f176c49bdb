import { expect } from 'chai'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { PlotModel } from '../../models/plot.ts'
import { RegistrySummaryModel } from '../../models/registry-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { makePlot } from '../support/factories/plot.ts'
import { plotForm } from '../support/plot-form.ts'

interface Rows {
  rows: { id: string; name: string; number: string; farmerName: string }[]
  next: string | null
}

describe('the record of a plot', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  let path: string
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
    const answer = await officer.post(
      `/farmers/${String(cast.petani.farmer._id)}/plots`,
      plotForm({ altitudeM: '850', confirm: 'low-altitude', explanation: 'Kebun lama' }),
    )
    path = answer.location!
  })
  const change = (given: Record<string, string> = {}) =>
    plotForm({ version: '1', altitudeM: '850', ...given })

  it('is seen by those who see the farmer, and by nobody of another regency', async () => {
    for (const username of ['petani', 'ketua', 'penyuluh', 'dinas', 'auditor', 'disbun']) {
      const client = await Client.as(username)
      expect((await client.get(path)).status, username).to.equal(200)
      expect(await client.data(path), username).to.include({ name: 'Lereng Timur' })
    }
    for (const username of ['petani2', 'ketua2', 'penyuluh2', 'dinas2'])
      expect((await (await Client.as(username)).get(path)).status, username).to.equal(404)
    expect((await (await Client.as('admin')).get(path)).status).to.equal(403)
    expect((await (await Client.as('disbun')).get(path)).text).not.to.include('Sumarni')
    expect(await AuditEventModel.countDocuments({ act: 'plot.look' })).to.equal(2)
  })

  it('shows its map, its farmer and its harvests by season', async () => {
    const plot = (await PlotModel.findById(path.split('/')[2]).lean())!
    await makeHarvest(plot, { harvestedTo: '2025-08-01', weightG: 300_000 })
    await makeHarvest(plot, { harvestedTo: '2026-08-03', weightG: 200_000 })

    const { text, record } = await officer.get(path)

    expect(record).to.include({ record: 'plot', status: 'active', version: '1' })
    expect(text).to.include('class="map__shape"').and.include('Sumarni')
    expect(text)
      .to.match(/data-value="300"/)
      .and.match(/data-value="200"/)
  })

  it('is changed at its version; what was answered is not asked again', async () => {
    await rebuildRegistry()

    const done = await officer.post(path, change({ name: 'Lereng Barat', areaHa: '1,1' }))
    const kept = await RegistrySummaryModel.find().lean()
    await rebuildRegistry()

    expect(done.status, asked(done.text).join() + fieldErrors(done.text).join()).to.equal(303)
    expect(await officer.data(path)).to.include({ name: 'Lereng Barat', areaHa: 1.1, version: 2 })
    expect(kept).to.have.deep.members(await RegistrySummaryModel.find().lean())
    const event = await AuditEventModel.findOne({ act: 'plot.edit' }).lean()
    expect(event!.changes.map(({ field }) => field)).to.have.members(['name', 'areaHa'])
    const lower = await officer.post(path, change({ version: '2', altitudeM: '800' }))
    expect(asked(lower.text)).to.deep.equal(['low-altitude'])
  })

  it('keeps what a change leaves out, its outline too', async () => {
    const before = await officer.data(path)

    const nothing = await officer.post(path, { version: '1' })
    const done = await officer.post(path, { version: '1', name: 'Lereng Barat' })

    expect(nothing.status).to.equal(422)
    expect(done.status, asked(done.text).join() + fieldErrors(done.text).join()).to.equal(303)
    const { name: _before, version: _one, ...kept } = before
    const { name, version: _two, ...after } = await officer.data(path)
    expect(name).to.equal('Lereng Barat')
    expect(after).to.deep.equal(kept)
  })

  it('is not changed at another version, nor once it is closed', async () => {
    await officer.post(path, change({ name: 'Lereng Barat' }))

    const stale = await officer.post(path, change({ name: 'Lereng Utara' }))
    await PlotModel.updateOne({ _id: path.split('/')[2] }, { $set: { status: 'closed' } })
    const closed = await officer.post(path, change({ version: '2' }))

    expect(stale.status).to.equal(409)
    expect(stale.text).to.include('Lereng Barat').and.include('Lereng Utara')
    expect(closed.status).to.equal(409)
    expect((await officer.data(path))['acts']).to.deep.equal([])
  })

  it('is changed by officer and regency only, and only where they see it', async () => {
    for (const username of ['petani', 'ketua', 'disbun', 'auditor'])
      expect((await (await Client.as(username)).post(path, change())).status).to.equal(403)
    for (const username of ['penyuluh2', 'dinas2'])
      expect((await (await Client.as(username)).post(path, change())).status).to.equal(404)
    expect((await officer.get(`${path}/edit`)).status).to.equal(200)
  })

  describe('stands in the list', () => {
    const names = async (username: string, address = '/plots') => {
      const { rows } = await (await Client.as(username)).data<Rows>(address)
      return rows.map(({ name }) => name)
    }

    it('of each within his scope', async () => {
      await rebuildRegistry()

      expect(await names('petani')).to.have.length(3)
      expect(await names('ketua')).to.have.length(3)
      expect(await names('penyuluh2')).to.have.length(2)
      expect(await names('auditor')).to.have.length(5)
      expect(await names('disbun')).to.have.length(5)
      expect((await (await Client.as('admin')).get('/plots')).status).to.equal(403)
    })

    it('of a bank, empty until a consent and an application open something', async () => {
      const analis = await Client.as('analis')

      expect((await analis.get('/plots')).status).to.equal(200)
      expect(await names('analis')).to.deep.equal([])
      expect((await analis.get('/farmers')).status).to.equal(403)
    })

    it('by its name, its number, its farmer and his number', async () => {
      const { number } = (await PlotModel.findOne({ name: 'Lereng Timur' }).lean())!

      expect(await names('penyuluh', '/plots?q=lereng')).to.deep.equal(['Lereng Timur'])
      expect(await names('penyuluh', `/plots?q=${number}`)).to.deep.equal(['Lereng Timur'])
      expect(await names('penyuluh', '/plots?q=sumarni')).to.have.length(3)
      const farmer = cast.petani.farmer
      expect(await names('penyuluh', `/plots?q=${farmer.number}`)).to.have.length(3)
      expect(await names('penyuluh', `/plots?farmerId=${String(farmer._id)}`)).to.have.length(3)
      expect(await names('penyuluh2', '/plots?q=lereng')).to.deep.equal([])
      expect(await names('disbun', '/plots?q=sumarni')).to.deep.equal([])
    })

    it('in pages of 25, each once', async () => {
      for (let each = 0; each < 25; each++) await makePlot(cast.petani.farmer)

      const first = await officer.data<Rows>('/plots')
      const second = await officer.data<Rows>(`/plots?after=${first.next}`)

      const ids = [...first.rows, ...second.rows].map(({ id }) => id)
      expect(first.rows).to.have.length(25)
      expect(second.next).to.equal(null)
      expect(new Set(ids)).to.have.length(28)
    })

    it('and on the map, as GeoJSON within the scope', async () => {
      const own = JSON.parse((await officer.get('/plots?format=geojson')).text) as {
        features: { properties: { name: string; farmerName: string } }[]
      }
      const other = (await (await Client.as('penyuluh2')).get('/plots?format=geojson')).text
      const csv = await officer.get('/plots?format=csv')

      expect(own.features.map(({ properties }) => properties.name)).to.deep.equal(['Lereng Timur'])
      expect(own.features[0]!.properties.farmerName).to.equal('Sumarni')
      expect(JSON.parse(other)).to.deep.include({ features: [] })
      expect(csv.text.split('\n')[0]).to.match(/^number,status,name,farmerId/)
    })
  })
})
