import { expect } from 'chai'
import { NurseryBatchModel } from '../../models/nursery-batch.ts'
import { SeedlingRequestModel } from '../../models/seedling-request.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import {
  batchOf,
  idOf,
  openProgramme,
  plantedHandover,
  requestOf,
  sentLot,
} from '../support/factories/seedling.ts'

describe('a farmer’s own seedlings', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  let page: string
  beforeEach(async () => {
    cast = await setStage()
    page = `/farmers/${String(cast.petani.farmer._id)}/seedlings`
  })

  it('show what stands and from which lot, what is on its way, and what to do this month', async () => {
    await plantedHandover(cast)
    const petani = await Client.as('petani')

    const { text } = await petani.get(page)
    const data = await petani.data<Record<string, unknown[]>>(page)

    expect(data).to.include({ planted: 90, alive: 90 })
    expect(data['requests']).to.have.length(1)
    expect(data['plantings']).to.have.length(1)
    expect(text).to.contain('Yang dikerjakan bulan Agustus').and.contain('Kemarau')
    expect(text).to.match(/BN-2026-\d{6}, SMB-/)
    expect((await petani.get(`${page}?lang=en`)).text).to.contain('What to do in August')
  })

  it('are open to those who see the farmer, from his page, and to nobody else', async () => {
    const petani = await Client.as('petani')

    const own = await petani.get('/')
    const record = await (await Client.as('ketua')).get(page.replace('/seedlings', ''))
    const leader = await (await Client.as('ketua')).get(page)
    const foreign = await (await Client.as('ketua2')).get(page)
    const bank = await (await Client.as('analis')).get(page)

    expect(own.text).to.contain(page)
    expect(record.text).to.contain(page)
    expect([leader, foreign, bank].map(({ status }) => status)).to.deep.equal([200, 404, 403])
  })
})

describe('the work lists of the seedlings', function () {
  this.timeout(60_000)
  useDatabase()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  it('tell a nursery which batch should be ready by now', async () => {
    const penangkar = await Client.as('penangkar')
    const lot = await sentLot({ quantity: '900' }, '900')
    const [old, young] = [
      await batchOf(penangkar, lot, '300', '2026-08-01'),
      await batchOf(penangkar, lot, '300', '2026-08-01'),
    ]
    await NurseryBatchModel.updateOne({ _id: idOf(old) }, { $set: { sownOn: '2026-01-10' } })

    const { text } = await penangkar.get('/')

    expect(text).to.contain('sudah siap salur').and.contain(`href="${old}"`)
    expect(text).to.not.contain(`href="${young}"`)
  })

  it('tell the province which regency is late with its decree', async () => {
    const petani = await Client.as('petani')
    const programmeId = await openProgramme()
    const request = await requestOf(petani, programmeId, cast.petani.plots[0]._id, '50')
    const seen = (verifiedOn: string) =>
      SeedlingRequestModel.updateOne(
        { _id: idOf(request) },
        { $set: { status: 'verified', verification: { verifiedOn } } },
      )
    const disbun = await Client.as('disbun')

    await seen('2026-08-01')
    const early = await disbun.get('/')
    await seen('2026-07-01')
    const late = await disbun.get('/')

    expect(early.text).to.not.contain('belum ditetapkan')
    expect(late.text).to.contain('Bondowoso: 1 usulan bibit sudah diperiksa, belum ditetapkan')
  })

  it('tell the province to follow a programme that is over', async () => {
    const programmeId = await openProgramme({ opensOn: '2026-01-01', closesOn: '2026-06-30' })
    const disbun = await Client.as('disbun')

    const before = await disbun.get('/')
    await openProgramme({ name: 'Bantuan bibit berikut' })
    const after = await disbun.get('/')

    expect(before.text).to.contain(`/seedling-programmes/${programmeId}/next`)
    expect(after.text).to.not.contain(`/seedling-programmes/${programmeId}/next`)
  })
})
