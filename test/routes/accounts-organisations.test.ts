import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { OrganisationModel } from '../../models/organisation.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

interface List {
  rows: { name: string; kind: string; regencyCode: string | null }[]
  next: string | null
}

const group = (given: Record<string, string | string[]> = {}) => ({
  name: 'Kelompok Tani Melati',
  kind: 'farmer-group',
  regencyCode: '35.11',
  villageCode: '35.11.18.2005',
  phone: '0332 421 123',
  bankKind: '',
  ...given,
})
const address = (key: string) => `/admin/organisations/${String(demoId(`organisation:${key}`))}`

describe('organisations', () => {
  useDatabase()
  let dinas: Client
  let admin: Client
  beforeEach(async () => {
    await setStage()
    dinas = await Client.as('dinas')
    admin = await Client.as('admin')
  })

  it('are set up by a regency for itself, with a trail', async () => {
    const made = await dinas.post('/admin/organisations', group())
    expect(made.status, fieldErrors(made.text).join()).to.equal(303)

    const record = await dinas.data(made.location!)

    expect(record).to.include({
      name: 'Kelompok Tani Melati',
      kind: 'farmer-group',
      regencyCode: '3511',
      districtCode: '351118',
      villageCode: '3511182005',
      phone: '+62332421123',
      bankKind: null,
      version: 1,
    })
    expect(await AuditEventModel.findOne({ act: 'organisation.register' }).lean()).to.include({
      recordId: record['id'],
      personName: 'Retno Kusumawati',
    })
  })

  it('follow from the village where the regency is left out', async () => {
    const made = await dinas.post('/admin/organisations', group({ regencyCode: '' }))

    expect(await dinas.data(made.location!)).to.include({ regencyCode: '3511' })
  })

  it('need a kind of bank when they are a bank', async () => {
    const bank = { name: 'Bank Baru', kind: 'bank' }

    const without = await admin.post('/admin/organisations', bank)
    const made = await admin.post('/admin/organisations', { ...bank, bankKind: 'bpr' })

    expect([without.status, made.status]).to.deep.equal([422, 303])
    expect(wrongFieldsOf(without.text)).to.deep.equal(['bankKind'])
    expect(await admin.data(made.location!)).to.include({ kind: 'bank', bankKind: 'bpr' })
  })

  for (const [what, given, wrong] of [
    ['a village of another regency', { villageCode: '3512112001' }, 'villageCode'],
    ['a village that is not there', { villageCode: '3511999999' }, 'villageCode'],
    ['a group without a village', { villageCode: '' }, 'villageCode'],
    ['another regency', { regencyCode: '3512', villageCode: '3512112001' }, 'regencyCode'],
    ['a kind that a regency does not set up', { kind: 'bank', bankKind: 'bpr' }, 'kind'],
    ['an office of its own', { kind: 'regency', villageCode: '' }, 'kind'],
    ['a kind of bank for a group', { bankKind: 'bpr' }, 'bankKind'],
    ['an unreadable phone number', { phone: 'x' }, 'phone'],
    ['no name', { name: '' }, 'name'],
    ['a name sent twice', { name: ['a', 'b'] }, 'name'],
    ['a twin', { name: 'Kelompok Tani Sumber Makmur' }, 'name'],
  ] as [string, Record<string, string | string[]>, string][]) {
    it(`refuses a regency ${what}`, async () => {
      const before = await OrganisationModel.countDocuments()

      const answer = await dinas.post('/admin/organisations', group(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal([wrong])
      expect(await OrganisationModel.countDocuments()).to.equal(before)
    })
  }

  it('take the village by its name, and ask which of several is meant', async () => {
    const one = await dinas.post('/admin/organisations', group({ villageCode: 'rejo agung' }))
    const several = await dinas.post(
      '/admin/organisations',
      group({ name: 'Kelompok Tani Mawar', villageCode: 'sumberwringin' }),
    )
    const none = await dinas.post('/admin/organisations', group({ villageCode: 'kayumas' }))

    expect(await dinas.data(one.location!)).to.include({ villageCode: '3511182005' })
    expect([several.status, none.status]).to.deep.equal([422, 422])
    expect(several.text).to.include('value="3511182001"').and.include('value="3511182005"')
    expect(none.text).to.include('value="kayumas"').and.not.include('3512112001')
  })

  it('are changed on top of the version that was read', async () => {
    const path = address('sumber-makmur')
    const changed = group({ name: 'Kelompok Tani Sumber Makmur Jaya', version: '1' })

    const first = await dinas.post(path, changed)
    const second = await dinas.post(path, { ...changed, name: 'Lain' })

    expect([first.status, first.location, second.status]).to.deep.equal([303, path, 409])
    expect(second.text).to.include('Sumber Makmur Jaya').and.include('value="Lain"')
    expect(await dinas.data(path)).to.include({ version: 2, groupClass: 'beginner' })
  })

  it('keep their kind, and their regency once people belong to them', async () => {
    const kind = { name: 'Puslitkoka', kind: 'exporter', version: '1' }
    const moved = group({
      name: 'Kelompok Tani Sumber Makmur',
      regencyCode: '3512',
      villageCode: '3512112001',
      version: '1',
    })

    const answers = [
      await admin.post(address('puslitkoka'), kind),
      await admin.post(address('sumber-makmur'), moved),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422])
    expect(answers.map(({ text }) => text.includes('tidak bisa diubah'))).to.deep.equal([
      true,
      true,
    ])
  })

  it('are listed to the administrator all, to a regency its groups and units', async () => {
    const all = await admin.data<List>('/admin/organisations')
    const own = await dinas.data<List>('/admin/organisations')
    const found = await admin.data<List>('/admin/organisations?q=rengganis')
    const banks = await admin.data<List>('/admin/organisations?kind=bank')

    expect(all.rows.length).to.equal(await OrganisationModel.countDocuments())
    expect(new Set(own.rows.map(({ kind }) => kind))).to.deep.equal(
      new Set(['farmer-group', 'nursery', 'processor']),
    )
    expect(new Set(own.rows.map(({ regencyCode }) => regencyCode))).to.deep.equal(new Set(['3511']))
    expect(found.rows.map(({ name }) => name)).to.deep.equal(['LMDH Rengganis'])
    expect(banks.rows).to.have.length(2)
    expect(
      (await admin.get('/admin/organisations?format=csv')).text.trim().split('\n'),
    ).to.have.length((await OrganisationModel.countDocuments()) + 1)
  })

  it('are hidden from other regencies, and closed to everybody else', async () => {
    const statusesOf = async (client: Client, path: string) => [
      (await client.get(path)).status,
      (await client.get(`${path}/edit`)).status,
      (await client.post(path, {})).status,
    ]

    expect(await statusesOf(dinas, address('kayumas-jaya'))).to.deep.equal([404, 404, 404])
    expect(await statusesOf(dinas, address('bank-jatim'))).to.deep.equal([404, 404, 404])
    expect(await statusesOf(dinas, address('dinas-bondowoso'))).to.deep.equal([404, 404, 404])
    for (const who of ['petani', 'ketua', 'penyuluh', 'disbun', 'analis']) {
      const client = await Client.as(who)
      expect(await statusesOf(client, address('sumber-makmur')), who).to.deep.equal([403, 403, 403])
    }
    const auditor = await Client.as('auditor')
    expect(await statusesOf(auditor, address('sumber-makmur'))).to.deep.equal([200, 403, 403])
  })
})
