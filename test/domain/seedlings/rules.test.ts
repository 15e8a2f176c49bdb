import { expect } from 'chai'
import fc from 'fast-check'
import { holds, mostPlants, treesPerHaOf } from '../../../domain/seedlings/capacity.ts'
import { effectOf, freeOf, reverseOf, sumEffects } from '../../../domain/seedlings/entry-kinds.ts'
import { proposeAllocation } from '../../../domain/seedlings/proposal.ts'
import { firstDayBelowZero, replay, type StockEntry } from '../../../domain/seedlings/stock.ts'
import { aliveAfter, nextCountOn, wilson } from '../../../domain/seedlings/survival.ts'

const kinds = [
  'germinated',
  'lost',
  'sold',
  'destroyed',
  'reserved',
  'released',
  'handed-over',
  'returned',
] as const

describe('the rules of seedlings', () => {
  it('keep received = on hand + lost + sold + destroyed + handed over - returned, whatever happens', () => {
    const entry = fc.record({
      kind: fc.constantFrom(...kinds),
      quantity: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(
        fc.array(entry),
        fc.constantFrom('seed' as const, 'polybag' as const),
        (entries, form) => {
          const all: StockEntry[] = entries.map((each, index) => ({
            id: String(index),
            ...each,
            reverses: null,
          }))
          const b = replay(
            [{ id: 'first', kind: 'sown', quantity: 500, reverses: null }, ...all],
            form,
          )

          expect(b.received).to.equal(
            b.onHand + b.lost + b.sold + b.destroyed + b.handedOver - b.returned,
          )
        },
      ),
    )
  })

  it('undo an entry as if it had never been', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 999 }), (kind, quantity) => {
        const effect = effectOf(kind, 'polybag', quantity)

        expect(Object.values(sumEffects([effect, reverseOf(effect)])).every((by) => by === 0)).to.be
          .true
      }),
    )
  })

  it('find the first day below zero exactly as counting from the first day would', () => {
    const steps = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(steps, (changes) => {
        const day = (index: number) => `2026-01-${String(index + 1).padStart(2, '0')}`
        const days = changes.map((onHand, index) => ({ day: day(index), onHand, free: onHand }))
        const ends = changes.map((_, index) =>
          changes.slice(0, index + 1).reduce((a, b) => a + b, 0),
        )
        const lacking = ends.findIndex((end) => end < 0)

        const found = firstDayBelowZero({ onHand: ends.at(-1)!, reserved: 0 }, days, day(0))

        expect(found?.day ?? null).to.equal(lacking === -1 ? null : day(lacking))
      }),
    )
  })

  it('propose no more than there is or is asked, and the same each time', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 })
    fc.assert(
      fc.property(amounts, amounts, (asked, there) => {
        const wanted = asked.map((lacking, i) => ({
          requestId: `r${i}`,
          number: `UB-${i}`,
          varietyCode: 'a',
          lacking,
          centre: null,
        }))
        const offered = there.map((free, i) => ({
          batchId: `b${i}`,
          number: `PS-${i}`,
          varietyCode: 'a',
          free,
          centre: null,
        }))

        const { lines, unfilled } = proposeAllocation(wanted, offered)

        const given = lines.reduce((sum, { quantity }) => sum + quantity, 0)
        const need = asked.reduce((a, b) => a + b, 0)
        const supply = there.reduce((a, b) => a + b, 0)
        expect(given).to.equal(Math.min(need, supply))
        expect(unfilled.reduce((sum, { lacking }) => sum + lacking, 0)).to.equal(need - given)
        expect(lines.every(({ quantity }) => quantity > 0)).to.be.true
        expect(proposeAllocation(wanted, offered)).to.deep.equal({ lines, unfilled })
      }),
    )
  })

  it('give the interval of Wilson, and never leave 0 to 100', () => {
    expect(wilson(45, 50)).to.deep.equal({ survivalPct: 90, lowPct: 78.64, highPct: 95.65 })
    expect(wilson(0, 10)).to.include({ survivalPct: 0, lowPct: 0 })
    expect(wilson(10, 10)).to.include({ survivalPct: 100, highPct: 100 })
  })

  it('work out what a plot can take, and which count comes next', () => {
    expect(holds({ areaHa: 1, treesPerHa: treesPerHaOf(null, 'dwarf'), sparePct: 10 })).to.equal(
      2750,
    )
    expect(
      mostPlants({ areaHa: 1, treesPerHa: 1600, sparePct: 10, standing: 1700, planned: 50 }),
    ).to.equal(10)
    expect(
      mostPlants({ areaHa: 1, treesPerHa: 1600, sparePct: 10, standing: 2000, planned: 0 }),
    ).to.equal(0)
    expect(treesPerHaOf(1200, 'dwarf')).to.equal(1200)
    expect(nextCountOn('2026-01-31', null, [1, 3, 6, 12])).to.equal('2026-02-28')
    expect(nextCountOn('2026-01-31', '2026-02-20', [1, 3, 6, 12])).to.equal('2026-04-30')
    expect(nextCountOn('2026-01-31', '2027-01-25', [1, 3, 6, 12])).to.equal(null)
    expect(aliveAfter(90, 50, 45)).to.equal(81)
    expect(freeOf({ onHand: 10, reserved: 4 })).to.equal(6)
  })
})
