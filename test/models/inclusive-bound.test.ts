import { expect } from 'chai'
import fc from 'fast-check'
import mongoose, { Schema } from 'mongoose'
import { withInclusiveBounds } from '../../models/inclusive-bound.ts'
import { strictly } from '../../models/record.ts'
import { useDatabase } from '../support/database.ts'

const schema = new Schema<{ scope: string; text: string; count: number; at: Date; place: number }>(
  { scope: String, text: String, count: Number, at: Date, place: Number },
  strictly,
)
for (const field of ['text', 'count', 'at']) schema.index({ scope: 1, [field]: 1, place: 1 })
const BoundModel = mongoose.model('test-bound', schema, 'testBounds')

describe('an upper bound that is included', () => {
  useDatabase()
  before(() => BoundModel.createIndexes())
  beforeEach(async () => {
    const rows = [1, 2, 3].flatMap((n) => [
      { scope: 'a', text: `2026-08-0${n}`, count: n, at: new Date(n), place: 1 },
      { scope: 'a', text: `2026-08-0${n}`, count: n, at: new Date(n), place: 2 },
    ])
    await BoundModel.insertMany(rows)
  })

  for (const [field, from, to] of [
    ['text', '2026-08-01', '2026-08-02'],
    ['count', 1, 2],
    ['at', new Date(1), new Date(2)],
  ] as const) {
    it(`finds the rows of the bound itself by ${field}, in a compound index`, async () => {
      const upTo = await BoundModel.find({ scope: 'a', [field]: { $lte: to } })
      const within = await BoundModel.countDocuments({
        scope: 'a',
        [field]: { $gte: from, $lte: to },
      })
      const none = await BoundModel.find({ $nor: [{ [field]: { $lte: to } }] })

      expect([upTo.length, within, none.length]).to.deep.equal([4, 4, 2])
    })
  }

  it('is the next number above any number, and leaves other kinds alone', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const { n } = withInclusiveBounds({ n: { $lte: value } }) as { n: { $lt: number } }
        expect(n.$lt).to.be.greaterThan(value)
        expect((n.$lt + value) / 2 === value || (n.$lt + value) / 2 === n.$lt).to.equal(true)
      }),
      { examples: [[0], [-0], [5], [-5], [2026]] },
    )
    const id = new mongoose.Types.ObjectId()
    expect(withInclusiveBounds({ _id: { $lte: id } })).to.deep.equal({ _id: { $lte: id } })
  })
})
