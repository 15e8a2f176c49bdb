import { expect } from 'chai'
import { AuditEventModel } from '../../models/audit-event.ts'
import { InvitationModel } from '../../models/invitation.ts'
import { UserModel } from '../../models/user.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'
import { idOf, linkOn } from '../support/accounts.ts'

const chosen = { password: 'pagi-dingin-di-ijen', passwordAgain: 'pagi-dingin-di-ijen' }

describe('a one-time link', () => {
  useDatabase()
  beforeEach(setStage)

  async function linkFor(username: string): Promise<string> {
    const dinas = await Client.as('dinas')
    const made = await dinas.post(`/admin/users/${await idOf(username)}/link`)
    expect(made.status).to.equal(303)
    return linkOn((await dinas.get(made.location!)).text)!
  }

  it('lets its person choose a password, signs him in and is used up', async () => {
    const link = await linkFor('ketua')
    const visitor = new Client()
    const page = await visitor.get(link)

    const done = await visitor.post(link, chosen)

    const again = await new Client().get(link)
    const home = await visitor.get('/harvests')
    const events = await AuditEventModel.find({ act: 'account.invitation' }).lean()
    expect([page.status, done.status, done.location]).to.deep.equal([200, 303, '/'])
    expect(page.text).to.include('Slamet Riyadi')
    expect(home.status).to.equal(200)
    expect(again.status).to.equal(404)
    expect(events.map(({ personName }) => personName)).to.deep.equal(['Slamet Riyadi'])
    expect((await new Client().post('/sign-in', { username: 'ketua', ...chosen })).status).to.equal(
      303,
    )
  })

  it('ends the sessions that were open, and the old password', async () => {
    const before = await Client.as('ketua')
    await before.get('/')

    await new Client().post(await linkFor('ketua'), chosen)

    const old = await new Client().post('/sign-in', {
      username: 'ketua',
      password: 'kopi-arabika',
    })
    expect((await before.get('/harvests')).status).to.equal(303)
    expect(old.status).to.equal(422)
  })

  it('leaves everything as it is until it is used', async () => {
    const before = await Client.as('ketua')

    await new Client().get(await linkFor('ketua'))

    expect((await before.get('/harvests')).status).to.equal(200)
    expect((await Client.as('ketua')).get).to.be.a('function')
  })

  it('keeps only a hash of its token', async () => {
    const token = (await linkFor('ketua')).split('/').at(-1)!

    const kept = await InvitationModel.find().lean()

    expect(kept).to.have.length(1)
    expect(JSON.stringify(kept)).not.to.include(token)
  })

  for (const [what, given, wrong] of [
    ['short', { password: 'sembilan9', passwordAgain: 'sembilan9' }, 'password'],
    [
      'among the commonest',
      { password: 'Kopi-Arabika', passwordAgain: 'Kopi-Arabika' },
      'password',
    ],
    ['not repeated', { password: 'pagi-dingin-di-ijen', passwordAgain: 'x' }, 'passwordAgain'],
    ['missing', { passwordAgain: 'pagi-dingin-di-ijen' }, 'password'],
  ] as const) {
    it(`refuses a password that is ${what}, and can still be used`, async () => {
      const link = await linkFor('ketua')
      const visitor = new Client()

      const answer = await visitor.post(link, given)

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal([wrong])
      expect(answer.text).not.to.include('pagi-dingin')
      expect((await visitor.post(link, chosen)).status).to.equal(303)
    })
  }

  it('is one calm 404 when it is unknown, expired, replaced, or its account has ended', async () => {
    const replaced = await linkFor('ketua')
    const expired = await linkFor('ketua')
    await InvitationModel.updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1000) } })
    const ended = await linkFor('penyuluh')
    await UserModel.updateOne({ username: 'penyuluh' }, { $set: { endsOn: '2026-08-15' } })

    for (const link of [replaced, expired, ended, '/invitations/xyz', '/invitations/..%2f']) {
      const page = await new Client().get(link)
      const act = await new Client().post(link, chosen)

      expect([page.status, act.status], link).to.deep.equal([404, 404])
      expect(page.text).to.include('Halaman tidak ditemukan')
    }
  })

  it('works once, also for two who use it at the same moment', async () => {
    const link = await linkFor('ketua')
    const [one, other] = [new Client(), new Client()]
    await Promise.all([one.get(link), other.get(link)])

    const answers = await Promise.all([one.post(link, chosen), other.post(link, chosen)])

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 404])
  })

  it('takes no form without the token of its page', async () => {
    const link = await linkFor('ketua')

    const answer = await new Client().post(link, { ...chosen, _csrf: 'forged' })

    expect(answer.status).to.equal(403)
  })
})
