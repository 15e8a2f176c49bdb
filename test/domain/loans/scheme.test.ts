import { expect } from 'chai'
import { mayAskCollateral, schemeFaults, type SchemeTerms } from '../../../domain/loans/scheme.ts'

const terms: SchemeTerms = {
  name: 'Kredit Kopi',
  ratePpm: 60_000,
  minRupiah: 1_000_000,
  maxRupiah: 200_000_000,
  maxTermMonths: 36,
  repayments: ['annuity'],
  purposes: ['fertiliser'],
  documents: [],
  collateralAboveRupiah: 100_000_000,
  askAbovePerHaRupiah: null,
  askAboveIncomePct: null,
  status: 'open',
}

describe('the terms of a scheme', () => {
  it('are sound, or say at which field they are not', () => {
    const wrong: SchemeTerms = {
      ...terms,
      minRupiah: 300_000_000,
      maxTermMonths: 0,
      repayments: [],
      purposes: [],
      collateralAboveRupiah: 99_999_999,
      askAbovePerHaRupiah: 0,
      askAboveIncomePct: 0,
    }

    expect(schemeFaults(terms, 0)).to.deep.equal({})
    expect(Object.keys(schemeFaults(wrong, -1))).to.have.members([
      'minRupiah',
      'maxTermMonths',
      'repayments',
      'purposes',
      'collateralAboveRupiah',
      'askAbovePerHaRupiah',
      'askAboveIncomePct',
      'potRupiah',
    ])
  })

  it('let a bank ask collateral only above the limit, and never where there is none', () => {
    expect(mayAskCollateral(terms, 100_000_000)).to.equal(false)
    expect(mayAskCollateral(terms, 100_000_001)).to.equal(true)
    expect(mayAskCollateral({ collateralAboveRupiah: null }, 1_000_000_000)).to.equal(false)
  })
})
