import { expect } from 'chai'
import fc from 'fast-check'
import { Types } from 'mongoose'
import { flattened, narrowFirst } from '../../models/flat-filter.ts'
import { FarmerModel } from '../../models/farmer.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { setStage } from '../support/cast.ts'
import { useDatabase } from '../support/database.ts'
import { makeHarvest } from '../support/factories/harvest.ts'

describe('filters laid flat', () => {
  it('hold no $and where all can be said at once', () => {
    const id = new Types.ObjectId()

    expect(
      flattened({ $and: [{ a: 1 }, { $and: [{ b: { $in: [1, 2] } }, {}] }], c: 3 }),
    ).to.deep.equal({ c: 3, a: 1, b: { $in: [1, 2] } })
    expect(flattened({ $and: [{ _id: String(id) }, { _id: id }] })).to.deep.equal({
      _id: String(id),
    })
    expect(flattened({ $and: [{ d: { $in: ['x', 'y'] } }, { d: 'y' }] })).to.deep.equal({ d: 'y' })
    expect(flattened({ $and: [{ d: { $gte: 1 } }, { d: { $lt: 5 } }] })).to.deep.equal({
      d: { $gte: 1, $lt: 5 },
    })
  })

  it('find nothing where two demands cannot both be met', () => {
    expect(flattened({ $and: [{ _id: 'a' }, { _id: 'b' }] })).to.deep.equal({ _id: null })
    expect(flattened({ $and: [{ d: { $in: ['x'] } }, { d: { $in: ['y'] } }] })).to.deep.equal({
      _id: null,
    })
    expect(flattened({ $and: [{ _id: null }, { _id: 'a' }] })).to.deep.equal({ _id: null })
  })

  it('let a value through only where a range of the same field holds it', () => {
    const range = { day: { $gte: '2026-08-01', $lt: '2026-09-01' } }

    expect(flattened({ $and: [{ day: '2026-08-31' }, range] })).to.deep.equal({ day: '2026-08-31' })
    expect(flattened({ $and: [range, { day: '2026-09-01' }] })).to.deep.equal({ _id: null })
    expect(
      flattened({ $and: [{ day: { $in: ['2026-07-31', '2026-08-01', '2026-08-02'] } }, range] }),
    ).to.deep.equal({ day: { $in: ['2026-08-01', '2026-08-02'] } })
    expect(flattened({ $and: [{ count: 3 }, { count: { $gt: 1 } }] })).to.deep.equal({
      count: 3,
      $and: [{ count: { $gt: 1 } }],
    })
  })

  it('begin with what leaves the fewest records, and say the same', () => {
    const many = Array.from({ length: 40 }, (_, n) => String(n))
    const wide = { regencyCode: '3511', season: 2026, groupId: 'g', farmerId: { $in: ['f'] } }

    expect(Object.keys(narrowFirst(wide))).to.deep.equal([
      'farmerId',
      'groupId',
      'regencyCode',
      'season',
    ])
    expect(narrowFirst(wide)).to.deep.equal(wide)
    expect(Object.keys(narrowFirst({ season: 2026, farmerId: { $in: many } }))[0]).to.equal(
      'season',
    )
  })

  it('keep apart what cannot be said at once: two words of a list, the same operator twice', () => {
    const words = { $and: [{ w: 'a' }, { w: 'b' }, { g: 1 }] }

    expect(flattened(words, (field) => field === 'w')).to.deep.equal({
      w: 'a',
      g: 1,
      $and: [{ w: 'b' }],
    })
    expect(flattened({ $and: [{ d: { $lt: 1 } }, { d: { $lt: 5 } }] })).to.deep.equal({
      d: { $lt: 1 },
      $and: [{ d: { $lt: 5 } }],
    })
  })

  it('choose the same records as before, whatever they ask', () => {
    const value = fc.integer({ min: 0, max: 3 })
    const wanted = fc.oneof(
      value,
      fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
      fc.record({ $gte: value }),
      fc.record({ $lt: value }),
      fc.record({ $ne: value }),
    )
    const part = fc.dictionary(fc.constantFrom('a', 'b'), wanted, { maxKeys: 2 })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), value, value, (parts, a, b) => {
        const record = { a, b, _id: 'x' }
        const nested = { $and: [{ $and: parts.slice(0, 2) }, ...parts.slice(2)] }
        return meets(record, nested) === meets(record, flattened(nested))
      }),
    )
  })

  describe('in every query', () => {
    useDatabase()

    it('change no answer, and reach the database without $and', async () => {
      const { petani } = await setStage()
      const { _id } = await makeHarvest(petani.plots[0])
      const { groupId } = petani.farmer
      const query = HarvestModel.findOne({ $and: [{ _id }, { $and: [{ groupId }] }] })

      const found = await query.lean()
      const foreign = await HarvestModel.exists({
        $and: [{ _id }, { groupId: new Types.ObjectId() }],
      })

      expect(String(found!._id)).to.equal(String(_id))
      expect(query.getFilter()).to.have.keys(['_id', 'groupId'])
      expect(foreign).to.equal(null)
    })

    it('still find a person by two words of a name', async () => {
      const { petani } = await setStage()
      await FarmerModel.updateOne({ _id: petani.farmer._id }, { searchWords: ['siti', 'aminah'] })
      const by = (...words: string[]) =>
        FarmerModel.countDocuments({ $and: words.map((word) => ({ searchWords: word })) })

      expect([await by('siti', 'aminah'), await by('siti', 'rahma')]).to.deep.equal([1, 0])
    })
  })
})

type Plain = Record<string, unknown>

/** MongoDB's meaning of the few operators above, over numbers. */
function meets(record: Plain, filter: Plain): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    if (field === '$and') return (wanted as Plain[]).every((part) => meets(record, part))
    const value = record[field] as number
    if (typeof wanted !== 'object' || wanted === null) return value === wanted
    return Object.entries(wanted).every(([operator, by]) => {
      if (operator === '$in') return (by as number[]).includes(value)
      if (operator === '$gte') return value >= by
      if (operator === '$lt') return value < by
      return value !== by
    })
  })
}
