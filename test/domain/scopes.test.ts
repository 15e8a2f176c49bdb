import { expect } from 'chai'
import { eachDistrict } from '../../domain/scopes.ts'

describe('a scope', () => {
  it('of several districts is taken apart, any other stays whole', () => {
    const several = { kind: 'x', districtCode: { $in: ['351101', '351102'] } }

    expect(eachDistrict(several)).to.deep.equal([
      { kind: 'x', districtCode: '351101' },
      { kind: 'x', districtCode: '351102' },
    ])
    expect(eachDistrict({ regencyCode: '3511' })).to.deep.equal([{ regencyCode: '3511' }])
    expect(eachDistrict({})).to.deep.equal([{}])
    expect(eachDistrict({ districtCode: { $in: [] } })).to.deep.equal([])
  })
})
