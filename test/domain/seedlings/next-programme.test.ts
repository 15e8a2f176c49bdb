import { expect } from 'chai'
import fc from 'fast-check'
import {
  plantsFor,
  proposeFarmer,
  proposeQuotas,
  usualNextNorm,
  type Earlier,
} from '../../../domain/seedlings/next-programme.ts'

const part = fc
  .record({
    decreed: fc.integer({ min: 0, max: 5_000 }),
    counted12: fc.integer({ min: 0, max: 3_000 }),
    dead: fc.integer({ min: 0, max: 3_000 }),
  })
  .map(({ decreed, counted12, dead }) => ({
    ...{ decreed, counted12 },
    alive12: Math.max(0, counted12 - dead),
  }))
const parts = fc
  .array(part, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((each, index): Earlier => ({ key: `35${10 + index}`, ...each })))
const quantity = fc.integer({ min: 0, max: 100_000 })

describe('the proposal for the next programme', () => {
  it('shares out the whole quantity or, where nothing was decreed or lived, nothing', () => {
    fc.assert(
      fc.property(parts, quantity, (earlier, wanted) => {
        const sum = proposeQuotas(earlier, wanted).reduce((all, each) => all + each.quantity, 0)
        expect([0, wanted]).to.include(sum)
        if (earlier.some((each) => each.decreed > 0 && each.alive12 > 0 && each.counted12 >= 30))
          expect(sum).to.equal(wanted)
      }),
    )
  })

  it('gives nobody less whose plants lived better, decree for decree', () => {
    fc.assert(
      fc.property(
        parts,
        quantity,
        part,
        fc.integer({ min: 30, max: 500 }),
        (rest, wanted, of, n) => {
          const [worse, better] = [
            { ...of, key: 'a', counted12: n, alive12: Math.floor(n * 0.4) },
            { ...of, key: 'b', counted12: n, alive12: Math.ceil(n * 0.9) },
          ]
          const proposals = proposeQuotas([better, worse, ...rest], wanted)
          expect(proposals[0]!.quantity).to.be.at.least(proposals[1]!.quantity)
        },
      ),
    )
  })

  it('gives nothing where nothing was decreed, and the mean where too few were counted', () => {
    const proposals = proposeQuotas(
      [
        { key: '3511', decreed: 100, counted12: 100, alive12: 60 },
        { key: '3512', decreed: 100, counted12: 10, alive12: 0 },
        { key: '3513', decreed: 0, counted12: 0, alive12: 0 },
      ],
      1_000,
    )

    // 60 % of its own, and 60 of 110 counted as the mean
    expect(proposals.map(({ quantity: each, code }) => [each, code])).to.deep.equal([
      [524, 'lived'],
      [476, 'not-counted'],
      [0, 'nothing-decreed'],
    ])
  })

  it('proposes a farmer again, for replacements, or not yet, by what lived', () => {
    const past = (counted12: number, alive12: number) => ({ planted: 100, counted12, alive12 })
    const cases = [past(100, 80), past(100, 79), past(100, 50), past(100, 49), past(0, 0)]

    expect(cases.map((each) => proposeFarmer(each, usualNextNorm))).to.deep.equal([
      { decision: 'again', quantity: 100, survivalPct: 80 },
      { decision: 'replace', quantity: 21, survivalPct: 79 },
      { decision: 'replace', quantity: 50, survivalPct: 50 },
      { decision: 'look', quantity: 0, survivalPct: 49 },
      { decision: 'wait', quantity: 0, survivalPct: null },
    ])
    expect(plantsFor('replace', past(100, 30))).to.equal(70)
  })
})
