import { expect } from 'chai'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { makeOrganisation } from '../support/factories/organisation.ts'

describe('a form that was overtaken', () => {
  useDatabase()
  let cast: Cast
  let officer: Client
  beforeEach(async () => {
    cast = await setStage()
    officer = await Client.as('penyuluh')
  })

  const changes = (html: string) =>
    (/<ul class="changes">(.*?)<\/ul>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, ' ')

  it('tells codes, days and masses of a harvest as a person says them', async () => {
    const harvest = await makeHarvest(cast.petani.plots[0])
    const path = `/harvests/${String(harvest._id)}`
    const first = { weightKg: '190', form: 'cherry-mixed', harvestedTo: '2026-08-04' }
    await officer.post(`${path}/correct`, { version: '1', reason: 'Salah timbang.', ...first })

    const late = await officer.post(`${path}/correct`, { version: '1', reason: 'x', weightKg: '9' })

    expect(late.status).to.equal(409)
    expect(changes(late.text).replaceAll('\u00a0', ' '))
      .to.include('185 kg')
      .and.include('190 kg')
      .and.include('3 Agustus 2026')
      .and.include('Campur')
      .and.not.match(/cherry-|2026-08/)
  })

  it('tells records that a farmer belongs to by name', async () => {
    const group = await makeOrganisation({ name: 'Kelompok Tani Sebelah' })
    const path = `/farmers/${String(cast.petani.farmer._id)}`
    const moved = await officer.post(path, { version: '1', groupId: String(group._id) })

    const late = await officer.post(path, { version: '1', address: 'Dusun Lain' })

    expect([moved.status, late.status]).to.deep.equal([303, 409])
    expect(changes(late.text))
      .to.include('Kelompok Tani Sebelah')
      .and.not.match(/[0-9a-f]{24}/)
  })
})
