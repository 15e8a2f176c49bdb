import { expect } from 'chai'
import { inTransaction } from '../../database/transaction.ts'
import { tell } from '../../domain/messages.ts'
import { MessageModel } from '../../models/message.ts'
import { UserModel } from '../../models/user.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'

interface Inbox {
  rows: { id: string; isNew: boolean; href: string }[]
  next: string | null
}

describe('the inbox', () => {
  useDatabase()
  beforeEach(async () => {
    await setStage()
    for (let n = 0; n < 30; n++) await told(n)
  })

  const told = async (n: number) => {
    const values = { number: 'PN-2026-000001', who: 'Slamet' }
    const petani = await UserModel.findOne({ username: 'petani' }).lean()
    const notice = { key: 'messages.harvest.confirm', values, href: `/account?n=${n}` }
    await inTransaction(() => tell([petani!._id], notice))
  }

  it('is read page by page, newest first; only what was shown counts as read', async () => {
    const petani = await Client.as('petani')

    const first = await petani.data<Inbox>('/inbox')
    const unread = await MessageModel.countDocuments({ readAt: null })
    const second = await petani.data<Inbox>(`/inbox?after=${first.next}`)

    expect(first.rows).to.have.length(25)
    expect(first.rows[0]).to.include({ isNew: true })
    expect(first.rows.map(({ href }) => href)).to.include('/account?n=29')
    expect(unread).to.equal(5)
    expect(second.rows.map(({ href }) => href)).to.include('/account?n=0')
    expect(second.next).to.equal(null)
    expect(await MessageModel.countDocuments({ readAt: null })).to.equal(0)
  })

  it('is given whole as a file, to nobody but its person', async () => {
    const own = await (await Client.as('petani')).get('/inbox?format=csv')
    const other = await (await Client.as('ketua')).get('/inbox?format=csv')

    expect(own.text.trim().split('\n')).to.have.length(31)
    expect(other.text).to.not.include('/account?n=')
  })
})
