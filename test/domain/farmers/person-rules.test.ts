import { expect } from 'chai'
import { consentFaults, methodsFor } from '../../../domain/farmers/consent-rules.ts'
import { personFaults } from '../../../domain/farmers/person-rules.ts'

const today = '2026-08-15'
const person = { fullName: 'Sumarni', birthOn: '1979-04-17', phone: null }
const fields = (change: Partial<typeof person> | { phone: string }) =>
  Object.keys(personFaults({ ...person, ...change }, today))

describe('the particulars of a person', () => {
  it('are right when name, birth and phone are', () => {
    expect(fields({})).to.deep.equal([])
    expect(fields({ phone: '0812-3456-7890' })).to.deep.equal([])
    expect(fields({ birthOn: today })).to.deep.equal([])
  })

  it('are wrong where a name has no letter, a birth lies ahead or too far back, a phone is none', () => {
    expect(fields({ fullName: '3511 - 22' })).to.deep.equal(['fullName'])
    expect(fields({ birthOn: '2026-08-16' })).to.deep.equal(['birthOn'])
    expect(fields({ birthOn: '1903-01-01' })).to.deep.equal(['birthOn'])
    expect(fields({ phone: '12' })).to.deep.equal(['phone'])
  })
})

describe('the way in which a consent comes', () => {
  it('is the own account for the farmer himself, a paper for everybody else', () => {
    expect(methodsFor(true)).to.deep.equal(['own-account'])
    expect(methodsFor(false)).to.deep.equal(['signature', 'thumbprint'])
  })

  for (const isOwn of [true, false]) {
    for (const method of ['own-account', 'signature', 'thumbprint'] as const) {
      for (const hasEvidence of [true, false]) {
        const isRight = isOwn ? method === 'own-account' : method !== 'own-account' && hasEvidence
        it(`is ${isRight ? 'right' : 'wrong'}: ${isOwn ? 'himself' : 'another'}, ${method}, ${hasEvidence ? 'with' : 'without'} paper`, () => {
          const faults = consentFaults({ isOwn, method, hasEvidence })

          expect(Object.keys(faults).length === 0).to.equal(isRight)
        })
      }
    }
  }
})
