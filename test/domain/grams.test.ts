import { expect } from 'chai'
import fc from 'fast-check'
import { toGrams, toKg } from '../../domain/grams.ts'

describe('weights', () => {
  it('keeps kilograms with two decimals as whole grams', () => {
    expect(toGrams(125.5)).to.equal(125_500)
    expect(toGrams(0.07)).to.equal(70)
    expect(toKg(125_500)).to.equal(125.5)
  })

  it('comes back from grams to the same kilograms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (hundredths) => {
        const kg = hundredths / 100
        expect(toGrams(kg)).to.equal(hundredths * 10)
        expect(toKg(toGrams(kg))).to.equal(kg)
      }),
    )
  })

  it('refuses what is no weight', () => {
    for (const kg of [NaN, Infinity, 1e15]) expect(() => toGrams(kg)).to.throw(RangeError)
  })
})
