import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { moveRegistry } from '../../domain/farmers/service/registry.ts'
import { idOf } from '../support/accounts.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeUser } from '../support/factories/user.ts'
import { wrongFieldsOf } from '../support/html.ts'

interface List {
  rows: { name: string; regencyCode: string; memberCount: number; leaderName: string }[]
}
const groupId = demoId('organisation:sumber-makmur')
const address = `/groups/${String(groupId)}`
const foreign = `/groups/${String(demoId('organisation:kayumas-jaya'))}`

describe('farmer groups', () => {
  useDatabase()
  let dinas: Client
  beforeEach(async () => {
    await setStage()
    dinas = await Client.as('dinas')
  })

  it('are listed within sight, with leader and number of members', async () => {
    await moveRegistry(groupId, { districtCode: '351118', regencyCode: '3511' }, { farmers: 12 })
    const countOf = async (who: string) =>
      (await (await Client.as(who)).data<List>('/groups')).rows.length

    const found = await dinas.data<List>('/groups?q=makmur')

    expect(found.rows).to.have.length(1)
    expect(found.rows[0]).to.include({ memberCount: 12, leaderName: 'Slamet Riyadi' })
    expect([
      await countOf('petani'),
      await countOf('ketua'),
      await countOf('ketua2'),
    ]).to.deep.equal([1, 1, 1])
    expect([
      await countOf('penyuluh'),
      await countOf('dinas'),
      await countOf('disbun'),
    ]).to.deep.equal([7, 7, 12])
    expect((await dinas.get('/groups?format=csv')).text).to.include('Kelompok Tani Sumber Makmur')
    expect((await dinas.get('/groups?format=xlsx')).status).to.equal(200)
  })

  it('show their members to those who may see them', async () => {
    const membersOf = async (who: string) =>
      (await (await Client.as(who)).data<{ members: { fullName: string }[] }>(address)).members.map(
        ({ fullName }) => fullName,
      )

    expect(await membersOf('ketua')).to.deep.equal(['Sumarni'])
    expect(await membersOf('penyuluh')).to.deep.equal(['Sumarni'])
    expect(await membersOf('disbun')).to.deep.equal(['S.'])
    expect((await (await Client.as('petani')).get(address)).text).to.include('Slamet Riyadi')
  })

  it('are hidden from others, and closed to those outside the registry', async () => {
    const statusOf = async (who: string, path: string) =>
      (await (await Client.as(who)).get(path)).status

    for (const who of ['petani', 'ketua', 'penyuluh', 'dinas'])
      expect(await statusOf(who, foreign), who).to.equal(404)
    for (const who of ['analis', 'uph', 'admin'])
      expect(await statusOf(who, address), who).to.equal(403)
    // an office is no group
    expect(await statusOf('dinas', `/groups/${String(demoId('organisation:uph'))}`)).to.equal(404)
  })

  it('get leader, class and number from their regency', async () => {
    const leader = await makeUser({ role: 'group-leader', organisationId: groupId })
    const form = {
      leaderId: String(leader._id),
      groupClass: 'main',
      registeredNumber: '351118/POKTAN/777',
      version: '1',
    }

    const answer = await dinas.post(address, form)

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
    expect(answer.location).to.equal(address)
    expect(await dinas.data(address)).to.include({
      leaderName: leader.fullName,
      groupClass: 'main',
      number: '351118/POKTAN/777',
      version: 2,
    })
    const event = await AuditEventModel.findOne({ act: 'group.edit' }).lean()
    expect(event!.changes.map(({ field }) => field).sort()).to.deep.equal([
      'groupClass',
      'leaderId',
      'registeredNumber',
    ])
    expect((await dinas.post(address, { ...form, groupClass: 'middle' })).status).to.equal(409)
  })

  it('are led by nobody from elsewhere, nor by who leads no group', async () => {
    const words = new Set<string>()
    for (const leaderId of [await idOf('ketua2'), await idOf('petani'), 'f'.repeat(24)]) {
      const answer = await dinas.post(address, { leaderId, version: '1' })

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal(['leaderId'])
      words.add(fieldErrors(answer.text).join())
    }
    expect(words.size).to.equal(1)
  })

  it('are changed by their regency only', async () => {
    const form = { groupClass: 'main', version: '1' }
    const statusOf = async (who: string) =>
      (await (await Client.as(who)).post(address, form)).status

    expect([
      await statusOf('dinas2'),
      await statusOf('ketua'),
      await statusOf('disbun'),
    ]).to.deep.equal([404, 403, 403])
  })

  it('show no leader whose account has ended', async () => {
    await dinas.post(`/admin/users/${await idOf('ketua')}/end`, {
      endsOn: '2026-08-15',
      reason: 'Berhenti',
      version: '1',
    })

    expect(await dinas.data(address)).to.include({ leaderName: null })
  })

  it('keep the look of the auditor', async () => {
    await (await Client.as('auditor')).get(address)

    expect(await AuditEventModel.countDocuments({ act: 'organisation.look' })).to.equal(1)
  })
})
