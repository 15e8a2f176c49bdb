import { expect } from 'chai'
import { asNumber } from '../../domain/search.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'

interface Rows {
  rows: { kind: string; id: string; number: string; name: string; href: string }[]
}

describe('the search', () => {
  let cast: Cast

  useDatabase()
  beforeEach(async () => {
    cast = await setStage()
  })

  it('finds a record by its number, however it is typed, for those who may see it', async () => {
    const harvest = await makeHarvest(cast.petani.plots[0])
    const typed = harvest.number.toLowerCase().replaceAll('-', ' ')

    const ketua = await (await Client.as('ketua')).data<Rows>(`/search?q=${encodeURI(typed)}`)
    const ketua2 = await (await Client.as('ketua2')).data<Rows>(`/search?q=${harvest.number}`)

    expect(ketua.rows.map(({ href }) => href)).to.deep.equal([`/harvests/${String(harvest._id)}`])
    expect(ketua2.rows).to.deep.equal([])
    expect(await HarvestModel.countDocuments()).to.equal(1)
  })

  it('finds farmers by part of their name within the scope', async () => {
    const here = await (await Client.as('penyuluh')).data<Rows>('/search?q=sumar')
    const there = await (await Client.as('penyuluh2')).data<Rows>('/search?q=sumar')

    expect(here.rows.map(({ name }) => name)).to.deep.equal(['Sumarni'])
    expect(there.rows).to.deep.equal([])
  })

  it('finds groups, and a farmer his own plots', async () => {
    const group = await (await Client.as('penyuluh')).data<Rows>('/search?q=makmur')
    const plotName = cast.petani.plots[0].name.split(' ')[0]!
    const own = await (await Client.as('petani')).data<Rows>(`/search?q=${encodeURI(plotName)}`)

    expect(group.rows.map(({ kind }) => kind)).to.deep.equal(['group'])
    expect(own.rows.map(({ kind }) => kind)).to.include('plot')
  })

  it('does not let the province look people up by name', async () => {
    const { rows } = await (await Client.as('disbun')).data<Rows>('/search?q=sumarni')

    expect(rows).to.deep.equal([])
  })

  it('reads numbers as people type them', () => {
    expect(asNumber('pn-2026-123')).to.equal('PN-2026-000123')
    expect(asNumber(' PT 000123 ')).to.equal('PT-000123')
    expect(asNumber('PT123')).to.equal('PT-000123')
    expect(asNumber('sumarni')).to.equal(null)
  })
})
