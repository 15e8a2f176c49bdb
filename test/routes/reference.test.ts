import { expect } from 'chai'
import { readVarieties } from '../../domain/reference.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { seedReference } from '../../database/seed-reference.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

const list = '/admin/reference/variety'
const kartika = `${list}/kartika-1`

describe('reference data', () => {
  useDatabase()
  let disbun: Client
  beforeEach(async () => {
    await setStage()
    disbun = await Client.as('disbun')
  })
  afterEach(async () => {
    // the varieties stay between tests, as they were first filled in
    await ReferenceItemModel.deleteMany({})
    await seedReference()
  })

  const told = (given: Record<string, string> = {}) => ({
    name: 'Kartika 1',
    stature: 'dwarf',
    minTreesPerHa: '1.200',
    maxTreesPerHa: '3.500',
    minAltitudeM: '1000',
    maxAltitudeM: '',
    minGreenKgPerHa: '1500',
    maxGreenKgPerHa: '2000',
    leafRust: 'susceptible',
    decree: '',
    source: 'SK Mentan, dibaca 2026',
    isConfirmed: 'on',
    version: '1',
    ...given,
  })

  it('is open to those who may edit it alone', async () => {
    for (const username of ['petani', 'penyuluh', 'dinas', 'auditor']) {
      const client = await Client.as(username)
      expect((await client.get(kartika)).status, username).to.equal(403)
      expect((await client.post(kartika, told())).status, username).to.equal(403)
    }
    for (const path of ['/admin/reference', list, `${list}/new`, kartika]) {
      expect((await (await Client.as('admin')).get(path)).status, path).to.equal(200)
    }
  })

  it('counts each list and what nobody has confirmed in it', async () => {
    const { rows } = await disbun.data<{ rows: Record<string, unknown>[] }>('/admin/reference')

    expect(rows).to.deep.include({ code: 'variety', items: 15, unconfirmed: 14 })
  })

  it('shows a list with its figures, finds by name, and gives it as a file', async () => {
    const all = await disbun.data<{ rows: Record<string, unknown>[]; next: null }>(list)
    const found = await disbun.data<{ rows: Record<string, unknown>[] }>(`${list}?q=kartika`)
    const csv = await disbun.get(`${list}?format=csv`)
    const page = await disbun.get(list)

    expect(all.rows).to.have.length(15)
    expect(found.rows.map(({ code }) => code)).to.deep.equal(['kartika-1', 'kartika-2'])
    expect(found.rows[0]).to.include({ minAltitudeM: 1000, isConfirmed: false, version: 1 })
    expect(csv.text.split('\n')[0]).to.match(/^code,name,stature,minTreesPerHa,/)
    expect(page.text).to.include('(U)')
  })

  it('keeps a change, with its event and its history, and what reads it sees it at once', async () => {
    const answer = await disbun.post(kartika, told())

    const page = await disbun.get(answer.location!)
    const event = await AuditEventModel.findOne({ recordId: 'variety:kartika-1' }).lean()
    const variety = (await readVarieties()).find(({ code }) => code === 'kartika-1')
    expect([answer.status, answer.location]).to.deep.equal([303, kartika])
    expect(page.record).to.include({ record: 'reference', number: 'kartika-1', version: '2' })
    expect(page.text).to.include('1.000').and.include('1.200').and.include('SK Mentan')
    expect(event).to.include({ act: 'reference.edit', recordVersion: 2 })
    expect(event!.changes.map(({ field }) => field).sort()).to.deep.equal([
      'isConfirmed',
      'maxTreesPerHa',
      'minTreesPerHa',
      'source',
    ])
    expect(variety).to.include({ minTreesPerHa: 1200, maxTreesPerHa: 3500, isConfirmed: true })
  })

  it('no longer offers what is retired, and offers it again', async () => {
    const codes = async () => (await readVarieties()).map(({ code }) => code)

    await disbun.post(kartika, told({ isRetired: 'on' }))
    const retired = await codes()
    await disbun.post(kartika, told({ version: '2' }))

    expect(retired).to.not.include('kartika-1')
    expect(await codes()).to.include('kartika-1')
  })

  it('adds an item once, and refuses its code when the list has it', async () => {
    const answer = await disbun.post(list, told({ code: 'lini-s', name: 'Lini S' }))
    const again = await disbun.post(list, told({ code: 'lini-s', name: 'Lini S lagi' }))

    expect([answer.status, answer.location]).to.deep.equal([303, `${list}/lini-s`])
    expect(again.status).to.equal(422)
    expect(wrongFieldsOf(again.text)).to.deep.equal(['code'])
    expect(again.text).to.include('value="Lini S lagi"')
  })

  for (const [what, given, field] of [
    ['a name that lacks', { name: '' }, 'name'],
    ['a source that lacks', { source: '' }, 'source'],
    ['a density that lacks', { minTreesPerHa: '' }, 'minTreesPerHa'],
    ['a density that is no number', { minTreesPerHa: 'banyak' }, 'minTreesPerHa'],
    ['a density that is too high', { maxTreesPerHa: '99.000' }, 'maxTreesPerHa'],
    ['an upper bound below the lower', { maxAltitudeM: '900' }, 'maxAltitudeM'],
    ['an unknown stature', { stature: 'huge' }, 'stature'],
  ] as const) {
    it(`refuses ${what} at its field and changes nothing`, async () => {
      const answer = await disbun.post(kartika, told(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal([field])
      expect(fieldErrors(answer.text)).to.have.length(1)
      expect((await ReferenceItemModel.findById('variety:kartika-1').lean())!.version).to.equal(1)
    })
  }

  it('refuses a code that is none, also the word of the address of the form', async () => {
    for (const code of ['', 'Dua Kata', 'new', '$ne']) {
      const answer = await disbun.post(list, told({ code }))
      expect(answer.status, code).to.equal(422)
      expect(wrongFieldsOf(answer.text), code).to.deep.equal(['code'])
    }
  })

  it('answers a stale form with what the other changed, in the words of the list', async () => {
    await (await Client.as('admin')).post(kartika, told({ minTreesPerHa: '1.100' }))

    const answer = await disbun.post(kartika, told({ name: 'Kartika Satu' }))

    expect(answer.status).to.equal(409)
    expect(answer.text)
      .to.include('Pohon per ha, dari')
      .and.include('value="Kartika Satu"')
      .and.include('name="version" value="2"')
  })

  it('knows no item and no list that is not there', async () => {
    for (const path of [`${list}/nope`, '/admin/reference/nope', '/admin/reference/nope/x']) {
      expect((await disbun.get(path)).status, path).to.equal(404)
    }
    expect((await disbun.post(`${list}/nope`, told())).status).to.equal(404)
  })
})
