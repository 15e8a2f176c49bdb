import { expect } from 'chai'
import {
  organisationFaults,
  regencyOf,
  type OrganisationTold,
} from '../../../domain/accounts/organisation-rules.ts'

const told = (given: Partial<OrganisationTold> = {}): OrganisationTold => ({
  name: 'Kelompok Tani Melati',
  kind: 'farmer-group',
  regencyCode: null,
  villageCode: '3511182005',
  phone: null,
  bankKind: null,
  ...given,
})
const keysOf = (given: Partial<OrganisationTold>) =>
  Object.fromEntries(
    Object.entries(organisationFaults(told(given))).map(([field, { key }]) => [field, key]),
  )

describe('the rules of organisations', () => {
  it('take the regency from the village where it is not told', () => {
    expect(regencyOf(told())).to.equal('3511')
    expect(keysOf({})).to.deep.equal({})
  })

  it('want a village of a group, and a regency of offices and units', () => {
    const nowhere = { villageCode: null }

    expect(keysOf(nowhere)).to.deep.equal({ villageCode: 'organisations.rules.villageMissing' })
    for (const kind of ['regency', 'nursery', 'processor'] as const) {
      expect(keysOf({ ...nowhere, kind }), kind).to.deep.equal({
        regencyCode: 'organisations.rules.regencyMissing',
      })
    }
    for (const kind of ['province', 'institute', 'exporter', 'forestry'] as const) {
      expect(keysOf({ ...nowhere, kind }), kind).to.deep.equal({})
    }
  })

  it('want the village inside the regency', () => {
    expect(keysOf({ regencyCode: '3512' })).to.deep.equal({
      villageCode: 'organisations.rules.villageElsewhere',
    })
  })

  it('want a kind of bank from banks, and from nobody else', () => {
    const bank = { kind: 'bank', villageCode: null } as const

    expect(keysOf(bank)).to.deep.equal({ bankKind: 'organisations.rules.bankKind' })
    expect(keysOf({ ...bank, bankKind: 'bpr' })).to.deep.equal({})
    expect(keysOf({ bankKind: 'bpr' })).to.deep.equal({ bankKind: 'organisations.rules.onlyBank' })
  })
})
