import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { harvestForm, makeHarvest } from '../support/factories/harvest.ts'
import { formOf, wrongFieldsOf } from '../support/html.ts'

describe('the forms of a harvest, as a program sends them', () => {
  useDatabase()
  let cast: Cast
  let petani: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
  })

  const told = (given: Record<string, string> = {}) => harvestForm(cast.petani.plots[0], given)
  const stored = () => makeHarvest(cast.petani.plots[0])

  async function hidden(client: Client, page: string, action: string) {
    const { text } = await client.get(page)
    const fields = formOf(text, action)
    expect(fields, `${page} has no form that leads to ${action}`).not.to.equal(null)
    return fields!
  }

  it('work with nothing but what their pages hold', async () => {
    const fields = await hidden(petani, '/harvests/new', '/harvests')

    const answer = await petani.post('/harvests', { ...fields, ...told() })

    expect(Object.keys(fields)).to.include.members(['_csrf', 'requestId'])
    expect(answer.status).to.equal(303)
    expect(answer.location).to.match(/^\/harvests\/[0-9a-f]{24}$/)
  })

  it('confirm a harvest with the form on its page', async () => {
    const { _id } = await stored()
    const ketua = await Client.as('ketua')
    const fields = await hidden(ketua, `/harvests/${_id}`, `/harvests/${_id}/confirm`)

    const answer = await ketua.post(`/harvests/${_id}/confirm`, fields)

    expect(fields).to.include({ version: '1' })
    expect([answer.status, answer.location]).to.deep.equal([303, `/harvests/${_id}`])
    expect((await HarvestModel.findById(_id).lean())!.status).to.equal('confirmed')
  })

  for (const act of ['dispute', 'void', 'correct'] as const) {
    it(`${act} a harvest with the form one link away`, async () => {
      const { _id } = await stored()
      const client = act === 'dispute' ? await Client.as('ketua') : petani
      const at = `/harvests/${_id}/${act}`
      const fields = await hidden(client, at, at)
      const more = act === 'correct' ? told({ weightKg: '190' }) : {}

      const answer = await client.post(at, { ...fields, ...more, reason: 'Salah timbang' })

      const event = await AuditEventModel.findOne({ recordId: String(_id) }).lean()
      expect([answer.status, answer.location]).to.deep.equal([303, `/harvests/${_id}`])
      expect(event).to.include({ act: `harvest.${act}`, note: 'Salah timbang', recordVersion: 2 })
    })
  }

  it('tell the record as data, by the names of the form', async () => {
    const { location } = await petani.post('/harvests', told({ weightKg: '185,25' }))

    const data = await petani.data(location!)

    expect(data).to.deep.include({
      ...told(),
      id: location!.split('/').at(-1),
      status: 'declared',
      version: 1,
      acts: ['correct', 'void'],
      farmerId: String(cast.petani.farmer._id),
      weightKg: 185.25,
      redPct: 95,
      pricePerKg: 12_500,
    })
    expect(data['number']).to.match(/^PN-2026-\d{6}$/)
  })

  it('tell the same on the page, in the list and as data', async () => {
    const { _id, number } = await stored()

    const page = await petani.get(`/harvests/${_id}`)
    const list = await petani.data<{ rows: { id: string }[]; next: unknown }>('/harvests')

    expect(page.record).to.deep.equal({
      record: 'harvest',
      id: String(_id),
      number,
      status: 'declared',
      version: '1',
    })
    expect(list.rows.map(({ id }) => id)).to.deep.equal([String(_id)])
    expect(list.next).to.equal(null)
  })

  it('mark every wrong field and keep every word', async () => {
    const wrong = { weightKg: 'banyak', redPct: '120', harvestedTo: '2026-13-01', form: 'roasted' }

    const answer = await petani.post('/harvests', told({ ...wrong, note: 'hujan & "angin" <b>' }))

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.include.members(['form', 'harvestedTo', 'weightKg'])
    expect(answer.text).to.include('value="banyak"').and.include('value="120"')
    expect(answer.text).to.include('hujan &amp; &quot;angin&quot; &lt;b&gt;')
  })

  it('answer a number that only looks like a day as a wrong number', async () => {
    const answer = await petani.post('/harvests', told({ weightKg: '0000-00-00' }))

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['weightKg'])
  })

  it('offer the same requestId again while nothing was done with it', async () => {
    const requestId = randomUUID()

    const answer = await petani.post('/harvests', { ...told({ weightKg: '' }), requestId })

    expect(formOf(answer.text, '/harvests')).to.include({ requestId })
  })

  for (const [typed, kg] of [
    ['1.500', 1500],
    ['1500', 1500],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1.234,5', 1234.5],
    ['0.75', 0.75],
  ] as const) {
    it(`read a weight typed as ${typed}`, async () => {
      const { location } = await petani.post('/harvests', told({ weightKg: typed }))

      const data = await petani.data(location!)

      expect(data).to.include({ weightKg: kg })
    })
  }

  it('take urlencoded and multipart alike, also as the same form sent again', async () => {
    const fields = { ...told(), requestId: randomUUID() }
    const noPhoto = new File([], '', { type: 'application/octet-stream' })

    const urlencoded = await petani.post('/harvests', fields)
    const multipart = await petani.post('/harvests', fields, { photo: noPhoto })

    expect([urlencoded.status, multipart.status]).to.deep.equal([303, 303])
    expect(multipart.location).to.equal(urlencoded.location)
    expect(await HarvestModel.countDocuments()).to.equal(1)
  })

  it('refuse a forged token and change nothing', async () => {
    const { _id } = await stored()
    const ketua = await Client.as('ketua')

    const statuses = []
    for (const _csrf of ['', 'x', 'a.b']) {
      const answer = await ketua.post(`/harvests/${_id}/confirm`, { _csrf, version: '1' })
      statuses.push(answer.status)
    }

    expect(statuses).to.deep.equal([403, 403, 403])
    expect((await HarvestModel.findById(_id).lean())!.status).to.equal('declared')
  })

  it('refuse the token of another person', async () => {
    const { _csrf } = await hidden(await Client.as('ketua'), '/harvests/new', '/sign-out')

    const answer = await petani.post('/harvests', { ...told(), _csrf: _csrf! })

    expect(answer.status).to.equal(403)
    expect(await HarvestModel.countDocuments()).to.equal(0)
  })

  for (const version of ['', 'x', '1.5', '-']) {
    it(`refuse the version "${version}" as a form that is not whole`, async () => {
      const { _id } = await stored()
      const ketua = await Client.as('ketua')

      const answer = await ketua.post(`/harvests/${_id}/confirm`, { version })

      expect(answer.status).to.equal(422)
    })
  }

  it('answer an act that the state no longer allows with 409, at the right version too', async () => {
    const { _id } = await stored()
    const ketua = await Client.as('ketua')
    await ketua.post(`/harvests/${_id}/confirm`, { version: '1' })

    const again = await ketua.post(`/harvests/${_id}/confirm`, { version: '2' })
    const stale = await ketua.post(`/harvests/${_id}/confirm`, { version: '1' })

    expect([again.status, stale.status]).to.deep.equal([409, 409])
    expect(await AuditEventModel.countDocuments({ recordId: String(_id) })).to.equal(1)
  })

  it('answer a confirmation that is sent again with the first result, not as stale', async () => {
    const { _id } = await stored()
    const ketua = await Client.as('ketua')
    const fields = { version: '1', requestId: randomUUID() }

    const first = await ketua.post(`/harvests/${_id}/confirm`, fields)
    const again = await ketua.post(`/harvests/${_id}/confirm`, fields)

    expect([first.status, again.status]).to.deep.equal([303, 303])
    expect(again.location).to.equal(first.location)
    expect(await AuditEventModel.countDocuments({ recordId: String(_id) })).to.equal(1)
  })

  it('refuse whoever has no part in registering, before looking at what he sent', async () => {
    const statuses: Record<string, number> = {}
    for (const username of ['dinas', 'disbun', 'uph', 'analis', 'admin', 'auditor']) {
      const answer = await (await Client.as(username)).post('/harvests', { weightKg: 'x' })
      statuses[username] = answer.status
    }

    expect(new Set(Object.values(statuses)), JSON.stringify(statuses)).to.deep.equal(new Set([403]))
  })

  for (const farmerId of ['foreign', 'absent', 'nonsense'] as const) {
    it(`answer a farmer that is ${farmerId} at the field, with the words kept`, async () => {
      const ketua = await Client.as('ketua')
      const ids = {
        foreign: String(cast.petani2.farmer._id),
        absent: 'a'.repeat(24),
        nonsense: 'x',
      }

      const answer = await ketua.post('/harvests', told({ farmerId: ids[farmerId] }))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal(['farmerId'])
      expect(answer.text).to.include('Dipetik bersama keluarga')
    })
  }

  it('do not let a farmer register for another one', async () => {
    const other = String(cast.petani2.farmer._id)

    const { location } = await petani.post('/harvests', told({ farmerId: other }))

    expect(await petani.data(location!)).to.include({ farmerId: String(cast.petani.farmer._id) })
  })
})
