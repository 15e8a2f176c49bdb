import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { UserModel } from '../../models/user.ts'
import { idOf, userOf } from '../support/accounts.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { harvestForm } from '../support/factories/harvest.ts'
import { makeUser } from '../support/factories/user.ts'
import { wrongFieldsOf } from '../support/html.ts'

const office = () => String(demoId('organisation:dinas-bondowoso'))
const disbun = () => demoId('organisation:disbun')

const hadi = (given: Record<string, string | string[]> = {}) => ({
  fullName: 'Hadi Prayitno',
  username: 'penyuluh',
  organisationId: office(),
  role: 'extension-officer',
  districtCodes: ['351117', '351118'],
  version: '1',
  ...given,
})
const ending = { endsOn: '2026-08-15', reason: 'Pindah tugas', version: '1' }

describe('changing accounts', () => {
  useDatabase()
  let cast: Cast
  let dinas: Client
  let address: string
  beforeEach(async () => {
    cast = await setStage()
    dinas = await Client.as('dinas')
    address = `/admin/users/${await idOf('penyuluh')}`
  })

  it('changes districts at once, without ending the session', async () => {
    const penyuluh = await Client.as('penyuluh')

    const answer = await dinas.post(address, hadi())

    expect([answer.status, answer.location]).to.deep.equal([303, address])
    expect(await penyuluh.data('/account')).to.deep.include({
      districtCodes: ['351117', '351118'],
    })
    const event = await AuditEventModel.findOne({ act: 'user.edit' }).lean()
    expect(event!.changes.map(({ field }) => field)).to.deep.equal(['districtCodes'])
  })

  it('ends the open sessions when the role changes', async () => {
    const penyuluh = await Client.as('penyuluh')

    const answer = await dinas.post(address, hadi({ role: 'regency-admin', districtCodes: '' }))

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    expect((await penyuluh.get('/harvests')).status).to.equal(303)
    expect(await (await Client.as('penyuluh')).data('/account')).to.include({
      role: 'regency-admin',
    })
  })

  it('keeps a phone number that is left empty, and removes it when asked to', async () => {
    await dinas.post(address, hadi({ phone: '0812-3456-7890' }))
    await dinas.post(address, hadi({ phone: '', version: '2' }))
    const kept = await userOf('penyuluh')
    const page = await dinas.get(`${address}/edit`)

    await dinas.post(address, hadi({ removePhone: 'on', version: '3' }))

    expect(kept.phoneHash).to.be.a('string')
    expect(page.text).to.include('7890').and.not.include('34567890')
    expect((await userOf('penyuluh')).phoneHash).to.equal(null)
  })

  it('tells the second of two that somebody was faster', async () => {
    await dinas.post(address, hadi({ fullName: 'Hadi P.' }))

    const answer = await dinas.post(address, hadi({ fullName: 'Hadi Prayitno, S.P.' }))

    expect(answer.status).to.equal(409)
    expect(answer.text)
      .to.include('Hadi P.')
      .and.include('value="Hadi Prayitno, S.P."')
      .and.include('name="version" value="2"')
  })

  it('asks for the version and the requestId', async () => {
    const answers = [
      await dinas.post(address, hadi({ version: '' })),
      await dinas.post(address, hadi({ requestId: 'x' })),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422])
  })

  it('lets nobody change his own role or organisation, or end himself', async () => {
    const own = `/admin/users/${await idOf('dinas')}`
    const self = hadi({ fullName: 'Retno Kusumawati', username: 'dinas' })

    const answers = [
      await dinas.post(own, self),
      await dinas.post(`${own}/end`, ending),
      await dinas.post(`${own}/link`),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422])
    expect(await UserModel.findOne({ username: 'dinas' }).lean()).to.include({
      role: 'regency-admin',
      endsOn: null,
    })
    expect((await dinas.data<{ acts: string[] }>(own)).acts).to.deep.equal(['edit'])
  })

  it('ends an officer, who can do nothing more and stays the author of what he wrote', async () => {
    const penyuluh = await Client.as('penyuluh')
    const made = await penyuluh.post(
      '/harvests',
      harvestForm(cast.petani.plots[0], { farmerId: String(cast.petani.farmer._id) }),
    )
    expect(made.status, fieldErrors(made.text).join()).to.equal(303)

    const answer = await dinas.post(`${address}/end`, ending)

    expect([answer.status, answer.location]).to.deep.equal([303, address])
    expect((await penyuluh.get('/harvests')).status).to.equal(303)
    const again = await new Client().post('/sign-in', {
      username: 'penyuluh',
      password: 'kopi-arabika',
    })
    expect(again.status).to.equal(422)
    expect((await HarvestModel.findOne().lean())!.registeredByName).to.equal('Hadi Prayitno')
    expect(await dinas.data(address)).to.deep.include({ status: 'ended', acts: [] })
    expect(await AuditEventModel.findOne({ act: 'user.end' }).lean()).to.include({
      note: 'Pindah tugas',
    })
  })

  it('allows nothing more on an ended account', async () => {
    await dinas.post(`${address}/end`, ending)

    const answers = [
      await dinas.post(address, hadi({ version: '2' })),
      await dinas.post(`${address}/end`, { ...ending, version: '2' }),
      await dinas.post(`${address}/link`),
      await dinas.get(`${address}/end`),
      await dinas.get(`${address}/edit`),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([409, 409, 409, 409, 409])
  })

  it('keeps a number that is sent back as the record shows it, with its stars', async () => {
    await dinas.post(address, hadi({ phone: '0812-3456-7890' }))
    const { phone } = await dinas.data<{ phone: string }>(address)

    const answer = await dinas.post(address, hadi({ phone, fullName: 'Hadi P.', version: '2' }))

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    expect(await dinas.data(address)).to.include({ phone, fullName: 'Hadi P.' })
  })

  it('gives the phone number of an ended account to whoever comes after', async () => {
    await dinas.post(address, hadi({ phone: '0812-3456-7890' }))
    const heir = hadi({ username: 'pengganti', phone: '0812-3456-7890' })
    const before = await dinas.post('/admin/users', heir)
    await dinas.post(`${address}/end`, { ...ending, version: '2' })

    const after = await dinas.post('/admin/users', heir)

    expect([before.status, after.status]).to.deep.equal([422, 303])
    expect((await userOf('penyuluh')).phoneHash).to.equal(null)
    expect((await userOf('pengganti')).phoneHash).to.be.a('string')
  })

  it('lets an account work until its last day, which can be moved', async () => {
    const penyuluh = await Client.as('penyuluh')
    await dinas.post(`${address}/end`, { ...ending, endsOn: '2026-08-16' })
    const before = await penyuluh.get('/harvests')

    const answer = await dinas.post(`${address}/end`, { ...ending, version: '2' })

    expect([before.status, answer.status]).to.deep.equal([200, 303])
    expect((await penyuluh.get('/harvests')).status).to.equal(303)
  })

  it('asks for a day and a reason', async () => {
    const answer = await dinas.post(`${address}/end`, { endsOn: '15-08-2026', version: '1' })

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['endsOn', 'reason'])
  })

  it('never takes the last administrator away', async () => {
    const other = await makeUser({ role: 'administrator', organisationId: disbun() })
    const admin = await Client.as('admin')
    const second = await Client.as(other.username)
    await Promise.all([admin.get('/'), second.get('/')])

    const answers = await Promise.all([
      admin.post(`/admin/users/${String(other._id)}/end`, ending),
      second.post(`/admin/users/${await idOf('admin')}/end`, ending),
    ])

    expect(answers.filter(({ status }) => status === 303)).to.have.length(1)
    expect(await UserModel.countDocuments({ role: 'administrator', endsOn: null })).to.equal(1)
  })

  it('counts no administrator who has not come yet', async () => {
    const admin = await Client.as('admin')
    const other = await makeUser({ role: 'administrator', organisationId: disbun() })
    await makeUser({ role: 'administrator', organisationId: disbun(), passwordHash: null })
    await UserModel.updateOne({ username: 'admin' }, { $set: { endsOn: '2026-09-01' } })

    const answer = await admin.post(`/admin/users/${String(other._id)}/end`, ending)

    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('terakhir')
  })
})
