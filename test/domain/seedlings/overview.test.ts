import { expect } from 'chai'
import fc from 'fast-check'
import {
  bandOf,
  curveBy,
  flowBy,
  FlowBook,
  rupiahPerLiving,
  totalFlow,
  type CurvePart,
} from '../../../domain/seedlings/overview.ts'
import { aliveAtTwelve, dueMonth } from '../../../domain/seedlings/survival.ts'

const plants = fc.integer({ min: 0, max: 500 })
const part = fc.record({
  place: fc.record({
    regencyCode: fc.constantFrom('3511', '3512'),
    varietyCode: fc.constantFrom('komasti', 'sigarar-utang'),
    lotId: fc.constantFrom('a', 'b', null),
    nurseryId: fc.constantFrom('n', null),
  }),
  flow: fc.record({ asked: plants, planted: plants, alive: plants }),
})

describe('the overview of seedlings', () => {
  it('loses no plant, however it is divided', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const book = new FlowBook()
        for (const { place, flow } of parts) book.add(place, flow)

        const rows = book.all()
        const planted = parts.reduce((sum, { flow }) => sum + flow.planted, 0)
        expect(totalFlow(rows).planted).to.equal(planted)
        for (const by of ['regencyCode', 'varietyCode'] as const)
          expect(totalFlow(flowBy(rows, by)).planted).to.equal(planted)
        const known = parts.filter(({ place }) => place.lotId !== null)
        expect(totalFlow(flowBy(rows, 'lotId')).alive).to.equal(
          known.reduce((sum, { flow }) => sum + flow.alive, 0),
        )
      }),
    )
  })

  it('draws a share of 100 at most, and nothing where nothing was counted', () => {
    const point = fc
      .record({ month: fc.constantFrom(1, 3, 6, 12), planted: plants, dead: plants })
      .map(({ month, planted, dead }): CurvePart => ({
        ...{ regencyCode: '3511', varietyCode: 'komasti', band: 900, month, planted },
        alive: Math.max(0, planted - dead),
      }))
    fc.assert(
      fc.property(fc.array(point), (parts) => {
        for (const { values } of curveBy(parts, 'band', [1, 3, 6, 12]))
          values.forEach((value, index) => {
            const counted = parts.some(
              ({ month, planted }) => month === [1, 3, 6, 12][index] && planted > 0,
            )
            if (counted) expect(value).to.be.within(0, 100)
            else expect(value).to.equal(null)
          })
      }),
    )
  })

  it('puts a height into its band, and a count to the month for which it was due', () => {
    expect([0, 899, 900, 1099, 1300, 2100].map(bandOf)).to.deep.equal([0, 0, 900, 900, 1300, 1300])
    const months = [1, 3, 6, 12]
    const counted = ['2026-01-10', '2026-01-18', '2026-03-20', '2026-12-19', '2028-01-01']
    expect(counted.map((day) => dueMonth('2026-01-01', day, months))).to.deep.equal([
      null,
      1,
      3,
      12,
      12,
    ])
  })

  it('takes a count a few days early for the one at twelve months, and none before', () => {
    const of = (lastCountOn: string | null) =>
      aliveAtTwelve({ plantedOn: '2025-08-15', lastCountOn, alive: 70 })

    expect(['2026-08-03', '2026-08-15', '2027-03-01'].map(of)).to.deep.equal([70, 70, 70])
    expect(['2026-07-30', null].map(of)).to.deep.equal([null, null])
  })

  it('divides what was paid by what lives', () => {
    expect(rupiahPerLiving(4_000, { received: 100, alive: 80 })).to.equal(5_000)
    expect(rupiahPerLiving(4_000, { received: 100, alive: 0 })).to.equal(null)
    expect(rupiahPerLiving(null, { received: 100, alive: 80 })).to.equal(null)
  })
})
