import { expect } from 'chai'
import fc from 'fast-check'
import {
  dayCounts,
  interestPeriods,
  periodUnits,
  repaymentMethods,
  roundings,
  type LoanTerms,
} from '../../../domain/loans/loan-terms.ts'
import { drawUpSchedule } from '../../../domain/loans/schedule.ts'
import { addDays } from '../../../domain/dates.ts'
import { loanTerms } from './terms.ts'

const anyTerms: fc.Arbitrary<LoanTerms> = fc
  .record({
    principalRupiah: fc.oneof(
      fc.integer({ min: 1, max: 50_000_000 }),
      fc.integer({ min: 1, max: 1_000_000_000 }).map((thousands) => thousands * 1000),
    ),
    ratePpm: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400_000 })),
    method: fc.constantFrom(...repaymentMethods),
    instalments: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 60, 600)),
    every: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom(...periodUnits),
    interestPeriod: fc.constantFrom(...interestPeriods),
    dayCount: fc.constantFrom(...dayCounts),
    disbursedOn: fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days)),
    roundTo: fc.constantFrom(1, 100, 1000),
    rounding: fc.constantFrom(...roundings),
    feePpm: fc.constantFrom(0, 5_000, 12_345),
    firstAfter: fc.option(fc.integer({ min: 1, max: 90 })),
    graces: fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)),
  })
  .map(({ firstAfter, graces, ...terms }) => {
    const [gracePrincipal, graceInterest, interestFree] = graces.map((grace) =>
      Math.min(grace, terms.instalments - 1),
    ) as [number, number, number]
    const firstDueOn = firstAfter === null ? null : addDays(terms.disbursedOn, firstAfter)
    return { ...terms, firstDueOn, gracePrincipal, graceInterest, interestFree }
  })

const sum = (parts: number[]) => parts.reduce((a, b) => a + b, 0)

describe('every schedule', () => {
  it('pays back the loan, whole rupiah by whole rupiah, and never too much', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { instalments, totals } = drawUpSchedule(terms)

        expect(sum(instalments.map((row) => row.principalRupiah))).to.equal(terms.principalRupiah)
        let balance = terms.principalRupiah
        for (const row of instalments) {
          balance -= row.principalRupiah
          expect(row.principalRupiah).to.be.at.least(0)
          expect(row.interestRupiah).to.be.at.least(0)
          expect(row.balanceRupiah).to.equal(balance).and.to.be.at.least(0)
          expect(row.dueRupiah).to.equal(row.principalRupiah + row.interestRupiah + row.feeRupiah)
          expect(Number.isSafeInteger(row.dueRupiah)).to.equal(true)
        }
        expect(balance).to.equal(0)
        for (const part of ['interestRupiah', 'feeRupiah', 'dueRupiah'] as const) {
          expect(totals[part]).to.equal(sum(instalments.map((row) => row[part])))
        }
      }),
    )
  })

  it('has its days in order, and they add up to the term', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { instalments } = drawUpSchedule(terms)

        let day = terms.disbursedOn
        for (const row of instalments) {
          expect(row.dueOn > day).to.equal(true)
          expect(addDays(day, row.days)).to.equal(row.dueOn)
          day = row.dueOn
        }
        expect(instalments.length).to.equal(
          terms.method === 'bullet-harvest' ? 1 : terms.instalments,
        )
      }),
    )
  })

  it('is the same by days and by periods where every month has thirty days', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`)
    fc.assert(
      fc.property(anyTerms, day, (terms, disbursedOn) => {
        const monthly = { ...terms, unit: 'month', disbursedOn, firstDueOn: null } as const
        const same = drawUpSchedule({ ...monthly, interestPeriod: 'same' })
        const daily = drawUpSchedule({ ...monthly, interestPeriod: 'daily', dayCount: '30/360' })

        expect(daily).to.deep.equal(same)
      }),
    )
  })

  it('is the same by days and by periods of days over 365', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const byDays = { ...terms, unit: 'day', firstDueOn: null } as const
        const same = drawUpSchedule({ ...byDays, interestPeriod: 'same' })
        const daily = drawUpSchedule({ ...byDays, interestPeriod: 'daily', dayCount: 'act/365' })

        expect(daily).to.deep.equal(same)
      }),
    )
  })

  it('costs nothing at a rate of nothing, and pays in equal parts', () => {
    const methods = ['annuity', 'flat', 'equal-principal'] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 1, max: 600 }),
        (method, count) => {
          const terms = loanTerms({ method, instalments: count, ratePpm: 0 })
          const { instalments, totals } = drawUpSchedule(terms)

          const even = Math.round(20_000_000 / count)
          expect(totals.interestRupiah).to.equal(0)
          for (const row of instalments.slice(0, -1)) expect(row.dueRupiah).to.equal(even)
        },
      ),
    )
  })

  it('has a last instalment of an annuity that differs by half a rupiah a period at most, grown by interest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 500_000_000 }),
        fc.integer({ min: 0, max: 240_000 }),
        fc.integer({ min: 2, max: 120 }),
        (principalRupiah, ratePpm, instalments) => {
          const terms = loanTerms({ principalRupiah, ratePpm, instalments })
          const dues = drawUpSchedule(terms).instalments.map((row) => row.dueRupiah)

          const growth = (1 + ratePpm / 12e6) ** instalments
          expect(Math.abs(dues.at(-1)! - dues[0]!)).to.be.at.most(instalments * growth + 1)
        },
      ),
    )
  })
})
