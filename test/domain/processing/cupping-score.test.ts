import { expect } from 'chai'
import fc from 'fast-check'
import {
  attributes,
  finalQuarters,
  panelOf,
  quartersOf,
  type Attribute,
  type CuppingSheet,
} from '../../../domain/processing/cupping-score.ts'

const sheet = (score: number, rest: Partial<CuppingSheet> = {}): CuppingSheet => ({
  quarters: Object.fromEntries(attributes.map((each) => [each, score * 4])) as Record<
    Attribute,
    number
  >,
  uniformCups: 5,
  cleanCups: 5,
  sweetCups: 5,
  taintCups: 0,
  faultCups: 0,
  ...rest,
})

describe('the score of a cup', () => {
  it('adds seven attributes and thirty points of clean, even and sweet cups', () => {
    expect(finalQuarters(sheet(7.5)) / 4).to.equal(82.5)
    expect(finalQuarters(sheet(10)) / 4).to.equal(100)
  })

  it('takes 2 points for a tainted and 4 for a faulty cup', () => {
    expect(finalQuarters(sheet(7.5, { taintCups: 1, faultCups: 2 })) / 4).to.equal(72.5)
    expect(finalQuarters(sheet(7.5, { cleanCups: 3 })) / 4).to.equal(78.5)
  })

  it('knows only quarters from 6 to 10', () => {
    const read = [6, 7.25, 10, 5.75, 10.25, 7.3].map(quartersOf)

    expect(read).to.deep.equal([24, 29, 40, null, null, null])
  })

  it('is for a panel the mean, with spread and who stands apart', () => {
    const panel = panelOf([330, 334, 350])

    expect(panel).to.deep.equal({
      finalScore: 84.5,
      spread: 5,
      isOutlier: [false, false, true],
    })
    expect(panelOf([])).to.deep.equal({ finalScore: null, spread: null, isOutlier: [] })
  })

  it('of a panel lies between its lowest and highest', () => {
    const panels = fc.array(fc.integer({ min: 200, max: 400 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(panels, (quarters) => {
        const { finalScore } = panelOf(quarters)
        expect(finalScore).to.be.within(Math.min(...quarters) / 4, Math.max(...quarters) / 4)
      }),
    )
  })
})
