import { expect } from 'chai'
import fc from 'fast-check'
import {
  approvalFaults,
  givenFaults,
  incomePct,
  missingDocuments,
  perHaRupiah,
  rulesShown,
  sendingFaults,
  sendingQuestions,
  type Applicant,
  type Asked,
  type SchemeLimits,
} from '../../../domain/loans/eligibility.ts'

const scheme: SchemeLimits = {
  minRupiah: 1_000_000,
  maxRupiah: 50_000_000,
  maxTermMonths: 24,
  repayments: ['annuity', 'bullet-harvest'],
  purposes: ['fertiliser'],
  documents: ['identity', 'land'],
  askAbovePerHaRupiah: 20_000_000,
  askAboveIncomePct: 100,
}
const asked: Asked = {
  amountRupiah: 10_000_000,
  termMonths: 12,
  repayment: 'annuity',
  purpose: 'fertiliser',
  plotIds: ['a'],
  documents: [{ kind: 'identity' }, { kind: 'land' }],
}
const applicant: Applicant = { areaHa: 1, seasonIncomeRupiah: 30_000_000, hasOtherOpen: false }
const nothing: Asked = {
  amountRupiah: null,
  termMonths: null,
  repayment: null,
  purpose: null,
  plotIds: [],
  documents: [],
}

describe('who may have a loan', () => {
  it('finds nothing wrong with what has not been given yet', () => {
    expect(givenFaults(nothing, scheme)).to.deep.equal({})
  })

  it('tells on sending everything that lacks, at its field', () => {
    const faults = sendingFaults(nothing, scheme, { ...applicant, hasOtherOpen: true })

    expect(Object.keys(faults)).to.have.members([
      'schemeCode',
      'amountRupiah',
      'termMonths',
      'repayment',
      'purpose',
      'plotIds',
      'documents',
    ])
    expect(missingDocuments(nothing, scheme)).to.deep.equal(['identity', 'land'])
  })

  it('lets pass exactly what lies within the limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000_000 }),
        fc.integer({ min: -2, max: 40 }),
        (amountRupiah, termMonths) => {
          const faults = givenFaults({ ...asked, amountRupiah, termMonths }, scheme)
          expect('amountRupiah' in faults).to.equal(
            amountRupiah < 1_000_000 || amountRupiah > 50_000_000,
          )
          expect('termMonths' in faults).to.equal(termMonths < 1 || termMonths > 24)
        },
      ),
    )
  })

  it('asks above the limits per hectare and of a season’s income, and only where they are known', () => {
    const codesOf = (of: Applicant, given = asked) =>
      sendingQuestions(given, scheme, of).map(({ code }) => code)

    expect(codesOf(applicant)).to.deep.equal([])
    expect(codesOf({ ...applicant, areaHa: 0.49 })).to.deep.equal(['high-per-ha'])
    expect(codesOf({ ...applicant, seasonIncomeRupiah: 9_000_000 })).to.deep.equal([
      'high-for-income',
    ])
    expect(codesOf({ ...applicant, seasonIncomeRupiah: null })).to.deep.equal([])
    expect(perHaRupiah(asked, { ...applicant, areaHa: 0 })).to.equal(null)
    expect(incomePct(asked, applicant)).to.equal(33)
  })

  it('shows each rule with its outcome and reason', () => {
    const shown = rulesShown({ ...asked, amountRupiah: 99 }, scheme, {
      ...applicant,
      areaHa: 0.00001,
    })

    expect(shown.find(({ code }) => code === 'amountRupiah')!.outcome).to.equal('fails')
    expect(shown.find(({ code }) => code === 'termMonths')).to.deep.equal({
      code: 'termMonths',
      outcome: 'holds',
      reason: null,
    })
    expect(shown).to.have.length(9)
  })

  it('approves at most what was asked and at least what is lent, over at most the longest term', () => {
    const faultsOf = (amountRupiah: number, termMonths: number) =>
      Object.keys(
        approvalFaults({ amountRupiah, termMonths }, { amountRupiah: 10_000_000 }, scheme),
      )

    expect(faultsOf(10_000_000, 24)).to.deep.equal([])
    expect(faultsOf(1_000_000, 1)).to.deep.equal([])
    expect(faultsOf(999_999, 1)).to.deep.equal(['amountRupiah'])
    expect(faultsOf(10_000_001, 25)).to.deep.equal(['amountRupiah', 'termMonths'])
    expect(faultsOf(0, 0)).to.deep.equal(['amountRupiah', 'termMonths'])
  })
})
