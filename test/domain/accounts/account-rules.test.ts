import { expect } from 'chai'
import fc from 'fast-check'
import { accountFaults, type AccountTold } from '../../../domain/accounts/account-rules.ts'
import { organisationKinds, roleHome, roles } from '../../../domain/permissions.ts'

const told = (given: Partial<AccountTold> = {}): AccountTold => ({
  fullName: 'Siti Aminah',
  username: 'siti.aminah',
  phone: null,
  email: null,
  role: 'extension-officer',
  farmerId: null,
  districtCodes: ['351118'],
  ...given,
})
const office = { kind: 'regency', regencyCode: '3511' } as const

describe('the rules of accounts', () => {
  it('find nothing wrong with an officer of a district of his regency', () => {
    expect(accountFaults(told(), office)).to.deep.equal({})
  })

  it('take a role only in its own kind of organisation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.constantFrom(...organisationKinds),
        (role, kind) => {
          const faults = accountFaults(told({ role }), { kind, regencyCode: '3511' })

          expect('role' in faults).to.equal(roleHome[role] !== kind)
        },
      ),
    )
  })

  it('tie a farmer account, and no other, to a farmer', () => {
    const group = { kind: 'farmer-group', regencyCode: '3511' } as const
    const faultOf = (role: 'farmer' | 'group-leader', farmerId: string | null) =>
      accountFaults(told({ role, farmerId, districtCodes: [] }), group)['farmerId']?.key

    expect(faultOf('farmer', 'a'.repeat(24))).to.equal(undefined)
    expect(faultOf('farmer', null)).to.equal('users.rules.farmerMissing')
    expect(faultOf('group-leader', 'a'.repeat(24))).to.equal('users.rules.onlyFarmer')
    expect(faultOf('group-leader', null)).to.equal(undefined)
  })

  it('give districts to officers only, all of them in the regency', () => {
    const faultOf = (given: Partial<AccountTold>) =>
      accountFaults(told(given), office)['districtCodes']?.key

    expect(faultOf({ districtCodes: [] })).to.equal('users.rules.districtMissing')
    expect(faultOf({ districtCodes: ['351118', '351211'] })).to.equal('forms.notThere')
    expect(faultOf({ role: 'regency-admin' })).to.equal('users.rules.onlyOfficer')
  })

  it('take no username that a phone number could be', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^08[1-9]\d{7,10}$/), (username) => {
        expect(accountFaults(told({ username }), office)).to.have.property('username')
      }),
    )
  })

  it('take usernames that the model takes, and no others', () => {
    const isTaken = (username: string) => !('username' in accountFaults(told({ username }), office))

    expect(['ab', 'siti.aminah', 'k-3', 'a'.repeat(40)].map(isTaken)).to.not.include(false)
    expect(['a', '.ab', 'Siti', 'a b', 'a'.repeat(41), 'é1', ''].map(isTaken)).to.not.include(true)
  })
})
