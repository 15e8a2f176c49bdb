import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import sharp from 'sharp'
import { AuditEventModel } from '../../models/audit-event.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { SeasonSummaryModel } from '../../models/season-summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { asked, Client, fieldErrors } from '../support/client.ts'
import { harvestForm } from '../support/factories/harvest.ts'
import { useDatabase } from '../support/database.ts'

describe('harvests', () => {
  useDatabase()
  let cast: Cast
  let petani: Client
  beforeEach(async () => {
    cast = await setStage()
    petani = await Client.as('petani')
  })

  const usual = { weightKg: '420,5', pricePerKg: '14.500', note: '' }
  const told = (given: Record<string, string> = {}) =>
    harvestForm(cast.petani.plots[0], { ...usual, ...given })
  const register = async (given: Record<string, string> = {}) => {
    const answer = await petani.post('/harvests', told(given))
    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    return answer.location!
  }

  describe('registering', () => {
    it('keeps what the farmer told, with its audit event and the season total', async () => {
      const location = await register()

      const record = await petani.data(location)
      const event = await AuditEventModel.findOne({ recordId: String(record['id']) }).lean()
      const [total] = await SeasonSummaryModel.find().lean()
      expect(record).to.include({
        status: 'declared',
        version: 1,
        weightKg: 420.5,
        redPct: 95,
        pricePerKg: 14500,
        note: null,
      })
      expect(record['acts']).to.deep.equal(['correct', 'void'])
      expect(event).to.include({ act: 'harvest.register', seq: 1, personName: 'Sumarni' })
      expect(total).to.include({ weightG: 420_500, confirmedG: 0, harvests: 1 })
    })

    it('shows the record with its number, status and version', async () => {
      const location = await register()

      const page = await petani.get(location)

      expect(page.record).to.include({ record: 'harvest', status: 'declared', version: '1' })
      expect(page.record['number']).to.match(/^PN-2026-\d{6}$/)
      expect(page.text).to.include('role="status"')
    })

    it('does a form that is sent again once, also when ten arrive together', async () => {
      const fields = { ...told(), requestId: randomUUID() }
      await petani.get('/')

      const answers = await Promise.all(
        Array.from({ length: 10 }, () => petani.post('/harvests', fields)),
      )

      expect(new Set(answers.map((answer) => answer.status))).to.deep.equal(new Set([303]))
      expect(new Set(answers.map((answer) => answer.location))).to.have.length(1)
      expect(await HarvestModel.countDocuments()).to.equal(1)
    })

    it('refuses the same requestId with other content', async () => {
      const requestId = randomUUID()
      await petani.post('/harvests', { ...told(), requestId })

      const answer = await petani.post('/harvests', { ...told({ weightKg: '500' }), requestId })

      expect(answer.status).to.equal(409)
      expect(await HarvestModel.countDocuments()).to.equal(1)
    })

    it('says at the field what is wrong and keeps what was typed', async () => {
      const answer = await petani.post(
        '/harvests',
        told({ weightKg: '32.000', note: 'dipetik bersama' }),
      )

      expect(answer.status).to.equal(422)
      expect(fieldErrors(answer.text)[0]).to.include('20.000')
      expect(answer.text)
        .to.include('value="32.000"')
        .and.include('dipetik bersama')
        .and.include('href="#f-weightKg"')
      expect(await HarvestModel.countDocuments()).to.equal(0)
    })

    for (const [what, given] of [
      ['no weight', { weightKg: '' }],
      ['a weight of nothing', { weightKg: '0' }],
      ['three decimals', { weightKg: '1,234' }],
      ['a day in the future', { harvestedTo: '2026-08-16' }],
      ['an end before the start', { harvestedTo: '2026-07-30' }],
      [
        'a year in which the garden was too young',
        { harvestedFrom: '2017-08-01', harvestedTo: '2017-08-02' },
      ],
      ['a day that is none', { harvestedFrom: '2026-02-30' }],
      ['an unknown form', { form: 'roasted' }],
      ['a share over 100', { redPct: '101' }],
      ['a yield over 15 t/ha', { weightKg: '15.001' }],
      ['no requestId', { requestId: '' }],
      ['a note that is too long', { note: 'x'.repeat(2001) }],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const answer = await petani.post('/harvests', told(given))

        expect(answer.status).to.equal(422)
        expect(answer.text).to.include('role="alert"')
        expect(await HarvestModel.countDocuments()).to.equal(0)
      })
    }

    it('refuses a single field that is repeated or bracketed', async () => {
      const repeated = await petani.post('/harvests', { ...told(), weightKg: ['1', '2'] })
      const rest = Object.fromEntries(
        Object.entries(told()).filter(([name]) => name !== 'weightKg'),
      )
      const bracketed = await petani.post('/harvests', { ...rest, 'weightKg[x]': '1' })

      expect([repeated.status, bracketed.status]).to.deep.equal([422, 422])
    })

    it('answers a plot of somebody else as one that is not there', async () => {
      const foreign = await petani.post(
        '/harvests',
        told({ plotId: String(cast.petani2.plots[0]._id) }),
      )
      const absent = await petani.post('/harvests', told({ plotId: 'a'.repeat(24) }))

      expect([foreign.status, absent.status]).to.deep.equal([422, 422])
      expect(fieldErrors(foreign.text)).to.deep.equal(fieldErrors(absent.text))
    })

    for (const [code, given] of [
      ['high-yield', { weightKg: '9.000' }],
      ['off-season', { harvestedFrom: '2026-04-28', harvestedTo: '2026-04-30' }],
    ] as const) {
      it(`asks about ${code} and keeps the answer with the harvest`, async () => {
        const first = await petani.post('/harvests', told(given))
        const second = await petani.post('/harvests', told({ ...given, confirm: code }))

        expect(first.status).to.equal(422)
        expect(asked(first.text)).to.deep.equal([code])
        expect(second.status).to.equal(303)
        const kept = await HarvestModel.findOne().lean()
        expect(kept!.answers.map((answer) => answer.code)).to.deep.equal([code])
      })
    }

    it('asks whether the same plot, days and weight are the same harvest', async () => {
      await register()

      const answer = await petani.post('/harvests', told())

      expect(asked(answer.text)).to.deep.equal(['same-again'])
    })

    it('turns a photo into WebP without metadata, for those who may see it', async () => {
      const bytes = await sharp({
        create: { width: 2400, height: 1200, channels: 3, background: '#a33' },
      })
        .withExif({ IFD0: { Model: 'secret' } })
        .jpeg()
        .toBuffer()
      const photo = new File([new Uint8Array(bytes)], 'panen.jpg', { type: 'image/jpeg' })

      const answer = await petani.post('/harvests', told(), { photo })
      const { photos } = await petani.data<{ photos: { href: string }[] }>(answer.location!)
      const seen = await petani.get(photos[0]!.href)
      const foreign = await (await Client.as('petani2')).get(photos[0]!.href)

      expect(seen.status).to.equal(200)
      expect(seen.text.slice(8, 12)).to.equal('WEBP')
      expect(seen.text).not.to.include('secret')
      expect(foreign.status).to.equal(404)
    })

    it('refuses a file that is not the picture it says it is', async () => {
      const photo = new File(['<script>'], 'panen.jpg', { type: 'image/jpeg' })

      const answer = await petani.post('/harvests', told(), { photo })

      expect(answer.status).to.equal(415)
      expect(await HarvestModel.countDocuments()).to.equal(0)
    })

    it('removes control characters and keeps formulas out of files', async () => {
      await register({ note: '=1+1\u0007\u0085 catatan' })

      const csv = await petani.get('/harvests?format=csv')

      expect(csv.text.split('\n')[0]).to.match(/^number,status,season,farmerId/)
      expect(csv.text).to.include("'=1+1 catatan")
    })
  })

  it('are found by their number, their farmer and their plot, in files too', async () => {
    const location = await register()
    const { number } = await petani.data<{ number: string }>(location)
    const penyuluh = await Client.as('penyuluh')
    const found = async (client: Client, q: string) =>
      (await client.data<{ rows: unknown[] }>(`/harvests?q=${encodeURIComponent(q)}`)).rows.length

    for (const q of [number, number.toLowerCase(), 'sumarni', cast.petani.plots[0].name])
      expect(await found(penyuluh, q), q).to.equal(1)
    for (const q of ['PN-2026-999999', 'tidak-ada', '.*'])
      expect(await found(penyuluh, q), q).to.equal(0)
    expect(await found(await Client.as('penyuluh2'), number)).to.equal(0)
    expect(await found(await Client.as('disbun'), 'sumarni')).to.equal(0)
    const csv = await penyuluh.get('/harvests?format=csv&q=tidak-ada')
    expect(csv.text.trim().split('\n')).to.have.length(1)
  })

  it('are told apart by group and by form', async () => {
    await register({ form: 'cherry-mixed' })
    const groupId = String(cast.petani.farmer.groupId)
    const penyuluh = await Client.as('penyuluh')
    const count = async (query: string) =>
      (await penyuluh.data<{ rows: unknown[] }>(`/harvests?${query}`)).rows.length

    const group = await penyuluh.get(`/groups/${groupId}`)
    const page = await penyuluh.get(`/harvests?groupId=${groupId}`)

    expect(group.text).to.include(`href="/harvests?groupId&#x3D;${groupId}"`)
    expect(page.text).to.include(`<option value="${groupId}" selected>`)
    expect(await count(`groupId=${groupId}`)).to.equal(1)
    expect(await count(`groupId=${groupId}&form=cherry-mixed`)).to.equal(1)
    expect(await count('form=cherry-dry')).to.equal(0)
    expect(await count(`groupId=${String(cast.petani.farmer._id)}`)).to.equal(0)
  })
})
