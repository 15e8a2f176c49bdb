import { expect } from 'chai'
import { incomeAgainst, monthShares, plotIncome, sumIncome } from '../../../domain/loans/income.ts'

const price = { min: 10_000, max: 12_000 }
const usual = { min: 1_400, max: 5_000 }

describe('the income of a coming season', () => {
  it('is a band from own yields, area and price, each step of it shown', () => {
    const seasons = [
      { season: 2024, cherryG: 3_000_000, confirmedG: 0 },
      { season: 2025, cherryG: 4_000_000, confirmedG: 0 },
    ]

    const income = plotIncome(2, seasons, usual, price)

    expect(income.seasons.map(({ kgPerHa }) => kgPerHa)).to.deep.equal([1_500, 2_000])
    expect(income.cherryKg).to.deep.equal({ min: 3_000, max: 4_000 })
    expect(income.incomeRupiah).to.deep.equal({ min: 30_000_000, max: 48_000_000 })
    expect(income.isOwn).to.equal(true)
  })

  it('takes what gardens usually give where there is no season of its own', () => {
    const income = plotIncome(1, [], usual, price)

    expect([income.isOwn, income.kgPerHa]).to.deep.equal([false, usual])
    expect(sumIncome([income, income])).to.deep.equal({ min: 28_000_000, max: 120_000_000 })
  })

  it('comes in the months of own harvests, and pays the instalments month by month', () => {
    const shares = monthShares([
      { month: 6, cherryG: 1 },
      { month: 7, cherryG: 3 },
    ])
    const due = [
      { dueOn: '2027-06-15', dueRupiah: 100 },
      { dueOn: '2027-07-15', dueRupiah: 100 },
    ]

    const months = incomeAgainst({ min: 400, max: 800 }, shares, due, ['2027-06', '2027-07'])

    expect(months.map(({ income }) => income.min)).to.deep.equal([100, 300])
    expect(months.map(({ leftRupiah }) => leftRupiah)).to.deep.equal([
      { min: 0, max: 100 },
      { min: 200, max: 600 },
    ])
    expect(monthShares([]).reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-9)
  })
})
