import { expect } from 'chai'
import { varieties } from '../../domain/farmers/varieties.ts'
import { faultsOfValues, type ReferenceValues } from '../../domain/reference/list.ts'
import { referenceLists } from '../../domain/reference/lists.ts'
import { varietyList } from '../../domain/reference/variety.ts'

const good = {
  stature: 'dwarf',
  minTreesPerHa: 1000,
  maxTreesPerHa: 3750,
  minAltitudeM: 900,
  maxAltitudeM: null,
  minGreenKgPerHa: null,
  maxGreenKgPerHa: 2000,
  leafRust: 'unknown',
  decree: null,
}

describe('the lists of reference data', () => {
  it('have codes of their own, and fields that no other field of an item is called like', () => {
    const codes = referenceLists.map(({ code }) => code)
    const reserved = [
      'code',
      'name',
      'source',
      'isConfirmed',
      'isRetired',
      'version',
      'id',
      'status',
    ]

    expect(new Set(codes).size).to.equal(codes.length)
    for (const { code, fields, columns = [] } of referenceLists) {
      const names = fields.map(({ name }) => name)
      expect(new Set(names).size, code).to.equal(names.length)
      expect(
        names.filter((name) => reserved.includes(name)),
        code,
      ).to.deep.equal([])
      expect(names, code).to.include.members([...columns])
    }
  })

  it('take what the first filling of the varieties holds', () => {
    for (const { code, name: _, source: _source, isConfirmed: _sure, ...values } of varieties) {
      expect(Object.keys(values).sort(), code).to.deep.equal(
        varietyList.fields.map(({ name }) => name).sort(),
      )
      expect(faultsOfValues(varietyList, values as unknown as ReferenceValues), code).to.deep.equal(
        {},
      )
    }
  })

  it('say at the field what is too low, too high, or turned round', () => {
    expect(faultsOfValues(varietyList, good)).to.deep.equal({})
    expect(faultsOfValues(varietyList, { ...good, minTreesPerHa: 5 })).to.deep.equal({
      minTreesPerHa: { key: 'references.rules.below', values: { min: 100, unit: '/ha' } },
    })
    expect(faultsOfValues(varietyList, { ...good, maxAltitudeM: 3001 })).to.have.keys([
      'maxAltitudeM',
    ])
    expect(faultsOfValues(varietyList, { ...good, maxAltitudeM: 800 })).to.deep.equal({
      maxAltitudeM: { key: 'references.rules.upperBelowLower', values: { low: 900 } },
    })
  })
})
