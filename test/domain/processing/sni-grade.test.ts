import { expect } from 'chai'
import fc from 'fast-check'
import {
  defectCodes,
  defectTwentieths,
  totalTwentieths,
  twentiethsText,
  type DefectCounts,
} from '../../../domain/processing/sni-defects.ts'
import {
  bestSorting,
  gradeOfTotal,
  gradeSample,
  sniGrades,
} from '../../../domain/processing/sni-grade.ts'

const sound = {
  moistureHundredths: 1200,
  impurityHundredths: 20,
  hasLiveInsects: false,
  hasBadSmell: false,
}
/** As the table prints them, numerator over denominator. */
const printed: Record<string, [number, number]> = {
  black: [1, 1],
  'partly-black': [1, 2],
  'broken-black': [1, 2],
  cherry: [1, 1],
  brown: [1, 4],
  'husk-large': [1, 1],
  'husk-medium': [1, 2],
  'husk-small': [1, 5],
  'in-parchment': [1, 2],
  'parchment-large': [1, 2],
  'parchment-medium': [1, 5],
  'parchment-small': [1, 10],
  broken: [1, 5],
  immature: [1, 5],
  'one-hole': [1, 10],
  'more-holes': [1, 5],
  spotted: [1, 10],
  'foreign-large': [5, 1],
  'foreign-medium': [2, 1],
  'foreign-small': [1, 1],
}
const someCounts = fc.record(
  Object.fromEntries(defectCodes.map((code) => [code, fc.nat({ max: 400 })])),
) as fc.Arbitrary<DefectCounts>

describe('the grade by SNI 01-2907-2008', () => {
  it('values each defect as the standard prints it', () => {
    const exact = Object.fromEntries(defectCodes.map((code) => [code, defectTwentieths[code] / 20]))

    const wanted = Object.entries(printed).map(([code, [above, below]]) => [code, above / below])
    expect(exact).to.deep.equal(Object.fromEntries(wanted))
  })

  it('has strict upper bounds', () => {
    const totals = [0, 220, 221, 500, 501, 880, 881, 1600, 1601, 3000, 3001, 4500, 4501]

    const grades = totals.map(gradeOfTotal)

    expect(grades.join(' ')).to.equal('1 1 2 2 3 3 4 4 5 5 6 6 outside')
  })

  it('adds fractions exactly and prints two decimals', () => {
    const result = gradeSample({ brown: 1, 'one-hole': 3, broken: 54 }, sound)

    expect(result.defects).to.equal('11.35')
    expect(result.grade).to.equal('2')
    expect(result.failed).to.deep.equal([])
    expect(result.perDefect[0]).to.deep.equal({
      code: 'broken',
      count: 54,
      value: '0.20',
      total: '10.80',
      gradeWithout: '1',
    })
  })

  it('says what sorting would bring', () => {
    const result = gradeSample({ broken: 40, black: 20, 'foreign-small': 5 }, sound)

    expect(result.grade).to.equal('3')
    expect(bestSorting(result)).to.include({ code: 'black', gradeWithout: '2' })
    expect(bestSorting(gradeSample({ broken: 1 }, sound))).to.equal(null)
  })

  for (const [field, finding] of [
    ['moisturePct', { moistureHundredths: 1251 }],
    ['impurityPct', { impurityHundredths: 51 }],
    ['liveInsects', { hasLiveInsects: true }],
    ['badSmell', { hasBadSmell: true }],
  ] as const) {
    it(`fails a lot by ${field} whatever its defects`, () => {
      const result = gradeSample({}, { ...sound, ...finding })

      expect(result).to.include({ grade: 'outside', defects: '0.00' })
      expect(result.failed).to.deep.equal([field])
    })
  }

  it('lets 12.50 % water and 0.50 % dirt pass', () => {
    const atTheEdge = { ...sound, moistureHundredths: 1250, impurityHundredths: 50 }

    expect(gradeSample({}, atTheEdge)).to.include({ grade: '1' })
  })

  it('equals exact fractions for any counts', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        // over the common denominator 20, with integers that no float rounds
        const exact = defectCodes.reduce((sum, code) => {
          const [above, below] = printed[code]!
          return sum + (BigInt(counts[code]!) * BigInt(above) * 20n) / BigInt(below)
        }, 0n)
        expect(BigInt(totalTwentieths(counts))).to.equal(exact)
        expect(twentiethsText(Number(exact))).to.equal((Number(exact) / 20).toFixed(2))
      }),
    )
  })

  it('never gets better when one more defect is counted', () => {
    fc.assert(
      fc.property(someCounts, fc.constantFrom(...defectCodes), (counts, code) => {
        const before = sniGrades.indexOf(gradeSample(counts, sound).grade)
        const more = { ...counts, [code]: counts[code]! + 1 }
        expect(sniGrades.indexOf(gradeSample(more, sound).grade)).to.be.at.least(before)
      }),
    )
  })
})
