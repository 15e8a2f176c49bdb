import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { PlotModel } from '../../models/plot.ts'
import { RegistrySummaryModel } from '../../models/registry-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { hectare, plotForm } from '../support/plot-form.ts'

interface PlotData {
  id: string
  mappedAreaHa: number | null
  geometry: { type: string; coordinates: [number, number][][] } | null
  [field: string]: unknown
}

describe('registering a plot', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  let plots: string
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
    plots = `/farmers/${String(cast.petani.farmer._id)}/plots`
  })
  const count = () => PlotModel.countDocuments()

  it('keeps what was told, measures the outline, and records who did it', async () => {
    const answer = await officer.post(plots, plotForm())

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    expect(answer.location).to.match(/^\/plots\/[0-9a-f]{24}$/)
    const plot = await officer.data<PlotData>(answer.location!)
    expect(plot).to.deep.include({
      status: 'active',
      version: 1,
      farmerId: String(cast.petani.farmer._id),
      name: 'Lereng Timur',
      areaHa: 1,
      altitudeM: 1200.5,
      treeCount: 2000,
      plantedYear: 2015,
      stdbNumber: null,
      stdbIssuedOn: null,
      acts: ['edit'],
    })
    expect(plot['number']).to.match(/^KB-\d{6}$/)
    expect(plot.mappedAreaHa).to.be.closeTo(1.005, 0.005)
    const ring = plot.geometry!.coordinates[0]!
    expect(plot.geometry!.type).to.equal('Polygon')
    expect(ring).to.have.length(5)
    expect(ring[0]).to.deep.equal([114.01, -8.02])
    expect(ring.at(-1)).to.deep.equal(ring[0])
    const event = await AuditEventModel.findOne({ recordId: plot.id }).lean()
    expect(event).to.include({ act: 'plot.register', seq: 1 })
  })

  it('counts it among those of the group', async () => {
    await rebuildRegistry()

    await officer.post(plots, plotForm())
    const kept = await RegistrySummaryModel.find().lean()
    await rebuildRegistry()

    expect(kept).to.have.deep.members(await RegistrySummaryModel.find().lean())
  })

  it('takes GeoJSON too, and a file before the box', async () => {
    const ring = [
      [114.02, -8.03],
      [114.0209, -8.03],
      [114.0209, -8.0309],
      [114.02, -8.03],
    ]
    const json = JSON.stringify({ type: 'Polygon', coordinates: [ring] })
    const file = new File([json], 'kebun.geojson', { type: 'application/geo+json' })

    const typed = await officer.post(plots, plotForm({ geometry: json, areaHa: '0,5' }))
    const uploaded = await officer.post(plots, plotForm({ areaHa: '0,5', treeCount: '900' }), {
      geometryFile: file,
    })

    expect(typed.status, asked(typed.text).join()).to.equal(422)
    expect(asked(typed.text)).to.deep.equal(['density'])
    expect(uploaded.status, fieldErrors(uploaded.text).join()).to.equal(303)
    const plot = await officer.data<PlotData>(uploaded.location!)
    expect(plot.geometry!.coordinates[0]).to.deep.equal(ring)
  })

  it('takes a plot of up to four hectares without an outline', async () => {
    const answer = await officer.post(
      plots,
      plotForm({ geometry: '', areaHa: '4', treeCount: '8000' }),
    )

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    const plot = await officer.data<PlotData>(answer.location!)
    expect(plot).to.include({ geometry: null, mappedAreaHa: null })
    expect((await officer.get(answer.location!)).status).to.equal(200)
  })

  const bow = '-8.02, 114.01\n-8.021, 114.011\n-8.02, 114.011\n-8.021, 114.01'
  for (const [field, given] of [
    ['name', { name: '' }],
    ['villageCode', { villageCode: '3512112001' }],
    ['landStatus', { landStatus: 'owned' }],
    ['areaHa', { areaHa: '' }],
    ['areaHa', { areaHa: '0' }],
    ['areaHa', { areaHa: '25' }],
    ['areaHa', { areaHa: '1,23456' }],
    ['plantedYear', { plantedYear: '2027' }],
    ['plantedYear', { plantedYear: '15' }],
    ['varietyCode', { varietyCode: 'robusta' }],
    ['varietyCode', { varietyCode: '' }],
    ['treeCount', { treeCount: '0' }],
    ['treeCount', { treeCount: '12,5' }],
    ['pattern', { pattern: 'other' }],
    ['altitudeM', { altitudeM: '4000' }],
    ['altitudeM', { altitudeM: 'tinggi' }],
    ['stdbIssuedOn', { stdbIssuedOn: '2026-08-16' }],
    ['shadeTrees', { shadeTrees: 'x'.repeat(201) }],
    ['geometry', { geometry: '', areaHa: '4,01', treeCount: '8000' }],
    ['geometry', { geometry: bow }],
    ['geometry', { geometry: '-8.02, 114.01\n-8.02, 114.011' }],
    ['geometry', { geometry: 'di sebelah timur' }],
    ['geometry', { geometry: '-6.2, 106.8\n-6.2, 106.9\n-6.3, 106.9' }],
    ['geometry', { geometry: '{"type":"Point","coordinates":[114,-8]}' }],
  ] as const) {
    const shown = Object.values(given)[0]!.slice(0, 20).replaceAll('\n', ' ')
    it(`refuses at ${field}: ${shown || 'nothing'}`, async () => {
      const answer = await officer.post(plots, plotForm(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.include(field)
      expect(await count()).to.equal(4)
    })
  }

  it('says at the file what is wrong with the file', async () => {
    const file = new File([bow], 'kebun.csv', { type: 'text/csv' })
    const picture = new File(['x'], 'kebun.png', { type: 'image/png' })

    const crossed = await officer.post(plots, plotForm(), { geometryFile: file })
    const strange = await officer.post(plots, plotForm(), { geometryFile: picture })

    expect(wrongFieldsOf(crossed.text)).to.deep.equal(['geometryFile'])
    expect(strange.status).to.equal(415)
  })

  for (const [code, given] of [
    ['area-differs', { areaHa: '1,3', treeCount: '2600' }],
    ['low-altitude', { altitudeM: '899' }],
    ['density', { treeCount: '900' }],
  ] as const) {
    it(`asks about ${code}, wants it explained, and keeps both`, async () => {
      const form = plotForm(given)

      const first = await officer.post(plots, form)
      const bare = await officer.post(plots, { ...form, confirm: code })
      const done = await officer.post(plots, {
        ...form,
        confirm: code,
        explanation: 'Diukur ulang bersama pemilik',
      })

      expect([first.status, bare.status, done.status]).to.deep.equal([422, 422, 303])
      expect(asked(first.text)).to.deep.equal([code])
      expect(wrongFieldsOf(bare.text)).to.deep.equal(['explanation'])
      const kept = await PlotModel.findById(done.location!.split('/')[2]).lean()
      expect(kept!.answers[0]).to.include({ code, explanation: 'Diukur ulang bersama pemilik' })
      expect((await officer.get(done.location!)).text).to.include('Diukur ulang bersama pemilik')
    })
  }

  it('refuses before it asks', async () => {
    const answer = await officer.post(plots, plotForm({ altitudeM: '500', geometry: bow }))

    expect(asked(answer.text)).to.deep.equal([])
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['geometry'])
  })

  it('does a form that is sent again once', async () => {
    const form = { ...plotForm(), requestId: randomUUID() }

    const first = await officer.post(plots, form)
    const again = await officer.post(plots, form)

    expect(again.location).to.equal(first.location)
    expect(await count()).to.equal(5)
  })

  it('is for officers and the regency only, and only for farmers in sight', async () => {
    for (const username of ['petani', 'ketua', 'disbun', 'auditor', 'admin', 'analis'])
      expect((await (await Client.as(username)).post(plots, plotForm())).status).to.equal(403)
    for (const username of ['penyuluh2', 'dinas2']) {
      const client = await Client.as(username)
      expect((await client.post(plots, plotForm())).status).to.equal(404)
      expect((await client.get(`${plots}/new`)).status).to.equal(404)
    }
    expect(await count()).to.equal(4)
  })

  it('is over for a farmer who was merged', async () => {
    await FarmerModel.updateOne({ _id: cast.petani.farmer._id }, { $set: { status: 'merged' } })

    expect((await officer.post(plots, plotForm())).status).to.equal(409)
    expect((await officer.get(`${plots}/new`)).status).to.equal(409)
  })

  it('keeps what was typed in the box of the outline', async () => {
    const answer = await officer.post(plots, plotForm({ name: '' }))

    expect(answer.text).to.include(hectare.split('\n')[1])
  })
})
