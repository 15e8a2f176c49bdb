import { expect } from 'chai'
import { decryptField } from '../../domain/field-crypto.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { PlotModel } from '../../models/plot.ts'
import { RegistrySummaryModel } from '../../models/registry-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { groupOfPetani } from '../support/farmer-form.ts'
import { demoId } from '../../database/demo/id.ts'
import { rebuildRegistry } from '../../domain/farmers/service/registry.ts'
import { wrongFieldsOf } from '../support/html.ts'

describe('the record of a farmer', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  let path: string
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
    path = `/farmers/${String(cast.petani.farmer._id)}`
  })

  const change = (given: Record<string, string> = {}) => ({
    version: '1',
    nik: `************${cast.petani.farmer.nikLast4}`,
    fullName: 'Sumarni',
    gender: 'female',
    birthOn: '1979-04-17',
    phone: '',
    villageCode: '3511182005',
    address: '',
    groupId: groupOfPetani,
    ...given,
  })

  describe('is seen', () => {
    for (const username of ['petani', 'ketua', 'penyuluh', 'dinas', 'auditor']) {
      it(`by ${username}, with masked numbers`, async () => {
        const client = await Client.as(username)

        const record = await client.data(path)
        const page = await client.get(path)

        expect(record).to.include({ fullName: 'Sumarni', phone: null })
        expect(record['nik']).to.match(/^\*{12}\d{4}$/)
        expect(record['consents']).to.deep.equal({
          programme: 'given',
          bank: 'given',
          market: null,
          story: null,
        })
        expect(page.status).to.equal(200)
        expect(page.text).not.to.include(decryptField(cast.petani.farmer.nikCipher))
      })
    }

    it('by the province with initials, without address and picture', async () => {
      const disbun = await Client.as('disbun')

      const record = await disbun.data(path)
      const page = await disbun.get(path)

      expect(record).to.include({ fullName: 'S.', address: null })
      expect(page.text).not.to.include('Sumarni')
    })

    it('by nobody of another regency, and not by the administrator', async () => {
      for (const username of ['petani2', 'ketua2', 'penyuluh2', 'dinas2']) {
        const client = await Client.as(username)
        for (const address of [path, `${path}?format=json`])
          expect((await client.get(address)).status, `${username} ${address}`).to.equal(404)
      }
      expect((await (await Client.as('admin')).get(path)).status).to.equal(403)
      expect((await new Client().get(path)).status).to.equal(303)
    })

    it('by an auditor, whose look is recorded', async () => {
      await (await Client.as('auditor')).get(path)

      const event = await AuditEventModel.findOne({ act: 'farmer.look' }).lean()

      expect(event?.recordId).to.equal(String(cast.petani.farmer._id))
    })

    it('with the acts that are open to the reader only', async () => {
      const acts = async (username: string) =>
        (await (await Client.as(username)).data(path))['acts']

      expect(await acts('petani')).to.deep.equal(['consents'])
      expect(await acts('dinas')).to.include.members(['edit', 'unmask'])
      expect(await acts('auditor')).to.deep.equal([])
    })
  })

  describe('is changed', () => {
    it('at its version, with what was and what is in the trail', async () => {
      const answer = await officer.post(
        path,
        change({ fullName: 'Sumarni Hasan', phone: '081299' }),
      )
      const done = await officer.post(
        path,
        change({ fullName: 'Sumarni Hasan', phone: '081234567899' }),
      )

      expect(answer.status).to.equal(422)
      expect(done.status, fieldErrors(done.text).join()).to.equal(303)
      expect(await officer.data(path)).to.include({
        fullName: 'Sumarni Hasan',
        version: 2,
        phone: '+62*******7899',
        nik: `************${cast.petani.farmer.nikLast4}`,
      })
      const event = await AuditEventModel.findOne({ act: 'farmer.edit' }).lean()
      expect(event!.changes.map(({ field }) => field)).to.have.members(['fullName', 'phone'])
    })

    it('without touching numbers that stay masked, and empties a phone that is emptied', async () => {
      await officer.post(path, change({ phone: '081234567899' }))

      await officer.post(path, change({ version: '2', phone: '+62*******0000', address: 'RT 2' }))
      const kept = await FarmerModel.findById(cast.petani.farmer._id).lean()
      await officer.post(path, change({ version: '3', phone: '' }))
      const emptied = await FarmerModel.findById(cast.petani.farmer._id).lean()

      expect(decryptField(kept!.phoneCipher!)).to.equal('+6281234567899')
      expect(kept!.nikHash).to.equal(cast.petani.farmer.nikHash)
      expect(emptied!.phoneCipher).to.equal(null)
    })

    it('only where the form says so: what it leaves out stays', async () => {
      await officer.post(path, change({ phone: '081234567899' }))

      const answer = await officer.post(path, { version: '2', address: 'RT 9' })

      const kept = await FarmerModel.findById(cast.petani.farmer._id).lean()
      expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
      expect(kept).to.include({ address: 'RT 9', fullName: 'Sumarni', gender: 'female' })
      expect(decryptField(kept!.phoneCipher!)).to.equal('+6281234567899')
    })

    it('not at another version: what the other did is shown, and what was typed is kept', async () => {
      await officer.post(path, change({ address: 'RT 7' }))

      const dinas = await Client.as('dinas')
      const stale = await dinas.post(path, change({ fullName: 'Sumarni Baru' }))

      expect(stale.status).to.equal(409)
      expect(stale.text).to.include('RT 7').and.include('Sumarni Baru')
      expect(stale.text).to.include('name="version" value="2"')
    })

    it('not without a version, and not when the birth date leaves the NIK', async () => {
      const without = await officer.post(path, change({ version: '' }))
      const differs = await officer.post(path, change({ birthOn: '1979-04-18' }))

      expect([without.status, differs.status]).to.deep.equal([422, 422])
      expect(wrongFieldsOf(differs.text)).to.deep.equal(['nik'])
    })

    it('not when it was merged into another', async () => {
      await FarmerModel.updateOne({ _id: cast.petani.farmer._id }, { $set: { status: 'merged' } })

      const answer = await officer.post(path, change())

      expect(answer.status).to.equal(409)
      expect((await officer.get(`${path}/edit`)).status).to.equal(409)
    })

    it('by officer and regency only, and only where they see it', async () => {
      for (const username of ['petani', 'ketua', 'disbun', 'auditor', 'admin'])
        expect((await (await Client.as(username)).post(path, change())).status).to.equal(403)
      for (const username of ['penyuluh2', 'dinas2']) {
        const client = await Client.as(username)
        expect((await client.post(path, change())).status).to.equal(404)
        expect((await client.get(`${path}/edit`)).status).to.equal(404)
      }
      expect(await officer.data(path)).to.include({ version: 1 })
    })

    it('takes the plots along to another group, and the totals of both', async () => {
      await rebuildRegistry()
      const other = String(demoId('organisation:tunas-harapan'))

      const answer = await officer.post(path, change({ groupId: other }))

      expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
      const plots = await PlotModel.find({ farmerId: cast.petani.farmer._id }).lean()
      const kept = await RegistrySummaryModel.find().lean()
      await rebuildRegistry()
      const rebuilt = await RegistrySummaryModel.find().lean()
      expect(plots.map(({ groupId }) => String(groupId))).to.deep.equal([other, other])
      expect(kept.filter(({ farmers }) => farmers > 0)).to.have.deep.members(rebuilt)
      expect((await (await Client.as('ketua')).get(path)).status).to.equal(404)
    })
  })

  describe('is unmasked', () => {
    const ask = { field: 'nik', reason: 'Mencocokkan KTP' }

    it('once, with the reason in the trail', async () => {
      const nik = decryptField(cast.petani.farmer.nikCipher)

      const answer = await officer.post(`${path}/unmask`, ask)
      const first = await officer.get(path)
      const second = await officer.get(path)

      expect(answer.status).to.equal(303)
      expect(answer.location).to.equal(path)
      expect(first.text).to.include(nik)
      expect(second.text).not.to.include(nik)
      const event = await AuditEventModel.findOne({ act: 'farmer.unmask' }).lean()
      expect(event).to.include({ note: 'Mencocokkan KTP', personName: 'Hadi Prayitno' })
      expect(JSON.stringify(event)).not.to.include(nik)
    })

    it('on its own page only', async () => {
      const nik = decryptField(cast.petani.farmer.nikCipher)
      const other = await makeFarmer({ groupId: cast.petani.farmer.groupId })

      await officer.post(`${path}/unmask`, ask)
      const elsewhere = await officer.get(`/farmers/${String(other._id)}`)

      expect(elsewhere.text).not.to.include(nik)
    })

    for (const [what, fields] of [
      ['reason', { field: 'nik', reason: '' }],
      ['field', { field: 'address', reason: 'x' }],
      ['field', { field: 'phone', reason: 'telepon tidak ada' }],
    ] as const) {
      it(`not with a wrong ${what}: ${fields.field}`, async () => {
        const answer = await officer.post(`${path}/unmask`, fields)

        expect(answer.status).to.equal(422)
        expect(wrongFieldsOf(answer.text)).to.include(what)
        expect(await AuditEventModel.countDocuments({ act: 'farmer.unmask' })).to.equal(0)
      })
    }

    it('by officer and regency only', async () => {
      for (const username of ['petani', 'ketua', 'disbun', 'auditor'])
        expect((await (await Client.as(username)).post(`${path}/unmask`, ask)).status).to.equal(403)
      expect((await (await Client.as('dinas2')).post(`${path}/unmask`, ask)).status).to.equal(404)
    })
  })
})
