import { expect } from 'chai'
import fc from 'fast-check'
import {
  againstExpected,
  cherryKgPerHa,
  freshCherryG,
  greenBandG,
  harvestForms,
  isOffSeason,
  judgeYield,
  seasonOf,
  sumFreshCherryG,
  sumGreenBandG,
} from '../../../domain/harvests/yield.ts'

const tonne = 1_000_000 // grams

describe('the yield of a plot', () => {
  it('asks above 8 and refuses above 15 tonnes of cherry a hectare', () => {
    expect(judgeYield(8 * tonne, 1)).to.equal('fine')
    expect(judgeYield(8 * tonne + 10, 1)).to.equal('ask')
    expect(judgeYield(15 * tonne, 1)).to.equal('ask')
    expect(judgeYield(15 * tonne + 10, 1)).to.equal('refuse')
    expect(judgeYield(5.6 * tonne, 0.7)).to.equal('fine')
    expect(judgeYield(5.6 * tonne + 10, 0.7)).to.equal('ask')
  })

  it('counts dried cherry as the fresh cherry that it was', () => {
    expect(freshCherryG('cherry-red', 1000)).to.equal(1000)
    expect(freshCherryG('cherry-dry', 1700)).to.equal(5000)
    const harvests = [
      { form: 'cherry-mixed', weightG: 1000 },
      { form: 'cherry-dry', weightG: 17 },
    ] as const
    expect(sumFreshCherryG(harvests)).to.equal(1050)
    expect(sumFreshCherryG([])).to.equal(0)
  })

  it('stands against the band that the gardens of the programme give', () => {
    expect(cherryKgPerHa(2.1 * tonne, 0.7)).to.equal(3000)
    expect(againstExpected(1399)).to.equal('below')
    expect(againstExpected(1400)).to.equal('within')
    expect(againstExpected(5001)).to.equal('above')
  })
})

describe('the green equivalent', () => {
  it('is a band by the form of the harvest', () => {
    expect(greenBandG('cherry-red', 100_000)).to.deep.equal({ min: 14_000, max: 20_000 })
    expect(greenBandG('cherry-dry', 100_000)).to.deep.equal({ min: 45_000, max: 55_000 })
    expect(
      sumGreenBandG([
        { form: 'cherry-red', weightG: 1000 },
        { form: 'cherry-dry', weightG: 1000 },
      ]),
    ).to.deep.equal({
      min: 590,
      max: 750,
    })
  })

  it('gives dried cherry the same green coffee as the fresh cherry it was, in the middle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 20_000_000 }), (weightG) => {
        const middle = (band: { min: number; max: number }) => (band.min + band.max) / 2
        const dried = middle(greenBandG('cherry-dry', weightG))
        const fresh = middle(greenBandG('cherry-red', freshCherryG('cherry-dry', weightG)))
        expect(fresh).to.be.closeTo(dried, 2)
      }),
    )
  })

  it('never exceeds the weight picked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...harvestForms),
        fc.integer({ min: 10, max: 20_000_000 }),
        (form, weightG) => {
          const { min, max } = greenBandG(form, weightG)
          expect(min <= max && max < weightG).to.be.true
        },
      ),
    )
  })
})

describe('the season', () => {
  it('is the calendar year in which the harvest ended', () => {
    expect(seasonOf('2026-08-01')).to.equal(2026)
  })

  it('runs from May to October', () => {
    expect(isOffSeason('2026-05-01', '2026-10-31')).to.be.false
    expect(isOffSeason('2026-04-30', '2026-05-02')).to.be.true
    expect(isOffSeason('2026-10-31', '2026-11-01')).to.be.true
    expect(isOffSeason('2025-10-30', '2026-05-02')).to.be.true
  })
})
