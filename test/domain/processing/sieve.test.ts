import { expect } from 'chai'
import { isSpecialtyGreen } from '../../../domain/processing/sca-green.ts'
import { sizeClassOf } from '../../../domain/processing/sieve.ts'

describe('the size class of arabica', () => {
  it('is the largest sieve that at most 5 % of the mass passes', () => {
    const classes = [
      { '6.5': 285, '6.0': 15 },
      { '6.5': 284, '6.0': 16 },
      { '6.5': 200, '6.0': 85, '5.0': 15 },
      { '6.5': 200, '6.0': 80, '5.0': 20 },
      { '6.5': 100, '6.0': 80, '5.0': 80, pan: 40 },
    ].map(sizeClassOf)

    expect(classes).to.deep.equal(['large', 'medium', 'medium', 'small', 'mixed'])
  })

  it('is unknown when nothing was sieved', () => {
    expect(sizeClassOf({})).to.equal(null)
  })

  it('counts tenths of a gram without rounding errors', () => {
    // 0.1 + 0.2 passes of 6.0 in all, which is 5 % exactly
    expect(sizeClassOf({ '6.5': 5.7, '6.0': 0.1, '5.0': 0.2 })).to.equal('large')
  })
})

describe('green coffee by SCA', () => {
  it('is specialty without primary and with at most five secondary defects', () => {
    expect(isSpecialtyGreen({ category1: 0, category2: 5 })).to.equal(true)
    expect(isSpecialtyGreen({ category1: 0, category2: 6 })).to.equal(false)
    expect(isSpecialtyGreen({ category1: 1, category2: 0 })).to.equal(false)
  })
})
