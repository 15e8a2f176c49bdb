import { expect } from 'chai'
import fc from 'fast-check'
import { equalInstalment } from '../../../domain/loans/annuity.ts'
import { effectiveRates } from '../../../domain/loans/effective-rate.ts'
import { ratePctText, readRatePpm } from '../../../domain/loans/rate.ts'
import { multiplyRatio } from '../../../domain/loans/rounding.ts'
import { scheduleOrFaults, termsFaults } from '../../../domain/loans/schedule-rules.ts'
import { drawUpSchedule } from '../../../domain/loans/schedule.ts'
import { loanTerms } from './terms.ts'

const ratesOf = (differing: Parameters<typeof loanTerms>[0]) => {
  const terms = loanTerms(differing)
  return effectiveRates(terms, drawUpSchedule(terms))
}

describe('rates', () => {
  it('are read exactly, with a comma or a dot', () => {
    for (const [text, ppm] of [
      ['6', 60_000],
      ['6,25', 62_500],
      [' 6.1234 ', 61_234],
      ['0', 0],
      ['0.0001', 1],
      ['1000', 10_000_000],
    ] as const) {
      expect(readRatePpm(text), text).to.equal(ppm)
    }
    for (const text of ['', '6.12345', '-1', '6%', '1000.0001', '1.000,5', '１', '6.']) {
      expect(readRatePpm(text), text).to.equal(null)
    }
  })

  it('are printed as they were read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (ppm) => {
        expect(readRatePpm(ratePctText(ppm))).to.equal(ppm)
      }),
    )
  })
})

describe('the rate that a loan truly costs', () => {
  it('is 10.90 % for 6 % flat over twelve months, 11.46 % compounded', () => {
    expect(ratesOf({ method: 'flat' })).to.deep.equal({ yearlyPct: 10.9, compoundedPct: 11.46 })
  })

  it('is the named one where interest is on what is owed', () => {
    for (const method of ['annuity', 'equal-principal', 'seasonal'] as const) {
      expect(ratesOf({ method, instalments: 24 }).yearlyPct, method).to.equal(6)
    }
    expect(ratesOf({ method: 'bullet-harvest', instalments: 8 }).yearlyPct).to.equal(6)
  })

  it('rises by a fee, falls by free periods, and is nothing where nothing is paid', () => {
    // 100,000 less in hand: 19,900,000 against 1,721,329 a month
    expect(ratesOf({ feePpm: 5_000 }).yearlyPct).to.equal(6.94)
    expect(ratesOf({ interestFree: 6 }).yearlyPct).to.be.lessThan(6)
    expect(ratesOf({ ratePpm: 0 })).to.deep.equal({ yearlyPct: 0, compoundedPct: 0 })
  })

  it('makes the payments worth what was got in hand', () => {
    const methods = ['annuity', 'flat', 'equal-principal'] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (method, instalments, ratePpm) => {
          const terms = loanTerms({ method, instalments, ratePpm })
          const schedule = drawUpSchedule(terms)
          const { yearlyPct } = effectiveRates(terms, schedule)
          const worthAt = (pct: number) =>
            schedule.instalments.reduce(
              (sum, row) => sum + row.dueRupiah / (1 + pct / 1200) ** row.n,
              0,
            )

          expect(worthAt(yearlyPct - 0.006)).to.be.at.least(20_000_000)
          expect(worthAt(yearlyPct + 0.006)).to.be.at.most(20_000_000)
        },
      ),
    )
  })
})

describe('equal instalments', () => {
  it('see a half as a half and a whole as a whole', () => {
    const free = { num: 0, den: 1 }

    expect(equalInstalment(5, [free, free], 1, 'half-up')).to.equal(3)
    expect(equalInstalment(5, [free, free], 1, 'half-even')).to.equal(2)
    expect(equalInstalment(6, [free, free, free], 1, 'up')).to.equal(2)
    // 1/1.5 + 1/2.25 = 10/9 exactly, though neither has an end in decimals
    expect(
      equalInstalment(
        100,
        [
          { num: 1, den: 2 },
          { num: 1, den: 2 },
        ],
        1,
        'up',
      ),
    ).to.equal(90)
  })
})

describe('rounding', () => {
  it('is the same below and above 2^53', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom('half-up', 'half-even', 'up'),
        (amount, num, den, mode) => {
          const exact = BigInt(amount) * BigInt(num)
          const wanted = Number(exact / BigInt(den))
          const result = multiplyRatio(amount, num, den, mode)

          expect(result - wanted).to.be.oneOf([0, 1])
        },
      ),
    )
  })
})

describe('the terms of a loan', () => {
  it('are sound, or say at which field they are not', () => {
    const wrong = loanTerms({
      principalRupiah: 0,
      instalments: 601,
      every: 0,
      roundTo: 0,
      feePpm: 500_001,
      firstDueOn: '2026-01-15',
      interestFree: 602,
    })

    expect(termsFaults(loanTerms())).to.deep.equal({})
    expect(Object.keys(termsFaults(wrong))).to.have.members([
      'principalRupiah',
      'instalments',
      'every',
      'roundTo',
      'feePct',
      'firstDueOn',
      'interestFree',
    ])
  })

  it('leave at least one instalment that pays', () => {
    const faults = termsFaults(loanTerms({ gracePrincipal: 12, graceInterest: 12 }))

    expect(Object.keys(faults)).to.deep.equal(['gracePrincipal', 'graceInterest'])
    expect(termsFaults(loanTerms({ gracePrincipal: 11, graceInterest: 11 }))).to.deep.equal({})
  })

  it('end while days and amounts can still be counted', () => {
    const far = scheduleOrFaults(loanTerms({ instalments: 600, every: 366 }))
    const large = scheduleOrFaults(
      loanTerms({
        principalRupiah: 1e12,
        ratePpm: 10_000_000,
        every: 12,
        method: 'flat',
        instalments: 600,
      }),
    )

    expect('faults' in far && Object.keys(far.faults)).to.deep.equal(['instalments'])
    expect('answer' in large || 'faults' in large).to.equal(true)
  })
})
