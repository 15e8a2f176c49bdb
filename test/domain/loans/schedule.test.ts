import { expect } from 'chai'
import { drawUpSchedule } from '../../../domain/loans/schedule.ts'
import { loanTerms } from './terms.ts'

const duesOf = (terms: ReturnType<typeof loanTerms>) =>
  drawUpSchedule(terms).instalments.map((row) => row.dueRupiah)
const column = (
  terms: ReturnType<typeof loanTerms>,
  name: 'principalRupiah' | 'interestRupiah' | 'balanceRupiah',
) => drawUpSchedule(terms).instalments.map((row) => row[name])

describe('the schedule of a loan', () => {
  it('pays an annuity in equal instalments, the last a little different', () => {
    const { totals } = drawUpSchedule(loanTerms())

    expect(duesOf(loanTerms())).to.deep.equal([...Array<number>(11).fill(1_721_329), 1_721_322])
    expect(totals.interestRupiah).to.equal(655_941)
  })

  it('charges flat interest on the whole loan to the end', () => {
    const terms = loanTerms({ method: 'flat' })

    expect(duesOf(terms)).to.deep.equal([...Array<number>(11).fill(1_766_667), 1_766_663])
    expect(drawUpSchedule(terms).totals.interestRupiah).to.equal(1_200_000)
  })

  it('keeps equal principal equal while the interest falls', () => {
    const terms = loanTerms({ method: 'equal-principal' })

    expect(column(terms, 'principalRupiah')).to.deep.equal([
      ...Array<number>(11).fill(1_666_667),
      1_666_663,
    ])
    expect(column(terms, 'interestRupiah').slice(0, 3)).to.deep.equal([100_000, 91_667, 83_333])
  })

  it('pays a bullet in one sum at harvest', () => {
    const bullet = loanTerms({ method: 'bullet-harvest', instalments: 8 })
    const daily = { ...bullet, interestPeriod: 'daily' } as const
    const days = { method: 'bullet-harvest', instalments: 1, every: 243, unit: 'day' } as const

    const [row, ...more] = drawUpSchedule(bullet).instalments

    expect(more).to.deep.equal([])
    expect(row).to.include({ n: 1, dueOn: '2026-09-15', days: 243, interestRupiah: 800_000 })
    expect(row).to.include({ dueRupiah: 20_800_000, balanceRupiah: 0 })
    expect(column(daily, 'interestRupiah')).to.deep.equal([800_000])
    for (const [dayCount, interest] of [
      ['act/365', 798_904],
      ['act/360', 810_000],
    ] as const) {
      const terms = loanTerms({ ...days, interestPeriod: 'daily', dayCount })
      expect(column(terms, 'interestRupiah'), dayCount).to.deep.equal([interest])
    }
  })

  it('pays a seasonal loan interest each period and principal in the harvest months', () => {
    const terms = loanTerms({ method: 'seasonal', instalments: 12 })

    const rows = drawUpSchedule(terms).instalments.filter((row) => row.principalRupiah > 0)

    expect(rows.map(({ dueOn }) => dueOn)).to.deep.equal(['2026-06-15', '2026-07-15', '2026-08-15'])
    expect(rows.map((row) => row.principalRupiah)).to.deep.equal([6_666_667, 6_666_667, 6_666_666])
    expect(column(terms, 'interestRupiah').slice(0, 8)).to.deep.equal([
      ...Array<number>(5).fill(100_000),
      66_667,
      33_333,
      0,
    ])
  })

  it('pays a seasonal loan at the end when no due day lies in a harvest', () => {
    const terms = loanTerms({ method: 'seasonal', instalments: 3 })

    expect(column(terms, 'principalRupiah')).to.deep.equal([0, 0, 20_000_000])
  })

  it('takes the harvest months that a scheme names', () => {
    const terms = loanTerms({ method: 'seasonal', instalments: 12, harvestMonths: [9] })

    expect(column(terms, 'principalRupiah').indexOf(20_000_000)).to.equal(7)
  })

  it('pays only interest during the grace on principal', () => {
    const terms = loanTerms({ gracePrincipal: 3 })

    const rows = drawUpSchedule(terms).instalments

    expect(rows.slice(0, 3).map(({ dueRupiah }) => dueRupiah)).to.deep.equal(Array(3).fill(100_000))
    // nine instalments of an annuity: 20,000,000 × 0.005 / (1 − 1.005^−9)
    expect(rows[3]!.dueRupiah).to.equal(2_278_147)
    expect(rows.at(-1)!.balanceRupiah).to.equal(0)
  })

  it('keeps the interest of the grace and asks for it with the first instalment after it', () => {
    const graced = loanTerms({ graceInterest: 2 })
    const plain = column(loanTerms(), 'interestRupiah')

    const interest = column(graced, 'interestRupiah')

    expect(interest.slice(0, 3)).to.deep.equal([0, 0, plain[0]! + plain[1]! + plain[2]!])
    expect(interest.slice(3)).to.deep.equal(plain.slice(3))
    expect(column(graced, 'principalRupiah')).to.deep.equal(column(loanTerms(), 'principalRupiah'))
  })

  it('charges nothing in the free periods, and still pays in equal instalments', () => {
    const terms = loanTerms({ interestFree: 3 })

    expect(column(terms, 'interestRupiah').slice(0, 3)).to.deep.equal([0, 0, 0])
    expect(new Set(duesOf(terms).slice(0, 11)).size).to.equal(1)
    expect(column(loanTerms({ interestFree: 12 }), 'interestRupiah')).to.deep.equal(
      Array(12).fill(0),
    )
  })

  it('frees the first months of a bullet too', () => {
    const bullet = { method: 'bullet-harvest', instalments: 8, interestFree: 2 } as const

    expect(column(loanTerms(bullet), 'interestRupiah')).to.deep.equal([600_000])
    expect(
      column(loanTerms({ ...bullet, interestPeriod: 'daily' }), 'interestRupiah'),
    ).to.deep.equal([600_000])
  })

  it('rounds instalments to a multiple and lets the last take the difference', () => {
    const dues = duesOf(loanTerms({ roundTo: 1000 }))

    expect(dues.slice(0, 11)).to.deep.equal(Array(11).fill(1_721_000))
    expect(duesOf(loanTerms({ roundTo: 1000, rounding: 'up' }))[0]).to.equal(1_722_000)
    expect(duesOf(loanTerms({ method: 'flat', roundTo: 100 }))[0]).to.equal(1_766_700)
    expect(duesOf(loanTerms({ method: 'equal-principal', roundTo: 1000 }))[1]).to.equal(1_758_000)
  })

  it('rounds interest by the rule that is asked for', () => {
    const odd = { principalRupiah: 2_500, ratePpm: 120_000, instalments: 1 }
    const half = { principalRupiah: 2_450, ratePpm: 120_000, instalments: 1 }
    const interestOf = (terms: object) => column(loanTerms(terms), 'interestRupiah')[0]

    expect(interestOf({ ...odd, rounding: 'half-up' })).to.equal(25)
    expect(interestOf({ ...half, rounding: 'half-up' })).to.equal(25)
    expect(interestOf({ ...half, rounding: 'half-even' })).to.equal(24)
    expect(interestOf({ ...half, principalRupiah: 2_401, rounding: 'up' })).to.equal(25)
  })

  it('takes the fee at the disbursement and shows it in the first row and in the totals', () => {
    const { instalments, totals } = drawUpSchedule(loanTerms({ feePpm: 5_000 }))

    expect(instalments.map((row) => row.feeRupiah)).to.deep.equal([
      100_000,
      ...Array<number>(11).fill(0),
    ])
    expect(instalments[0]!.dueRupiah).to.equal(1_821_329)
    expect(totals).to.deep.equal({
      principalRupiah: 20_000_000,
      interestRupiah: 655_941,
      feeRupiah: 100_000,
      dueRupiah: 20_755_941,
    })
  })

  it('counts a longer first period by its days, or as a whole one', () => {
    const late = loanTerms({ firstDueOn: '2026-03-01', dayCount: 'act/365' })

    const [same] = column(late, 'interestRupiah')
    const [daily] = column({ ...late, interestPeriod: 'daily' }, 'interestRupiah')

    expect(same).to.equal(100_000)
    expect(daily).to.equal(Math.round((20_000_000 * 0.06 * 45) / 365))
  })

  it('gives equal instalments over periods of unequal days', () => {
    const dues = duesOf(loanTerms({ interestPeriod: 'daily', dayCount: 'act/365' }))

    expect(new Set(dues.slice(0, 11)).size).to.equal(1)
    expect(Math.abs(dues[11]! - dues[0]!)).to.be.lessThan(12)
  })

  it('never lets principal grow when a long first period costs more than an instalment', () => {
    const terms = loanTerms({
      interestPeriod: 'daily',
      ratePpm: 1_000_000,
      instalments: 60,
      firstDueOn: '2036-01-15',
    })

    const rows = drawUpSchedule(terms).instalments

    expect(rows[0]!.principalRupiah).to.equal(0)
    expect(rows.at(-1)!.balanceRupiah).to.equal(0)
  })

  it('counts exactly beyond 2^53', () => {
    const terms = loanTerms({
      principalRupiah: 999_999_999_999,
      ratePpm: 61_234,
      interestPeriod: 'daily',
      dayCount: 'act/act',
      instalments: 1,
    })

    // 999999999999 × 0.061234 × 31 / 365 = 5200695890.405…
    expect(column(terms, 'interestRupiah')).to.deep.equal([5_200_695_890])
  })

  it('refuses what can no longer be counted', () => {
    const far = loanTerms({ instalments: 600, every: 366 })

    expect(() => drawUpSchedule(far)).to.throw(RangeError)
  })
})
