import { expect } from 'chai'
import fc from 'fast-check'
import { sharedCertifications } from '../../../domain/processing/certification.ts'
import { farmerShareOf } from '../../../domain/processing/farmer-share.ts'
import {
  districtCodesIn,
  indicationOf,
  judgeIndications,
  seededIndications,
} from '../../../domain/processing/indication.ts'

describe('the farmers’ share of a price', () => {
  const lot = {
    massG: 20_000,
    cherryG: 120_000,
    composition: [
      { plotId: 'a', massG: 15_000 },
      { plotId: 'b', massG: 5_000 },
    ],
  }
  const slips = [
    { plotId: 'a', netG: 90_000, amountRupiah: 900_000 },
    { plotId: 'b', netG: 30_000, amountRupiah: 420_000 },
  ]

  it('weighs each garden by its part of the lot', () => {
    const share = farmerShareOf(lot, slips, 132_000)

    // 10,000 × 3/4 + 14,000 × 1/4 a kg of cherry, six of them in a kilogram
    expect(share).to.deep.equal({
      salePricePerKg: 132_000,
      cherryPricePerKg: 11_000,
      cherryGPerKg: 6_000,
      farmerPerKg: 66_000,
      sharePct: 50,
      slips: 2,
    })
  })

  it('is not told where a slip has no price, a garden no slip, or the cherry is not known', () => {
    const unpriced = [slips[0]!, { ...slips[1]!, amountRupiah: null }]

    expect(farmerShareOf(lot, unpriced, 1)).to.equal(null)
    expect(farmerShareOf(lot, slips.slice(1), 1)).to.equal(null)
    expect(farmerShareOf({ ...lot, cherryG: 0 }, slips, 1)).to.equal(null)
    expect(farmerShareOf(lot, slips, 0)).to.equal(null)
  })

  it('stays the same when the lot is split, and falls when the price rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 900_000 }),
        (n, price) => {
          const composition = lot.composition.map((part) => ({ ...part, massG: part.massG * n }))
          const times = { massG: lot.massG * n, cherryG: lot.cherryG * n, composition }

          const [one, many] = [farmerShareOf(lot, slips, price), farmerShareOf(times, slips, price)]
          const dearer = farmerShareOf(lot, slips, price + 1)

          expect(many).to.deep.equal(one)
          expect(dearer!.sharePct).to.be.at.most(one!.sharePct)
        },
      ),
    )
  })
})

describe('geographical indications', () => {
  const inside = { districtCode: '351118', altitudeM: 1200 }

  it('are kept only when every plot lies in the districts and within the heights', () => {
    expect(indicationOf([inside], seededIndications)).to.equal('java-ijen-raung')
    expect(indicationOf([inside, { ...inside, altitudeM: 899 }], seededIndications)).to.equal(null)
    expect(indicationOf([], seededIndications)).to.equal(null)
  })

  it('say what keeps a lot out', () => {
    const plots = [
      inside,
      { districtCode: '351118', altitudeM: 800 },
      { districtCode: '351118', altitudeM: 1600 },
      { districtCode: '359999', altitudeM: 1200 },
    ]

    const [finding] = judgeIndications(plots, seededIndications)

    expect(finding).to.deep.equal({
      code: 'java-ijen-raung',
      outside: 1,
      tooLow: 1,
      tooHigh: 1,
      plots: 4,
      fits: false,
    })
  })

  it('are read from codes as people type them', () => {
    expect(districtCodesIn('35.11.18, 351119;351120')).to.deep.equal(['351118', '351119', '351120'])
    expect(districtCodesIn('35111')).to.equal(null)
    expect(districtCodesIn(' ')).to.equal(null)
  })
})

describe('certificates', () => {
  it('are shared by a mixture only where scheme and number are the same', () => {
    const a = { scheme: '4c', certificateNumber: '1', validUntil: null }
    const b = { ...a, certificateNumber: '2' }

    const mixed = sharedCertifications([
      { certifications: [a, b] },
      { certifications: [{ ...b, scheme: 'organik' }, a] },
    ])

    expect(mixed).to.deep.equal([a])
  })
})
