import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { SeasonSummaryModel } from '../../models/season-summary.ts'
import { totalsFromHarvests } from '../../domain/harvests/service/summary.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { harvestForm } from '../support/factories/harvest.ts'
import { useDatabase } from '../support/database.ts'

describe('deciding about harvests', () => {
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

  it('lets the leader confirm, in one transaction with trail and totals', async () => {
    const location = await register()
    const ketua = await Client.as('ketua')

    const answer = await ketua.post(`${location}/confirm`, { version: '1' })

    const record = await petani.data(location)
    expect([answer.status, answer.location]).to.deep.equal([303, location])
    expect(record).to.include({ status: 'confirmed', version: 2 })
    expect(await AuditEventModel.countDocuments({ recordId: String(record['id']) })).to.equal(2)
    expect((await SeasonSummaryModel.findOne().lean())!.confirmedG).to.equal(420_500)
  })

  it('lets nobody confirm what he registered himself', async () => {
    const ketua = await Client.as('ketua')
    const made = await ketua.post('/harvests', told({ farmerId: String(cast.petani.farmer._id) }))

    const answer = await ketua.post(`${made.location}/confirm`, { version: '1' })

    expect(made.status).to.equal(303)
    expect(answer.status).to.equal(422)
  })

  it('tells the second of two that somebody was faster', async () => {
    const location = await register()
    const [ketua, penyuluh] = [await Client.as('ketua'), await Client.as('penyuluh')]
    await Promise.all([ketua.get('/'), penyuluh.get('/')])

    const answers = await Promise.all([
      ketua.post(`${location}/confirm`, { version: '1' }),
      penyuluh.post(`${location}/dispute`, { version: '1', reason: 'Beratnya lain.' }),
    ])

    expect(answers.map((answer) => answer.status).sort()).to.deep.equal([303, 409])
    const totals = await totalsFromHarvests()
    const kept = await SeasonSummaryModel.findOne().lean()
    expect(kept).to.deep.include(totals.get(kept!._id)!)
  })

  it('shows who changed what when a form is stale, and keeps the words', async () => {
    const location = await register()
    const ketua = await Client.as('ketua')
    await ketua.post(`${location}/dispute`, { version: '1', reason: 'Beratnya lain.' })

    const answer = await petani.post(`${location}/correct`, {
      ...told({ weightKg: '400' }),
      version: '1',
      reason: 'salah baca',
    })

    expect(answer.status).to.equal(409)
    expect(answer.text)
      .to.include('Slamet Riyadi')
      .and.include('salah baca')
      .and.include('name="version" value="2"')
  })

  it('corrects a disputed harvest, keeps the earlier figures and waits again', async () => {
    const location = await register()
    const ketua = await Client.as('ketua')
    await ketua.post(`${location}/dispute`, { version: '1', reason: 'Beratnya lain.' })

    const answer = await petani.post(`${location}/correct`, {
      ...told({ weightKg: '400' }),
      version: '2',
      reason: 'salah baca',
    })

    const record = await petani.data<{ earlier: { weightKg: number }[] }>(location)
    expect(answer.status).to.equal(303)
    expect(record).to.include({ status: 'declared', weightKg: 400, version: 3 })
    expect(record.earlier[0]!.weightKg).to.equal(420.5)
  })

  it('corrects only what a correction names, once however often it is sent', async () => {
    const location = await register({ note: 'pagi' })
    const correction = { weightKg: '400', version: '1', reason: 'salah baca' }
    const requestId = crypto.randomUUID()

    const answer = await petani.post(`${location}/correct`, { ...correction, requestId })
    const again = await petani.post(`${location}/correct`, { ...correction, requestId })
    const emptied = await petani.post(`${location}/correct`, {
      note: '',
      version: '2',
      reason: 'catatan keliru',
    })

    expect([answer.status, again.status, emptied.status]).to.deep.equal([303, 303, 303])
    expect(await petani.data(location)).to.include({
      weightKg: 400,
      pricePerKg: 14_500,
      form: told()['form'],
      note: null,
      version: 3,
    })
  })

  it('lets only the officer correct what was confirmed', async () => {
    const location = await register()
    await (await Client.as('ketua')).post(`${location}/confirm`, { version: '1' })
    const correction = { ...told({ weightKg: '400' }), version: '2', reason: 'timbang ulang' }

    const farmer = await petani.post(`${location}/correct`, correction)
    const officer = await (await Client.as('penyuluh')).post(`${location}/correct`, correction)

    expect([farmer.status, officer.status]).to.deep.equal([409, 303])
  })

  it('does not count a void harvest', async () => {
    const location = await register()

    await petani.post(`${location}/void`, { version: '1', reason: 'dua kali' })

    const season = await petani.data<{ total: { weightKg: number } }>('/harvests/season?year=2026')
    expect(season.total.weightKg).to.equal(0)
  })

  it('hides a harvest from people of elsewhere, and refuses those without the right', async () => {
    const location = await register()
    const statusOf = async (username: string) => {
      const client = await Client.as(username)
      const page = await client.get(location)
      const act = await client.post(`${location}/confirm`, { version: '1' })
      return [page.status, act.status]
    }

    expect(await statusOf('ketua2')).to.deep.equal([404, 404])
    expect(await statusOf('penyuluh2')).to.deep.equal([404, 404])
    expect(await statusOf('dinas')).to.deep.equal([200, 403])
    expect(await statusOf('analis')).to.deep.equal([404, 403])
    expect(await statusOf('petani')).to.deep.equal([200, 403])
  })

  it('asks for a reason and for the version', async () => {
    const location = await register()
    const ketua = await Client.as('ketua')

    const noReason = await ketua.post(`${location}/dispute`, { version: '1', reason: '' })
    const noVersion = await ketua.post(`${location}/confirm`, {})

    expect([noReason.status, noVersion.status]).to.deep.equal([422, 422])
  })

  it('shows the province initials, and keeps every look of the auditor', async () => {
    const location = await register()
    const province = await (await Client.as('disbun')).get(location)
    const auditor = await Client.as('auditor')

    await auditor.get(location)

    const looks = await AuditEventModel.find({ act: 'harvest.look' }).lean()
    expect(province.text).not.to.include('Sumarni')
    expect(looks.map((look) => look.personName)).to.deep.equal(['Endah Susilowati'])
  })
})
