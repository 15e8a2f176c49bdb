import { expect } from 'chai'
import {
  consentPurposes,
  consentTexts,
  currentConsents,
  hasConsent,
  type RecordedConsent,
} from '../../../domain/farmers/consent.ts'

const at = (day: number) => new Date(Date.UTC(2026, 7, day))
const decisions: RecordedConsent[] = [
  { purpose: 'bank', decision: 'withdrawn', decidedAt: at(3) },
  { purpose: 'programme', decision: 'given', decidedAt: at(1) },
  { purpose: 'bank', decision: 'given', decidedAt: at(1) },
]

describe('consent', () => {
  it('lets the latest decision per purpose hold, whatever the order of the list', () => {
    expect(currentConsents(decisions)).to.deep.equal({ bank: 'withdrawn', programme: 'given' })
  })

  it('takes silence and withdrawal for no', () => {
    expect(hasConsent(decisions, 'programme')).to.be.true
    expect(hasConsent(decisions, 'bank')).to.be.false
    expect(hasConsent(decisions, 'story')).to.be.false
  })

  it('lets the later of two decisions at one moment hold', () => {
    const again: RecordedConsent = { purpose: 'bank', decision: 'given', decidedAt: at(3) }
    expect(hasConsent([...decisions, again], 'bank')).to.be.true
  })

  it('has a text of its own and a version for each purpose', () => {
    for (const field of ['version', 'titleKey', 'textKey'] as const) {
      expect(
        new Set(consentPurposes.map((purpose) => consentTexts[purpose][field])),
      ).to.have.length(4)
    }
  })
})
