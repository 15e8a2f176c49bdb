import { expect } from 'chai'
import { SeedlingSummaryModel } from '../../models/seedling-summary.ts'
import { PlantingModel } from '../../models/planting.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { done, idOf, openProgramme, plantedHandover } from '../support/factories/seedling.ts'

interface Figures {
  programmeId: string
  total: Record<string, number>
  rupiahPerLiving: number | null
  byRegency: Record<string, number | string>[]
  byLot: Record<string, number | string | null>[]
  byNursery: Record<string, number | string | null>[]
  curveByBand: { key: string; values: (number | null)[] }[]
}

describe('the overview of seedlings', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let disbun: Client
  beforeEach(async () => {
    cast = await setStage()
    disbun = await Client.as('disbun')
  })
  const read = (client: Client) => client.data<Figures>('/seedlings')

  async function yearOld() {
    const { planting } = await plantedHandover(cast)
    await PlantingModel.updateOne({ _id: idOf(planting) }, { $set: { plantedOn: '2025-08-15' } })
    const count = { countedOn: '2026-08-15', method: 'census', counted: '90', alive: '72' }
    const penyuluh = await Client.as('penyuluh')
    await done(
      penyuluh.post('/survival-counts', { plantingId: idOf(planting), cause: 'kering', ...count }),
    )
  }

  it('follows the plants from the request to the trees that live, with what one has cost', async () => {
    await yearOld()

    const figures = await read(disbun)

    const flow = { allocated: 100, received: 95, planted: 90, alive: 72, counted12: 90 }
    expect(figures.total).to.deep.equal({ asked: 100, decreed: 100, ...flow, alive12: 72 })
    expect(figures.rupiahPerLiving).to.equal(Math.round((5_000 * 95) / 72))
    expect(figures.byRegency.map(({ key, alive12 }) => [key, alive12])).to.deep.equal([
      ['3511', 72],
    ])
    expect(figures.byLot[0]).to.include({ asked: null, planted: 90, alive12: 72 })
    expect(figures.byLot[0]!['name']).to.match(/^BN-/)
    expect(figures.byNursery[0]).to.include({ received: 95 })
    expect(figures.curveByBand[0]!.values).to.deep.equal([null, null, null, 80])
  })

  it('shows an office its own regency, and members of the field none of it', async () => {
    await yearOld()

    const own = await read(await Client.as('dinas'))
    const other = await read(await Client.as('dinas2'))
    const officer = await (await Client.as('penyuluh')).get('/seedlings')
    const farmer = await (await Client.as('petani')).get('/seedlings')
    const keeper = await (await Client.as('penangkar')).get('/seedlings')

    expect([own.total['planted'], other.total['planted']]).to.deep.equal([90, 0])
    expect([officer.status, farmer.status, keeper.status]).to.deep.equal([200, 403, 403])
  })

  it('reads the figures that were counted last, until they are too old', async () => {
    const programmeId = await openProgramme()
    const first = await read(disbun)
    await SeedlingSummaryModel.updateOne(
      { _id: programmeId },
      { $set: { requests: 4_000, flow: [{ ...row, asked: 7 }] } },
    )

    const kept = await read(disbun)
    await SeedlingSummaryModel.updateOne(
      { _id: programmeId },
      { $set: { countedAt: new Date('2026-08-15T01:30:00Z') } },
    )
    const anew = await read(disbun)

    expect([first, kept, anew].map(({ total }) => total['asked'])).to.deep.equal([0, 7, 0])
  })

  it('says so where there is no programme, and knows no other', async () => {
    const empty = await disbun.get('/seedlings')
    const unknown = await (async () => {
      await openProgramme()
      return disbun.get('/seedlings?programmeId=000000000000000000000000')
    })()

    expect(empty.text).to.contain('Belum ada program')
    expect(unknown.status).to.equal(404)
  })

  const row = { regencyCode: '3511', varietyCode: 'komasti', lotId: null, nurseryId: null }
})
