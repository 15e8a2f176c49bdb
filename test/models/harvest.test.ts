import { expect } from 'chai'
import { Types } from 'mongoose'
import { HarvestModel, type Harvest } from '../../models/harvest.ts'
import { useDatabase } from '../support/database.ts'
import { makeFarmer } from '../support/factories/farmer.ts'
import { makeHarvest } from '../support/factories/harvest.ts'
import { makePlot } from '../support/factories/plot.ts'

describe('the harvest model', () => {
  useDatabase()

  async function make(given: Partial<Harvest> = {}) {
    const plot = await makePlot(await makeFarmer())
    return makeHarvest(plot, given)
  }

  for (const [what, given] of [
    ['a status that is none', { status: 'lost' as never }],
    ['a weight in parts of a gram', { weightG: 1000.5 }],
    ['a weight of nothing', { weightG: 0 }],
    ['a weight over twenty tonnes', { weightG: 20_000_001 }],
    ['a price with a part of a rupiah', { pricePerKg: 12.5 }],
    ['a share over a hundred', { redPct: 101 }],
    ['a day written otherwise', { harvestedFrom: '1-8-2026' }],
    ['a number of another kind', { number: 'PT-000001' }],
    ['a note over 2,000 characters', { note: 'x'.repeat(2001) }],
    ['a field it does not know', { colour: 'red' } as Partial<Harvest>],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const error: unknown = await make(given).catch((e: unknown) => e)

      expect(error).to.be.instanceOf(Error)
      expect(await HarvestModel.countDocuments()).to.equal(0)
    })
  }

  it('refuses a number that is taken', async () => {
    const { number } = await make()

    const error: unknown = await make({ number }).catch((e: unknown) => e)

    expect(error).to.include({ code: 11000 })
  })

  it('keeps what it was given', async () => {
    const { _id } = await make({ note: 'Dipetik pagi', farmerId: new Types.ObjectId() })

    const kept = await HarvestModel.findById(_id).lean()

    expect(kept).to.include({ note: 'Dipetik pagi', weightG: 185_000, status: 'declared' })
  })
})
