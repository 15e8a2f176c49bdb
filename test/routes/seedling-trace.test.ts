import { expect } from 'chai'
import { runRecalls } from '../../domain/seedlings/service/recall.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { done, idOf, plantedHandover } from '../support/factories/seedling.ts'

interface Planted {
  plantings: { quantity: number; seedLots: Record<string, unknown>[] }[]
}

describe('the trace of a tree', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let lot: string
  let number: string
  beforeEach(async () => {
    cast = await setStage()
    const { batch } = await plantedHandover(cast)
    const penangkar = await Client.as('penangkar')
    const { seedLotId } = await penangkar.data(batch)
    lot = `/seed-lots/${String(seedLotId)}`
    number = String((await penangkar.data(lot))['number'])
  })
  const plot = () => `/plots/${String(cast.petani.plots[0]._id)}`

  it('leads from a plot to its lots and their certificates', async () => {
    const petani = await Client.as('petani')

    const page = await petani.get(plot())
    const { plantings } = await petani.data<Planted>(plot())
    const bare = await petani.data<Planted>(`/plots/${String(cast.petani.plots[1]._id)}`)

    expect(page.text).to.contain('Bibit program di sini').and.contain(number)
    expect(plantings).to.have.length(1)
    expect(plantings[0]!.seedLots[0]).to.include({ number, quantity: 90, status: 'used-up' })
    expect(plantings[0]!.seedLots[0]!['certificateNumber']).to.match(/^SMB-/)
    expect(bare.plantings).to.deep.equal([])
  })

  it('leads from a lot to all its plots, for an office those of its regency', async () => {
    const [officer, dinas2] = [await Client.as('puslitkoka'), await Client.as('dinas2')]
    const list = `/plantings?seedLotId=${idOf(lot)}`

    const page = await officer.get(lot)
    const { rows } = await officer.data<{ rows: Record<string, unknown>[] }>(list)
    const other = await dinas2.data<{ rows: unknown[] }>(list)

    expect(page.text).to.contain(`/plantings?seedLotId&#x3D;${idOf(lot)}`)
    expect(rows.map(({ plotId, plotName }) => [plotId, plotName])).to.deep.equal([
      [String(cast.petani.plots[0]._id), cast.petani.plots[0].name],
    ])
    expect(other.rows).to.deep.equal([])
  })

  it('says on the plot that its lot was recalled', async () => {
    const officer = await Client.as('puslitkoka')
    const { version } = await officer.data<{ version: number }>(lot)

    await done(officer.post(`${lot}/recall`, { reason: 'nematoda', version: String(version) }))

    await runRecalls()
    const { text } = await (await Client.as('ketua')).get(plot())
    expect(text).to.match(new RegExp(`${number}, SMB-\\d+ \\(Ditarik\\)`))
    expect((await officer.get(lot)).text).to.contain('Kelompok Tani Sumber Makmur')
    expect((await (await Client.as('petani')).get('/inbox')).text).to.contain('nematoda')
    expect((await (await Client.as('penangkar')).get(lot)).text).to.not.contain('Sumber Makmur')
  })
})
