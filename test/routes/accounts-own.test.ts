import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { InvitationModel } from '../../models/invitation.ts'
import { SubmissionModel } from '../../models/submission.ts'
import { UserModel } from '../../models/user.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { loanForm, review, sendLoan } from '../support/factories/loan.ts'
import { makeIntake, makeLot } from '../support/factories/lot-record.ts'
import { makeVisit } from '../support/factories/visit.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { idOf } from '../support/accounts.ts'

const current = 'kopi-arabika'
const fresh = 'pagi-dingin-di-ijen'
const change = { currentPassword: current, password: fresh, passwordAgain: fresh }

interface Account {
  devices: { id: string; isCurrent: boolean; signedInAt: string }[]
  [name: string]: unknown
}

describe('the own account', () => {
  useDatabase()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  it('tells everybody who he is here', async () => {
    const petani = await (await Client.as('petani')).data<Account>('/account')
    const penyuluh = await (await Client.as('penyuluh')).data<Account>('/account')

    expect(petani).to.include({
      username: 'petani',
      role: 'farmer',
      farmerId: String(cast.petani.farmer._id),
    })
    expect(petani['organisationId']).to.match(/^[0-9a-f]{24}$/)
    expect(penyuluh).to.include({ role: 'extension-officer', farmerId: null })
    expect(penyuluh['districtCodes']).to.deep.equal(['351117', '351118', '351119'])
  })

  it('leads a farmer to who looked at his data', async () => {
    const leads = async (username: string) =>
      (await (await Client.as(username)).get('/account')).text.includes('/account/looks')

    expect([await leads('petani'), await leads('penyuluh')]).to.deep.equal([true, false])
  })

  it('changes its password, goes on here and is signed out elsewhere', async () => {
    const [here, elsewhere] = [await Client.as('petani'), await Client.as('petani')]

    const answer = await here.post('/account/password', change)

    expect([answer.status, answer.location]).to.deep.equal([303, '/account'])
    expect((await here.get('/harvests')).status).to.equal(200)
    expect((await elsewhere.get('/harvests')).status).to.equal(303)
    const [old, now] = [
      await new Client().post('/sign-in', { username: 'petani', password: current }),
      await new Client().post('/sign-in', { username: 'petani', password: fresh }),
    ]
    expect([old.status, now.status]).to.deep.equal([422, 303])
    expect(await AuditEventModel.countDocuments({ act: 'account.password' })).to.equal(1)
    expect((await here.get('/inbox')).text).to.include('baru saja diganti')
  })

  it('makes earlier one-time links void when its password changes', async () => {
    const dinas = await Client.as('dinas')
    await dinas.post(`/admin/users/${await idOf('petani')}/link`)
    const before = await InvitationModel.countDocuments()

    await (await Client.as('petani')).post('/account/password', change)

    expect([before, await InvitationModel.countDocuments()]).to.deep.equal([1, 0])
  })

  for (const [what, given, wrong] of [
    ['the present one is wrong', { ...change, currentPassword: 'bukan-ini' }, 'currentPassword'],
    ['the present one is missing', { password: fresh, passwordAgain: fresh }, 'currentPassword'],
    ['it is too short', { ...change, password: 'pendek', passwordAgain: 'pendek' }, 'password'],
    ['it is not repeated', { ...change, passwordAgain: 'lain' }, 'passwordAgain'],
    [
      'it is the old one',
      { currentPassword: fresh, password: fresh, passwordAgain: fresh },
      'password',
    ],
  ] as const) {
    it(`refuses a new password when ${what}`, async () => {
      const petani = await Client.as('petani')
      if (given.currentPassword === fresh) await petani.post('/account/password', change)
      const before = await UserModel.findOne({ username: 'petani' }).lean()
      const client = given.currentPassword === fresh ? await Client.as('petani', fresh) : petani

      const answer = await client.post('/account/password', given)

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal([wrong])
      expect(answer.text).not.to.include(fresh)
      const after = await UserModel.findOne({ username: 'petani' }).lean()
      expect(after!.passwordHash).to.equal(before!.passwordHash)
    })
  }

  it('takes a present password no more often than sign-in does', async () => {
    const petani = await Client.as('petani')

    const statuses = []
    for (let count = 0; count < 6; count++) {
      const given = { ...change, currentPassword: 'bukan-ini' }
      statuses.push((await petani.post('/account/password', given)).status)
    }

    expect(statuses).to.deep.equal([422, 422, 422, 422, 422, 429])
  })

  it('keeps nothing of a password besides its slow hash', async () => {
    await (await Client.as('petani')).post('/account/password', change)

    expect(await SubmissionModel.countDocuments()).to.equal(0)
  })

  it('whose first password somebody else made asks for another one, and then lets go on', async () => {
    await UserModel.updateOne({ username: 'petani' }, { $set: { mustChangePassword: true } })
    const petani = await Client.as('petani')
    const page = await petani.get('/account?change=1')

    const answer = await petani.post('/account/password', change)

    expect(page.status).to.equal(200)
    expect(page.text).to.include('Ganti kata sandi dahulu')
    expect(answer.status).to.equal(303)
    expect((await petani.get('/harvests')).status).to.equal(200)
  })

  it('lists its devices and signs out the one that is chosen', async () => {
    const [here, elsewhere] = [await Client.as('petani'), await Client.as('petani')]
    const { devices } = await here.data<Account>('/account')
    const other = devices.find((device) => !device.isCurrent)!

    const answer = await here.post(`/account/devices/${other.id}/end`)

    expect(devices.map(({ isCurrent }) => isCurrent)).to.deep.equal([true, false])
    expect([answer.status, answer.location]).to.deep.equal([303, '/account'])
    expect((await elsewhere.get('/harvests')).status).to.equal(303)
    expect((await here.get('/harvests')).status).to.equal(200)
    expect(await AuditEventModel.countDocuments({ act: 'account.end-device' })).to.equal(1)
  })

  it('knows nothing of the devices of others', async () => {
    const ketua = await Client.as('ketua')
    const { devices } = await ketua.data<Account>('/account')

    const answer = await (await Client.as('petani')).post(`/account/devices/${devices[0]!.id}/end`)

    expect(answer.status).to.equal(404)
    expect((await ketua.get('/harvests')).status).to.equal(200)
  })

  it('gives its data away as JSON to its person only', async () => {
    await makeHarvest(cast.petani.plots[0])
    await makeHarvest(cast.petani2.plots[0])
    const petani = await Client.as('petani')

    const answer = await petani.get('/account/data')

    const data = JSON.parse(answer.text) as {
      account: object
      farmer: { nik: string; plots: unknown[]; harvests: unknown[] }
    }
    expect(data.account).to.include({ username: 'petani', fullName: 'Sumarni' })
    expect(data.farmer.nik).to.match(/^\d{16}$/)
    expect([data.farmer.plots.length, data.farmer.harvests.length]).to.deep.equal([2, 1])
    expect(answer.text).not.to.match(/passwordHash|Cipher|nikHash|phoneHash|Misrani/)
    expect(await AuditEventModel.countDocuments({ act: 'account.export' })).to.equal(1)
  })

  it('gives a farmer every record of his, of shared ones his part, and no note of the bank', async () => {
    const { plots, farmer } = cast.petani
    const other = cast.petani2.plots[0]
    const parts = [plots[0], other].map(({ _id, farmerId }) => ({
      plotId: _id,
      farmerId,
      massG: 500,
    }))
    await makeLot(plots[0], { composition: parts, massG: 1_000 })
    await makeIntake(plots[0], await makeHarvest(plots[0]))
    for (const plot of [plots[0], other]) await makeVisit(plot, { visitedOn: '2026-08-10' })
    const petani = await Client.as('petani')
    const address = await sendLoan(petani, loanForm(cast))
    await review(address, await Client.as('penyuluh'), await Client.as('analis'))

    const { text } = await petani.get('/account/data')

    const { farmer: own } = JSON.parse(text) as { farmer: Record<string, { length: number }> }
    const counts = ['visits', 'loans', 'intakes', 'lots'].map((name) => own[name]!.length)
    expect(counts).to.deep.equal([1, 1, 1, 1])
    expect(own['seedlings']).to.have.keys('requests', 'receipts', 'plantings', 'survivalCounts')
    expect(text).to.include(String(farmer._id)).and.not.include(String(other.farmerId))
    expect(text).to.not.include('Sanggup dibayar dari satu musim')
  })

  it('is asked for by nobody without a session', async () => {
    const answers = [
      await new Client().get('/account'),
      await new Client().get('/account/data'),
      await new Client().post('/account/password', change),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303])
  })
})
