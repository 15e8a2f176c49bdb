import { expect } from 'chai'
import fc from 'fast-check'
import { addDays } from '../../../domain/dates.ts'
import { days360, yearPart } from '../../../domain/loans/day-count.ts'
import { dueDays } from '../../../domain/loans/due-days.ts'
import { loanTerms } from './terms.ts'

describe('due days', () => {
  it('keep the day of the disbursement and clamp to the end of the month', () => {
    const days = dueDays(loanTerms({ disbursedOn: '2025-12-31', instalments: 4 }))

    expect(days).to.deep.equal(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  })

  it('keep the day of the first instalment where that is given', () => {
    const days = dueDays(
      loanTerms({ disbursedOn: '2026-01-10', firstDueOn: '2026-03-31', instalments: 3 }),
    )

    expect(days).to.deep.equal(['2026-03-31', '2026-04-30', '2026-05-31'])
  })

  it('go by weeks and by days', () => {
    const start = { disbursedOn: '2026-02-20', instalments: 2 }

    expect(dueDays(loanTerms({ ...start, unit: 'week', every: 2 }))).to.deep.equal([
      '2026-03-06',
      '2026-03-20',
    ])
    expect(dueDays(loanTerms({ ...start, unit: 'day', every: 10 }))).to.deep.equal([
      '2026-03-02',
      '2026-03-12',
    ])
  })

  it('are one at the end of a bullet, or when it says', () => {
    const bullet = { method: 'bullet-harvest', instalments: 4, every: 2 } as const

    expect(dueDays(loanTerms(bullet))).to.deep.equal(['2026-09-15'])
    expect(dueDays(loanTerms({ ...bullet, firstDueOn: '2026-08-31' }))).to.deep.equal([
      '2026-08-31',
    ])
  })
})

describe('the part of a year', () => {
  it('counts by each rule', () => {
    expect(yearPart('2026-01-15', '2026-09-15', '30/360')).to.deep.equal({ num: 240, den: 360 })
    expect(yearPart('2026-01-15', '2026-09-15', 'act/360')).to.deep.equal({ num: 243, den: 360 })
    expect(yearPart('2026-01-15', '2026-09-15', 'act/365')).to.deep.equal({ num: 243, den: 365 })
    expect(yearPart('2026-01-15', '2026-09-15', 'act/act')).to.deep.equal({ num: 243, den: 365 })
    expect(yearPart('2024-01-15', '2024-02-15', 'act/act')).to.deep.equal({ num: 31, den: 366 })
  })

  it('splits a period at the turn of a leap year', () => {
    // 17 days of 2023 and 14 of 2024
    expect(yearPart('2023-12-15', '2024-01-15', 'act/act')).to.deep.equal({
      num: 17 * 366 + 14 * 365,
      den: 365 * 366,
    })
    expect(yearPart('2023-12-15', '2026-01-15', 'act/act')).to.deep.equal({
      num: (17 + 365 + 14) * 366 + 366 * 365,
      den: 365 * 366,
    })
  })

  it('takes a 31st for the 30th where months have thirty days', () => {
    expect(days360('2026-01-31', '2026-03-31')).to.equal(60)
    expect(days360('2026-01-30', '2026-01-31')).to.equal(0)
    expect(days360('2026-01-31', '2026-02-28')).to.equal(28)
  })

  it('adds up over parts, by every rule', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((count) => addDays('2023-01-01', count))
    const value = ({ num, den }: { num: number; den: number }) => num / den
    fc.assert(
      fc.property(
        fc.tuple(day, day, day),
        fc.constantFrom('30/360', 'act/360', 'act/365', 'act/act'),
        (days, dayCount) => {
          const [from, middle, to] = days.sort() as [string, string, string]
          const parts =
            value(yearPart(from, middle, dayCount)) + value(yearPart(middle, to, dayCount))

          expect(parts).to.be.closeTo(value(yearPart(from, to, dayCount)), 1e-9)
        },
      ),
    )
  })
})
