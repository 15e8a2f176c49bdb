import { expect } from 'chai'
import { inTransaction } from '../../database/transaction.ts'
import { DemoTrail } from '../../database/demo/audit.ts'
import { demoId } from '../../database/demo/id.ts'
import { recordAudit } from '../../domain/audit.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { harvestForm } from '../support/factories/harvest.ts'

interface Page {
  rows: {
    at: string
    who: string
    act: string
    record: string
    role: string
    changes: { field: string; before: unknown; after: unknown }[]
  }[]
  next: string | null
}

describe('the audit trail as a page', () => {
  useDatabase()
  let cast: Cast
  let number: string
  let id: string
  beforeEach(async () => {
    cast = await setStage()
    const petani = await Client.as('petani')
    const { location } = await petani.post('/harvests', harvestForm(cast.petani.plots[0]))
    const record = await petani.data(location!)
    number = String(record['number'])
    id = String(record['id'])
    await (await Client.as('ketua')).post(`${location!}/confirm`, { version: '1' })
  })

  const acts = ({ rows }: Page) => rows.map(({ act }) => act)

  it('is open to auditor and administrator alone', async () => {
    for (const username of ['petani', 'ketua', 'penyuluh', 'dinas', 'disbun', 'analis']) {
      expect((await (await Client.as(username)).get('/admin/audit')).status).to.equal(403)
    }
    expect((await (await Client.as('auditor')).get('/admin/audit')).status).to.equal(200)
    expect((await new Client().get('/admin/audit')).location).to.equal(
      '/sign-in?next=%2Fadmin%2Faudit',
    )
  })

  it('shows without a filter what was done today, newest first', async () => {
    const auditor = await Client.as('auditor')

    const page = await auditor.data<Page>('/admin/audit')

    const done = page.rows.filter(({ record }) => record === number)
    expect(acts({ rows: done, next: null })).to.deep.equal(['harvest.confirm', 'harvest.register'])
    expect(done[1]).to.include({ who: 'Sumarni', role: 'farmer' })
    expect(page.rows.map(({ at }) => at)).to.deep.equal(
      page.rows.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
    )
  })

  it('finds by record (number or id), by act, by person (username, id, part of a name) and by day', async () => {
    const auditor = await Client.as('auditor')
    const find = async (query: string) => auditor.data<Page>(`/admin/audit?${query}`)
    const ofPetani = (page: Page) => [...new Set(page.rows.map(({ who }) => who))]

    expect(acts(await find(`record=${number}`))).to.deep.equal([
      'harvest.confirm',
      'harvest.register',
    ])
    expect(acts(await find(`record=${number.toLowerCase()}`))).to.have.length(2)
    expect(acts(await find(`record=${id}`))).to.have.length(2)
    expect(acts(await find(`record=${id}&act=harvest.register`))).to.have.length(1)
    expect(acts(await find('act=harvest.confirm'))).to.deep.equal(['harvest.confirm'])
    for (const person of ['petani', 'PETANI', String(demoId('user:petani')), 'umarn']) {
      expect(ofPetani(await find(`person=${person}`)), person).to.deep.equal(['Sumarni'])
    }
    expect((await find(`record=${id}&day=2026-08-15`)).rows).to.have.length(2)
    expect((await find(`record=${id}&day=2026-08-14`)).rows).to.have.length(0)
  })

  it('answers strange questions with an empty page, not with an error', async () => {
    const auditor = await Client.as('auditor')

    for (const query of [
      'person=.*',
      'person=(',
      'person=nobody-here',
      'record=%24ne',
      'day=2026-02-30&record=x',
      'act[$ne]=x&record=x',
      'after=abc&record=x',
    ]) {
      const answer = await auditor.get(`/admin/audit?${query}&format=json`)
      expect(answer.status, query).to.equal(200)
      expect((JSON.parse(answer.text) as Page).rows, query).to.deep.equal([])
    }
  })

  it('pages through years of one record without losing or doubling an event', async () => {
    const trail = new DemoTrail()
    const person = {
      userId: 'c'.repeat(24),
      fullName: 'Lama',
      role: 'farmer' as const,
      organisationId: 'd',
    }
    for (let n = 0; n < 60; n++) {
      const at = new Date(Date.UTC(2024, 0, 1 + n * 14))
      trail.note(person, at, {
        act: 'plot.edit',
        record: { kind: 'plot', id: 'e'.repeat(24), number: 'KB-000009', version: n },
        after: { n },
      })
    }
    await trail.write()
    const auditor = await Client.as('auditor')

    const seen: string[] = []
    let after: string | null = ''
    let pages = 0
    while (after !== null) {
      const page: Page = await auditor.data<Page>(`/admin/audit?record=KB-000009&after=${after}`)
      seen.push(...page.rows.map(({ at }) => at))
      after = page.next
      pages++
    }

    expect(pages).to.equal(3)
    expect(new Set(seen).size).to.equal(60)
    expect(seen).to.deep.equal(seen.toSorted().reverse())
  })

  it('hides values of people and money from the administrator, and says so', async () => {
    await inTransaction(() =>
      recordAudit(null, {
        act: 'user.edit',
        record: { kind: 'user', id: 'f'.repeat(24), number: null, version: 2 },
        before: { role: 'farmer' },
        after: { role: 'group-leader' },
      }),
    )
    const admin = await Client.as('admin')
    const auditor = await Client.as('auditor')

    const masked = await admin.data<Page>(`/admin/audit?record=${number}`)
    const whole = await auditor.data<Page>(`/admin/audit?record=${number}`)
    const own = await admin.data<Page>(`/admin/audit?record=${'f'.repeat(24)}`)
    const csv = await admin.get(`/admin/audit?record=${number}&format=csv`)

    const weight = ({ rows }: Page) => rows[1]!.changes.find(({ field }) => field === 'weightKg')!
    expect(weight(masked).after).to.equal('•••')
    expect(weight(whole).after).to.equal(185)
    expect(own.rows[0]!.changes).to.deep.equal([
      { field: 'role', before: 'farmer', after: 'group-leader' },
    ])
    expect(csv.text).to.include('harvest.register').and.not.include('after"":185')
    expect((await admin.get('/admin/audit')).text).to.include('tidak ditampilkan')
  })

  it('gives files of the same filter', async () => {
    const auditor = await Client.as('auditor')

    const csv = await auditor.get(`/admin/audit?record=${number}&format=csv`)
    const xlsx = await auditor.get(`/admin/audit?record=${number}&format=xlsx`)

    expect(csv.text.split('\n')[0]).to.match(/^at,who,role,act,record,/)
    expect(csv.text.trim().split('\n')).to.have.length(3)
    expect(xlsx.text.slice(0, 2)).to.equal('PK')
  })

  it('records the looks of the auditor, not those of the administrator', async () => {
    await (await Client.as('admin')).get('/admin/audit')
    await (await Client.as('auditor')).get(`/admin/audit?record=${number}`)

    const looks = await AuditEventModel.find({ act: 'audit.look' }).lean()
    expect(looks.map(({ note, role }) => [role, note])).to.deep.equal([
      ['auditor', `record=${number}`],
    ])
  })

  it('is one link away from a record, for those who may read it', async () => {
    const link = `href="/admin/audit?record&#x3D;${id}"`

    expect((await (await Client.as('auditor')).get(`/harvests/${id}`)).text).to.include(link)
    expect((await (await Client.as('ketua')).get(`/harvests/${id}`)).text).to.not.include(link)
  })
})
