import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import sharp from 'sharp'
import { decryptField } from '../../domain/field-crypto.ts'
import { registryFromRecords } from '../../domain/farmers/service/registry.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { RegistrySummaryModel } from '../../models/registry-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { farmerForm, groupOfPetani, groupOfPetani2 } from '../support/farmer-form.ts'
import { wrongFieldsOf } from '../support/html.ts'

describe('registering a farmer', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })
  const count = () => FarmerModel.countDocuments()

  it('keeps what was told, masks the numbers, and records who did it', async () => {
    const form = farmerForm()

    const answer = await officer.post('/farmers', form)

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    const record = await officer.data(answer.location!)
    expect(record).to.include({
      status: 'active',
      version: 1,
      fullName: 'Hosnan Efendi',
      gender: 'male',
      birthOn: '1985-03-12',
      nik: `************${form['nik']!.slice(-4)}`,
      phone: '+62*******7890',
      villageCode: '3511182005',
      groupId: groupOfPetani,
    })
    expect(record['number']).to.match(/^PT-\d{6}$/)
    expect(record['acts']).to.include.members(['edit', 'unmask'])
    const event = await AuditEventModel.findOne({ recordId: String(record['id']) }).lean()
    expect(event).to.include({ act: 'farmer.register', seq: 1 })
    expect(JSON.stringify(event)).not.to.include(form['nik'])
    const kept = await FarmerModel.findById(record['id']).lean()
    expect(decryptField(kept!.nikCipher)).to.equal(form['nik'])
    expect(JSON.stringify(kept)).not.to.include(form['nik']!).and.not.to.include('81234567890')
  })

  it('counts the farmer among those of the group', async () => {
    await officer.post('/farmers', farmerForm())

    const kept = await RegistrySummaryModel.findById(groupOfPetani).lean()
    const rebuilt = (await registryFromRecords()).get(groupOfPetani)

    // the cast was put there without being counted
    expect(kept).to.include({ farmers: 1, districtCode: rebuilt!.districtCode })
    expect(rebuilt!.farmers).to.equal(2)
  })

  it('shows the record with its number and status, and offers what can be done next', async () => {
    const { location } = await officer.post('/farmers', farmerForm())

    const page = await officer.get(location!)

    expect(page.record).to.include({ record: 'farmer', status: 'active', version: '1' })
    expect(page.text).to.include('role="status"').and.include(`${location}/edit`)
  })

  for (const [field, given] of [
    ['nik', { nik: '' }],
    ['nik', { nik: '12345' }],
    ['nik', { nik: 'abcdefghijklmnop' }],
    ['nik', { nik: '3511183203850001' }],
    ['nik', { nik: '3511181303850001' }],
    ['nik', { gender: 'female' }],
    ['fullName', { fullName: '' }],
    ['fullName', { fullName: '12345' }],
    ['fullName', { fullName: 'x'.repeat(121) }],
    ['gender', { gender: 'other' }],
    ['birthOn', { birthOn: '' }],
    ['birthOn', { birthOn: '2026-08-16' }],
    ['birthOn', { birthOn: '1885-03-12' }],
    ['phone', { phone: '12' }],
    ['phone', { phone: '+4915112345678' }],
    ['villageCode', { villageCode: '' }],
    ['villageCode', { villageCode: '9999999999' }],
    ['villageCode', { villageCode: '3512112001' }],
    ['villageCode', { villageCode: 'Kayumas' }],
    ['address', { address: 'x'.repeat(301) }],
    ['groupId', { groupId: '' }],
    ['groupId', { groupId: groupOfPetani2 }],
    ['groupId', { groupId: 'a'.repeat(24) }],
    ['groupId', { groupId: '{"$ne":null}' }],
  ] as const) {
    it(`refuses at ${field}: ${Object.values(given)[0]!.slice(0, 24) || 'nothing'}`, async () => {
      const before = await count()

      const answer = await officer.post('/farmers', farmerForm(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.include(field)
      expect(answer.text).to.include('role="alert"').and.include(`href="#f-${field}"`)
      expect(await count()).to.equal(before)
    })
  }

  it('answers a group out of sight as one that is not there', async () => {
    const foreign = await officer.post('/farmers', farmerForm({ groupId: groupOfPetani2 }))
    const absent = await officer.post('/farmers', farmerForm({ groupId: 'a'.repeat(24) }))

    expect(fieldErrors(foreign.text)).to.deep.equal(fieldErrors(absent.text))
  })

  it('reads a village by its name, and offers the choice where several are meant', async () => {
    const byName = await officer.post('/farmers', farmerForm({ villageCode: 'rejo agung' }))
    const several = await officer.post('/farmers', farmerForm({ villageCode: 'sumberwringin' }))

    expect(byName.status).to.equal(303)
    expect(await officer.data(byName.location!)).to.include({ villageCode: '3511182005' })
    expect(several.status).to.equal(422)
    expect(several.text).to.include('value="3511182001"').and.include('value="3511182005"')
  })

  it('asks about a NIK that was issued elsewhere, and keeps the answer', async () => {
    const form = farmerForm({ nik: '5103011203850001' })

    const first = await officer.post('/farmers', form)
    const second = await officer.post('/farmers', { ...form, confirm: 'foreign-nik' })

    expect(first.status).to.equal(422)
    expect(asked(first.text)).to.deep.equal(['foreign-nik'])
    expect(second.status).to.equal(303)
    const kept = await FarmerModel.findById(second.location!.split('/')[2]).lean()
    expect(kept!.answers.map(({ code }) => code)).to.deep.equal(['foreign-nik'])
  })

  it('refuses before it asks', async () => {
    const answer = await officer.post(
      '/farmers',
      farmerForm({ nik: '5103011203850001', groupId: 'a'.repeat(24) }),
    )

    expect(asked(answer.text)).to.deep.equal([])
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['groupId'])
  })

  it('refuses a NIK twice, naming officer and group but never the person', async () => {
    const form = farmerForm({ fullName: 'Durrahman Wahid' })
    await officer.post('/farmers', form)

    const other = await Client.as('penyuluh2')
    const again = await other.post(
      '/farmers',
      farmerForm({ nik: form['nik']!, villageCode: '3512112001', groupId: groupOfPetani2 }),
    )

    expect(again.status).to.equal(422)
    expect(wrongFieldsOf(again.text)).to.deep.equal(['nik'])
    const said = fieldErrors(again.text).join()
    expect(said).to.include('Sumber Makmur')
    expect(again.text).not.to.include('Durrahman')
  })

  it('lets only one of two through who register one NIK at the same moment', async () => {
    const form = farmerForm()
    const other = await Client.as('dinas')
    const before = await count()

    const answers = await Promise.all(
      [officer, other].map((client) => client.post('/farmers', form)),
    )

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 422])
    expect(await count()).to.equal(before + 1)
  })

  it('does a form that is sent again once', async () => {
    const form = { ...farmerForm(), requestId: randomUUID() }
    const before = await count()

    const first = await officer.post('/farmers', form)
    const again = await officer.post('/farmers', form)

    expect(again.location).to.equal(first.location)
    expect(await count()).to.equal(before + 1)
  })

  it('keeps a photo for those who may see the farmer, and refuses what is none', async () => {
    const bytes = await sharp({
      create: { width: 40, height: 40, channels: 3, background: '#3a3' },
    })
      .jpeg()
      .toBuffer()
    const photo = new File([new Uint8Array(bytes)], 'wajah.jpg', { type: 'image/jpeg' })
    const fake = new File(['<svg/>'], 'wajah.png', { type: 'image/png' })

    const done = await officer.post('/farmers', farmerForm(), { photo })
    const refused = await officer.post('/farmers', farmerForm(), { photo: fake })

    const { photos } = await officer.data<{ photos: { href: string }[] }>(done.location!)
    expect((await officer.get(photos[0]!.href)).status).to.equal(200)
    expect((await (await Client.as('penyuluh2')).get(photos[0]!.href)).status).to.equal(404)
    expect(refused.status).to.equal(415)
  })

  it('is for officers and the regency only', async () => {
    for (const username of ['petani', 'ketua', 'disbun', 'auditor', 'admin', 'uph', 'analis']) {
      const client = await Client.as(username)
      const answers = [
        await client.get('/farmers/new'),
        await client.post('/farmers', farmerForm()),
      ]
      expect(
        answers.map(({ status }) => status),
        username,
      ).to.deep.equal([403, 403])
    }
    expect(await count()).to.equal(2)
    expect(cast.petani.farmer.fullName).to.equal('Sumarni')
  })

  it('takes repeated, bracketed and nested fields for what they are', async () => {
    const repeated = await officer.post('/farmers', { ...farmerForm(), nik: ['1', '2'] })
    const nested = await officer.post('/farmers', { ...farmerForm(), 'groupId[$ne]': 'x' })

    expect([repeated.status, nested.status]).to.deep.equal([422, 422])
  })
})
