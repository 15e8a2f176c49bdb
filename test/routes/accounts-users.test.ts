import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { UserModel } from '../../models/user.ts'
import { idOf, linkOn, userOf } from '../support/accounts.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { wrongFieldsOf } from '../support/html.ts'

const office = () => String(demoId('organisation:dinas-bondowoso'))
const group = () => String(demoId('organisation:sumber-makmur'))
const bank = () => String(demoId('organisation:bank-jatim'))
const chosen = { password: 'pagi-dingin-di-ijen', passwordAgain: 'pagi-dingin-di-ijen' }

const officer = (given: Record<string, string | string[]> = {}) => ({
  fullName: 'Siti Aminah',
  username: 'siti.aminah',
  phone: '0812-3456-7890',
  email: 'siti@example.id',
  organisationId: office(),
  role: 'extension-officer',
  farmerId: '',
  districtCodes: ['351118', '35.11.19'],
  ...given,
})

describe('making accounts', () => {
  useDatabase()
  let dinas: Client
  beforeEach(async () => {
    await setStage()
    dinas = await Client.as('dinas')
  })

  it('makes an officer, shows the link once, and lets her work', async () => {
    const made = await dinas.post('/admin/users', officer())
    expect(made.status, fieldErrors(made.text).join()).to.equal(303)

    const first = await dinas.get(made.location!)
    const second = await dinas.get(made.location!)

    const link = linkOn(first.text)!
    const siti = new Client()
    await siti.post(link, chosen)
    expect(linkOn(second.text)).to.equal(null)
    expect(first.record).to.include({ record: 'user', status: 'invited', number: 'siti.aminah' })
    expect(await siti.data('/account')).to.deep.include({
      role: 'extension-officer',
      districtCodes: ['351118', '351119'],
    })
    expect(
      (await new Client().post('/sign-in', { username: '081234567890', ...chosen })).status,
    ).to.equal(303)
  })

  it('writes the trail without the phone number', async () => {
    await dinas.post('/admin/users', officer())

    const event = await AuditEventModel.findOne({ act: 'user.register' }).lean()

    expect(event).to.include({ recordKind: 'user', recordNumber: 'siti.aminah' })
    expect(JSON.stringify(event)).not.to.include('81234567')
    expect((await userOf('siti.aminah')).phoneCipher).not.to.include('81234567')
  })

  it('makes one account of a form that is sent twice, and does not show its link again', async () => {
    const form = officer({ requestId: 'b0d1b9e6-68a0-4a49-9d52-2f5ad0bb8a01' })
    const first = await dinas.post('/admin/users', form)
    await dinas.get(first.location!)

    const second = await dinas.post('/admin/users', form)

    expect(second.location).to.equal(first.location)
    expect(linkOn((await dinas.get(second.location!)).text)).to.equal(null)
    expect(await UserModel.countDocuments({ username: 'siti.aminah' })).to.equal(1)
  })

  it('ties a farmer account to one farmer of that group', async () => {
    const member = await makeFarmer({ groupId: demoId('organisation:sumber-makmur') })
    const stranger = await makeFarmer({ groupId: demoId('organisation:tani-maju') })
    const farmer = (farmerId: string, username: string) =>
      officer({
        username,
        phone: '',
        organisationId: group(),
        role: 'farmer',
        districtCodes: '',
        farmerId,
      })

    const answers = [
      await dinas.post('/admin/users', farmer(String(member._id), 'warga1')),
      await dinas.post('/admin/users', farmer(String(member._id), 'warga2')),
      await dinas.post('/admin/users', farmer(String(stranger._id), 'warga3')),
      await dinas.post('/admin/users', farmer('f'.repeat(24), 'warga4')),
      await dinas.post('/admin/users', farmer('', 'warga5')),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([303, 422, 422, 422, 422])
    for (const { text } of answers.slice(1)) expect(wrongFieldsOf(text)).to.deep.equal(['farmerId'])
    expect(fieldErrors(answers[2]!.text)).to.deep.equal(fieldErrors(answers[3]!.text))
  })

  it('makes one account for a farmer, also of two who make it at the same moment', async () => {
    const member = await makeFarmer({ groupId: demoId('organisation:sumber-makmur') })
    const admin = await Client.as('admin')
    await Promise.all([dinas.get('/'), admin.get('/')])
    const form = (username: string) =>
      officer({
        username,
        phone: '',
        organisationId: group(),
        role: 'farmer',
        districtCodes: '',
        farmerId: String(member._id),
      })

    const answers = await Promise.all([
      dinas.post('/admin/users', form('warga1')),
      admin.post('/admin/users', form('warga2')),
    ])

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 422])
    expect(await UserModel.countDocuments({ farmerId: member._id })).to.equal(1)
  })

  for (const [what, given, wrong] of [
    ['a role of another kind of organisation', { role: 'loan-officer' }, 'role'],
    ['an unknown role', { role: 'king' }, 'role'],
    ['a district of another regency', { districtCodes: ['351118', '351211'] }, 'districtCodes'],
    ['a district that is not there', { districtCodes: '359999' }, 'districtCodes'],
    ['an officer without a district', { districtCodes: '' }, 'districtCodes'],
    ['districts of somebody who is no officer', { role: 'regency-admin' }, 'districtCodes'],
    ['a farmer of somebody who is none', { farmerId: 'a'.repeat(24) }, 'farmerId'],
    ['a name that is taken', { username: 'Ketua' }, 'username'],
    ['a name that cannot be', { username: 'siti aminah' }, 'username'],
    ['a name that reads as a phone number', { username: '081298765432' }, 'username'],
    ['a phone number that cannot be read', { phone: '12' }, 'phone'],
    ['an address that cannot be read', { email: 'siti' }, 'email'],
    ['no name', { fullName: ' ' }, 'fullName'],
    ['a name sent twice', { fullName: ['a', 'b'] }, 'fullName'],
  ] as [string, Record<string, string | string[]>, string][]) {
    it(`refuses ${what}, and keeps the words`, async () => {
      const answer = await dinas.post('/admin/users', officer(given))

      expect(answer.status).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal([wrong])
      expect(answer.text).to.include('siti@example.id'.slice(0, 4))
      expect(await UserModel.countDocuments({ fullName: 'Siti Aminah' })).to.equal(0)
    })
  }

  it('refuses nested and forged fields without breaking', async () => {
    const answers = [
      await dinas.post('/admin/users', { 'districtCodes[a][b]': 'x', 'username[$ne]': '' }),
      await dinas.post('/admin/users', officer({ 'organisationId[$gt]': '' })),
      await dinas.post('/admin/users', {}),
      await dinas.post('/admin/users', officer({ requestId: '' })),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422])
  })

  it('refuses a phone number that another account uses', async () => {
    await dinas.post('/admin/users', officer())

    const answer = await dinas.post('/admin/users', officer({ username: 'siti2' }))

    expect(answer.status).to.equal(422)
    expect(wrongFieldsOf(answer.text)).to.deep.equal(['phone'])
  })

  it('gives a regency people of its own office, groups and units only', async () => {
    const others = [
      bank(),
      String(demoId('organisation:disbun')),
      String(demoId('organisation:dinas-situbondo')),
      String(demoId('organisation:kayumas-jaya')),
      String(demoId('organisation:kph-bondowoso')),
      'f'.repeat(24),
    ]

    const words = new Set<string>()
    for (const organisationId of others) {
      const answer = await dinas.post('/admin/users', officer({ organisationId }))
      expect(answer.status, organisationId).to.equal(422)
      expect(wrongFieldsOf(answer.text)).to.deep.equal(['organisationId'])
      words.add(fieldErrors(answer.text).join())
    }

    expect(words.size).to.equal(1)
  })

  it('lets the administrator make the people of every organisation', async () => {
    const admin = await Client.as('admin')
    const analyst = officer({
      organisationId: bank(),
      role: 'loan-officer',
      districtCodes: '',
    })

    const answer = await admin.post('/admin/users', analyst)

    expect(answer.status, fieldErrors(answer.text).join()).to.equal(303)
  })

  it('names the first leader of a group as its leader', async () => {
    const made = await dinas.post('/admin/organisations', {
      name: 'Kelompok Tani Baru',
      kind: 'farmer-group',
      villageCode: '3511182001',
    })
    const id = made.location!.split('/').at(-1)!
    const leader = officer({ organisationId: id, role: 'group-leader', districtCodes: '' })

    await dinas.post('/admin/users', leader)

    expect(await dinas.data(`/groups/${id}`)).to.include({ leaderName: 'Siti Aminah' })
  })

  it('offers the roles, farmers and districts that fit the organisation', async () => {
    const first = await dinas.get('/admin/users/new?q=sumber')
    const forGroup = await dinas.get(`/admin/users/new?organisationId=${group()}`)
    const forOffice = await dinas.get(`/admin/users/new?organisationId=${office()}`)
    const foreign = await dinas.get(`/admin/users/new?organisationId=${bank()}`)

    expect(first.text).to.include(`organisationId=${group()}`).and.not.include('kayumas')
    expect(forGroup.text).to.include('value="group-leader"').and.include('Sumarni')
    expect(forGroup.text).not.to.include('value="351118"')
    expect(forOffice.text).to.include('value="extension-officer"').and.include('value="351118"')
    expect(forOffice.text).not.to.include('value="351211"')
    expect(foreign.text).not.to.include('name="fullName"')
  })

  it('shows no farmer by name to the administrator', async () => {
    const admin = await Client.as('admin')

    const form = await admin.get(`/admin/users/new?organisationId=${group()}`)
    const page = await admin.get(`/admin/users/${await idOf('ketua')}`)

    expect(form.text).to.include('PT-9').and.not.include('Sumarni')
    expect(page.status).to.equal(200)
  })
})
