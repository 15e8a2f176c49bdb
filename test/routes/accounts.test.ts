import { expect } from 'chai'
import { encryptField, hashField } from '../../domain/field-crypto.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { FailedTryModel } from '../../models/failed-try.ts'
import { UserModel, type User } from '../../models/user.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeOrganisation } from '../support/factories/organisation.ts'
import { makeUser } from '../support/factories/user.ts'

const password = 'kopi-arabika'

describe('an account', () => {
  useDatabase()

  async function leader(given: Partial<User> = {}) {
    const group = await makeOrganisation()
    return makeUser({ role: 'group-leader', organisationId: group._id, ...given })
  }

  it('signs in whatever the case of its name, and leaves a trace', async () => {
    const { _id, username } = await leader()

    const answer = await new Client().post('/sign-in', {
      username: ` ${username.toUpperCase()} `,
      password,
    })

    const event = await AuditEventModel.findOne({ recordId: String(_id) }).lean()
    expect(answer.status).to.equal(303)
    expect(event).to.include({ act: 'account.sign-in', personId: String(_id) })
  })

  it('signs in by phone, however it is written', async () => {
    const phone = '+6281234567890'
    await leader({ phoneCipher: encryptField(phone), phoneHash: hashField(phone) })

    const answer = await new Client().post('/sign-in', { username: '0812-3456-7890', password })

    expect(answer.status).to.equal(303)
  })

  it('cannot sign in without a password of its own, nor after its last day', async () => {
    const invited = await leader({ passwordHash: null })
    const ended = await leader({ endsOn: '2026-08-15' })

    const statuses = []
    for (const { username } of [invited, ended]) {
      statuses.push((await new Client().post('/sign-in', { username, password })).status)
    }

    expect(statuses).to.deep.equal([422, 422])
  })

  it('works until the day before it ends', async () => {
    const { username } = await leader({ endsOn: '2026-08-16' })

    const client = await Client.as(username)

    expect((await client.get('/harvests')).status).to.equal(200)
  })

  for (const [what, change] of [
    ['its password or role changes', { sessionEpoch: 2 }],
    ['it ends', { endsOn: '2026-08-14' }],
  ] as const) {
    it(`loses its open sessions when ${what}`, async () => {
      const { _id, username } = await leader()
      const client = await Client.as(username)

      await UserModel.updateOne({ _id }, { $set: change })

      expect((await client.get('/harvests')).status).to.equal(303)
    })
  }

  it('must change its first password before anything else', async () => {
    const { username } = await leader({ mustChangePassword: true })
    const client = await Client.as(username)

    const answer = await client.get('/harvests')

    expect([answer.status, answer.location]).to.deep.equal([303, '/account?change=1'])
  })

  it('refuses a name or password that is sent twice, or missing', async () => {
    const { username } = await leader()

    const answers = [
      await new Client().post('/sign-in', { username: [username, username], password }),
      await new Client().post('/sign-in', { username, 'password[$ne]': 'x' }),
      await new Client().post('/sign-in', { username, password: '' }),
      await new Client().post('/sign-in', {}),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422])
  })

  it('goes on to no other site after sign-in', async () => {
    const { username } = await leader()
    const others = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
    ]

    const locations = []
    for (const next of others) {
      locations.push((await new Client().post('/sign-in', { username, password, next })).location)
    }

    for (const location of locations) {
      const host = new URL(location!, 'http://here.invalid').host
      expect(host, String(location)).to.equal('here.invalid')
    }
  })

  it('forgets its failures at the first success', async () => {
    const { username } = await leader()
    await new Client().post('/sign-in', { username, password: 'salah-sekali' })
    const before = await FailedTryModel.countDocuments({ _id: /^account:/ })

    await Client.as(username)

    expect(before).to.equal(1)
    expect(await FailedTryModel.countDocuments({ _id: /^account:/ })).to.equal(0)
  })

  it('is locked after five failures', async () => {
    const { username } = await leader()

    const answers = []
    for (let count = 0; count < 7; count++) {
      answers.push(await new Client().post('/sign-in', { username, password: 'salah-sekali' }))
    }

    const statuses = answers.map(({ status }) => status)
    expect(statuses).to.deep.equal([422, 422, 422, 422, 422, 429, 429])
  })
})
