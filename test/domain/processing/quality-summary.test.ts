import { expect } from 'chai'
import fc from 'fast-check'
import { gardenAdvice, remediesFor } from '../../../domain/processing/garden-advice.ts'
import { gapOf, groupQuality, type TestedLot } from '../../../domain/processing/quality-summary.ts'
import { seasonGreen } from '../../../domain/processing/season-green.ts'

const lot = (twentieths: number, given: Partial<TestedLot> = {}): TestedLot => ({
  season: 2026,
  grade: '1',
  twentieths,
  cupScore: null,
  ...given,
})

describe('what lots have in common', () => {
  it('is compared with the fewest defects first, in means to one decimal', () => {
    const groups = groupQuality([lot(300), lot(100), lot(101)], ({ twentieths }) =>
      twentieths > 200 ? ['b'] : ['a'],
    )

    expect(groups.map(({ key, tests, meanDefects }) => [key, tests, meanDefects])).to.deep.equal([
      ['a', 2, 5],
      ['b', 1, 15],
    ])
  })

  it('counts a blend once in each of its origins', () => {
    const groups = groupQuality([lot(20)], () => ['a', 'b', 'a'])

    expect(groups.map(({ key, tests }) => [key, tests])).to.deep.equal([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('is not compared where fewer than three were tested', () => {
    const two = groupQuality([lot(20), lot(400)], ({ twentieths }) => [String(twentieths)])
    const three = groupQuality(
      [20, 20, 20, 400, 400, 400].map((each) => lot(each)),
      ({ twentieths }) => [String(twentieths)],
    )

    expect(gapOf(two)).to.equal(null)
    expect(gapOf(three)!.points).to.equal(19)
  })
})

describe('the advice to a garden', () => {
  it('names what helps against the dearest first, and nothing that a machine broke', () => {
    const remedies = remediesFor({
      broken: 90,
      immature: 5,
      'one-hole': 20,
      'more-holes': 1,
      black: 0,
    })

    expect(remedies).to.deep.equal([
      { remedy: 'borer', count: 21 },
      { remedy: 'pick-red', count: 5 },
    ])
  })

  it('goes to gardens of at least a tenth of the lot', () => {
    const composition = fc.array(
      fc.record({ plotId: fc.uuid(), massG: fc.nat({ max: 100_000 }) }),
      { minLength: 1, maxLength: 30 },
    )
    const test = { sampledOn: '2026-08-01', grade: '1', defects: '1.00', defectCounts: {} }
    fc.assert(
      fc.property(composition, (parts) => {
        const advised = gardenAdvice({ number: 'LT', composition: parts }, test)

        expect(advised.length).to.be.at.most(10)
        for (const { advice } of advised) expect(advice.sharePct).to.be.within(10, 100)
      }),
    )
  })
})

describe('the green coffee of a season', () => {
  it('adds up: every gram has a grade or is asalan, and those outside are both', () => {
    const lots = fc.array(
      fc.record({
        process: fc.constantFrom('washed' as const, 'natural' as const),
        massG: fc.nat({ max: 1_000_000 }),
        moistureBp: fc.option(fc.integer({ min: 900, max: 1300 })),
        cherryG: fc.nat({ max: 6_000_000 }),
        grade: fc.constantFrom('1', '3', 'outside', null),
      }),
    )
    fc.assert(
      fc.property(lots, (some) => {
        const { greenG, asalanG, gradesG } = seasonGreen(some)

        const graded = Object.values(gradesG).reduce((sum, grams) => sum + grams, 0)
        expect(graded + asalanG - gradesG['outside']!).to.equal(greenG)
      }),
    )
  })
})
