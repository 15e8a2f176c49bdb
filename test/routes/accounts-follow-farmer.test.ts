import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { idOf, userOf } from '../support/accounts.ts'
import { setStage } from '../support/cast.ts'
import { Client, fieldErrors } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'

describe('a farmer who moves to another group', () => {
  useDatabase()

  it('takes his account along, out of reach of the leader before', async () => {
    const { petani } = await setStage()
    const [dinas, ketua, sumarni] = [
      await Client.as('dinas'),
      await Client.as('ketua'),
      await Client.as('petani'),
    ]
    const group = demoId('organisation:tani-maju')
    const { fullName, gender, birthOn, villageCode, version } = petani.farmer

    const moved = await dinas.post(`/farmers/${String(petani.farmer._id)}`, {
      nik: '',
      fullName,
      gender,
      birthOn,
      villageCode,
      groupId: String(group),
      version: String(version),
    })

    expect(moved.status, fieldErrors(moved.text).join()).to.equal(303)
    expect((await userOf('petani')).organisationId.equals(group)).to.equal(true)
    expect((await ketua.post(`/admin/users/${await idOf('petani')}/link`)).status).to.equal(404)
    expect((await sumarni.get('/harvests')).status).to.equal(303)
    expect(await AuditEventModel.countDocuments({ act: 'user.edit' })).to.equal(1)
  })
})
