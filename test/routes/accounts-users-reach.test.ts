import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { InvitationModel } from '../../models/invitation.ts'
import { UserModel } from '../../models/user.ts'
import { idOf, linkOn } from '../support/accounts.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeUser } from '../support/factories/user.ts'

interface List {
  rows: { username: string; id: string }[]
  next: string | null
}

describe('the reach of accounts', () => {
  useDatabase()
  beforeEach(setStage)

  async function names(client: Client, query = ''): Promise<string[]> {
    const found: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: List = await client.data<List>(`/admin/users?${query}&after=${after}`)
      found.push(...page.rows.map(({ username }) => username))
      after = page.next
    }
    return found
  }

  it('is a leader’s group, an officer’s districts, a regency’s people, everybody', async () => {
    const lists = {
      ketua: await names(await Client.as('ketua')),
      penyuluh: await names(await Client.as('penyuluh')),
      dinas: await names(await Client.as('dinas')),
      admin: await names(await Client.as('admin')),
    }

    expect(lists.ketua).to.deep.equal(['petani'])
    expect(lists.penyuluh).to.include.members(['petani', 'ketua', 'ketua-andung-sari'])
    expect(lists.penyuluh).not.to.include.members(['dinas', 'ketua2', 'petani2', 'uph'])
    expect(lists.dinas).to.include.members(['petani', 'ketua', 'penyuluh', 'dinas', 'uph'])
    for (const other of ['petani2', 'dinas2', 'perhutani', 'analis', 'admin', 'disbun'])
      expect(lists.dinas).not.to.include(other)
    const everybody = await UserModel.countDocuments()
    expect(lists.admin.length).to.equal(everybody)
    expect(new Set(lists.admin).size).to.equal(everybody)
  })

  it('is filtered by name, role, organisation and state', async () => {
    const admin = await Client.as('admin')

    expect(await names(admin, 'q=komite2')).to.deep.equal(['komite2'])
    expect(await names(admin, 'q=sumar')).to.deep.equal(['petani'])
    expect(await names(admin, 'role=auditor')).to.deep.equal(['auditor'])
    expect(await names(admin, 'status=ended')).to.deep.equal([])
    expect(await names(admin, 'status=invited')).to.have.length(10)
    const group = String(demoId('organisation:sumber-makmur'))
    expect(await names(admin, `organisationId=${group}`)).to.have.members(['petani', 'ketua'])
  })

  it('goes into files, all of it', async () => {
    const admin = await Client.as('admin')

    const csv = await admin.get('/admin/users?format=csv')

    expect(csv.text.split('\n')[0]).to.match(/^username,fullName,role,/)
    expect(csv.text.trim().split('\n')).to.have.length((await UserModel.countDocuments()) + 1)
  })

  const expected: [who: string, statuses: Record<string, number>][] = [
    ['ketua', { petani: 303, ketua: 404, ketua2: 404, petani2: 404, penyuluh: 404, admin: 404 }],
    ['penyuluh', { petani: 303, ketua: 303, petani2: 404, ketua2: 404, dinas: 404, uph: 404 }],
    ['dinas', { petani: 303, penyuluh: 303, uph: 303, penyuluh2: 404, perhutani: 404, admin: 404 }],
    ['admin', { petani: 303, dinas2: 303, komite: 303, auditor: 303 }],
    ['petani', { petani: 403, ketua: 403 }],
    ['disbun', { petani: 403, admin: 403 }],
    ['auditor', { petani: 403 }],
    ['analis', { komite: 403 }],
  ]
  for (const [who, statuses] of expected) {
    it(`gives a link from ${who} only where it reaches`, async () => {
      const client = await Client.as(who)
      const given = Object.entries(statuses).filter(([, status]) => status === 303).length

      const found: Record<string, number> = {}
      for (const username of Object.keys(statuses)) {
        const answer = await client.post(`/admin/users/${await idOf(username)}/link`)
        found[username] = answer.status
      }

      expect(found).to.deep.equal(statuses)
      expect(await InvitationModel.countDocuments()).to.equal(given)
      expect(await AuditEventModel.countDocuments({ act: 'user.link' })).to.equal(given)
    })
  }

  it('shows a link once, to the one who made it', async () => {
    const ketua = await Client.as('ketua')
    const dinas = await Client.as('dinas')
    const made = await ketua.post(`/admin/users/${await idOf('petani')}/link`)

    const [foreign, first, second] = [
      await dinas.get(made.location!),
      await ketua.get(made.location!),
      await ketua.get(made.location!),
    ]

    expect([foreign, first, second].map(({ text }) => linkOn(text) !== null)).to.deep.equal([
      false,
      true,
      false,
    ])
  })

  it('lets leader and officer do nothing but that', async () => {
    const petani = `/admin/users/${await idOf('petani')}`
    for (const who of ['ketua', 'penyuluh']) {
      const client = await Client.as(who)

      const answers = [
        await client.get('/admin/users/new'),
        await client.post('/admin/users', {}),
        await client.get(`${petani}/edit`),
        await client.post(petani, {}),
        await client.post(`${petani}/end`, {}),
      ]

      expect(answers.map(({ status }) => status)).to.deep.equal([403, 403, 403, 403, 403])
      expect((await client.data<{ acts: string[] }>(petani)).acts).to.deep.equal(['link'])
    }
  })

  it('hides what is elsewhere from a regency, page and act alike', async () => {
    const dinas = await Client.as('dinas')
    for (const username of ['penyuluh2', 'perhutani', 'admin']) {
      const address = `/admin/users/${await idOf(username)}`

      const answers = [
        await dinas.get(address),
        await dinas.get(`${address}/edit`),
        await dinas.post(address, {}),
        await dinas.post(`${address}/end`, {}),
      ]

      expect(
        answers.map(({ status }) => status),
        username,
      ).to.deep.equal([404, 404, 404, 404])
    }
  })

  it('keeps a look of the auditor, who changes nothing', async () => {
    const auditor = await Client.as('auditor')
    const address = `/admin/users/${await idOf('petani')}`

    const page = await auditor.get(address)

    expect(page.status).to.equal(200)
    expect((await auditor.post(`${address}/end`, {})).status).to.equal(403)
    expect(await AuditEventModel.countDocuments({ act: 'user.look' })).to.equal(1)
  })

  it('does not hold a leader who is in nobody’s district', async () => {
    const elsewhere = await makeUser({
      role: 'group-leader',
      organisationId: demoId('organisation:kayumas-jaya'),
    })
    const penyuluh = await Client.as('penyuluh')

    const answer = await penyuluh.get(`/admin/users/${String(elsewhere._id)}`)

    expect(answer.status).to.equal(404)
  })
})
