import { expect } from 'chai'
import { countLotsJob } from '../../jobs/count-lots.ts'
import { LotModel } from '../../models/lot.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { makeLot } from '../support/factories/lot-record.ts'
import { makeTest } from '../support/factories/quality-test.ts'

interface Group {
  key: string
  name: string
  tests: number
  meanDefects: number
  goodPct: number
  meanCup: number | null
}
interface Seasons {
  seasons: { season: number; tests: number }[]
  groups: Record<string, Group[]>
  gaps: { by: string; points: number }[]
  causes: { code: string; mean: number }[]
  totals: {
    season: number
    greenG: number
    asalanG: number
    asalanPct: number
    outturns: { process: string; pct: number }[]
  }[]
}
const page = '/quality/seasons'
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('quality over the seasons', () => {
  useDatabase()
  let cast: Cast
  beforeEach(async () => {
    cast = await setStage()
  })

  /** Three washed lots of `petani` with 8 defects each, three natural ones of `petani2` with 20. */
  async function testedLots(): Promise<void> {
    for (const season of [2024, 2025, 2026]) {
      const own = await makeLot(cast.petani.plots[0], { season, cupScore: 84 })
      await makeTest(own, { defectCounts: { broken: 40 }, defects: '8.00' })
      const other = await makeLot(cast.petani2.plots[0], { season, process: 'natural' })
      await makeTest(other, { defectCounts: { immature: 100 }, defects: '20.00', grade: '2' })
    }
  }

  it('compare what helps, with what costs most and what to do against it', async () => {
    await testedLots()
    const mutu = await Client.as('mutu')

    const { seasons, groups, gaps, causes } = await mutu.data<Seasons>(page)
    const text = (await mutu.get(page)).text

    expect(seasons.map(({ season, tests }) => [season, tests])).to.deep.equal([
      [2024, 2],
      [2025, 2],
      [2026, 2],
    ])
    const found = groups['process']!.map(({ key, tests, meanDefects, meanCup }) => ({
      ...{ key, tests, meanDefects, meanCup },
    }))
    expect(found).to.deep.equal([
      { key: 'washed', tests: 3, meanDefects: 8, meanCup: 84 },
      { key: 'natural', tests: 3, meanDefects: 20, meanCup: null },
    ])
    expect(gaps.map(({ by, points }) => [by, points])).to.deep.include(['process', 12])
    expect(causes.map(({ code, mean }) => [code, mean])).to.deep.equal([
      ['immature', 10],
      ['broken', 4],
    ])
    expect(text).to.include('Petik merah saja.')
  })

  it('tell everybody of the coffee in his sight, and name only farmers that he may see', async () => {
    await testedLots()
    const seen = async (username: string) =>
      (await Client.as(username)).data<Seasons>(page).then(({ seasons, groups, totals }) => ({
        tests: seasons.reduce((sum, { tests }) => sum + tests, 0),
        farmers: groups['farmer']!.map(({ name }) => name),
        totals: totals.length,
      }))

    expect(await seen('petani')).to.deep.equal({ tests: 3, farmers: ['Sumarni'], totals: 0 })
    expect(await seen('ketua2')).to.deep.equal({ tests: 3, farmers: ['Misrani'], totals: 0 })
    expect(await seen('penyuluh')).to.deep.equal({ tests: 3, farmers: ['Sumarni'], totals: 0 })
    expect(await seen('uph')).to.deep.equal({ tests: 0, farmers: [], totals: 0 })
    expect(await seen('disbun')).to.deep.equal({ tests: 6, farmers: [], totals: 0 })
    const bank = await Client.as('analis')
    expect((await bank.get(page)).status).to.equal(403)
  })

  it('count asalan and outturn for the offices, each its own', async () => {
    const [own, other] = [cast.petani.plots[0], cast.petani2.plots[0]]
    await makeLot(own, { status: 'ready', grade: '1', massG: 60_000, moistureBp: 1_200 })
    await makeLot(own, { status: 'shipped', grade: null, massG: 20_000, moistureBp: 1_200 })
    await makeLot(own, { status: 'rejected', grade: 'outside', massG: 20_000, moistureBp: null })
    await makeLot(own, { status: 'in-process', grade: null, massG: 99_000 })
    await makeLot(other, { status: 'reserved', grade: '3', massG: 100_000, season: 2025 })
    const disbun = await Client.as('disbun')
    const none = await disbun.data<Seasons>(page)

    await countLotsJob.run(silent)
    await LotModel.deleteMany({})

    const province = (await disbun.data<Seasons>(page)).totals
    const office = (await (await Client.as('dinas')).data<Seasons>(page)).totals
    const figures = ({ season, greenG, asalanG, asalanPct }: Seasons['totals'][number]) => ({
      ...{ season, greenG, asalanG, asalanPct },
    })
    const running = { season: 2026, greenG: 100_000, asalanG: 40_000, asalanPct: 40 }
    expect(none.totals).to.deep.equal([])
    expect(province.map(figures)).to.deep.include.members([
      { season: 2025, greenG: 100_000, asalanG: 0, asalanPct: 0 },
      running,
    ])
    expect(office.map(figures)).to.deep.equal([running])
    // 80 kg of 480 kg of cherry; what has no moisture says nothing
    expect(office[0]!.outturns.map(({ process, pct }) => [process, pct])).to.deep.equal([
      ['washed', 16.7],
    ])
    expect((await disbun.get(page)).text).to.include('Asalan 40')
  })

  it('say that nothing was tested yet', async () => {
    const text = (await (await Client.as('ketua')).get(page)).text

    expect(text).to.include('Belum ada uji mutu')
  })
})
