import { expect } from 'chai'
import fc from 'fast-check'
import { areaHaOf, boundsOf, centreOf } from '../../../domain/farmers/plot-area.ts'
import { cellOf } from '../../../domain/farmers/plot-cell.ts'
import { distanceToPlotM, isInside } from '../../../domain/farmers/plot-distance.ts'
import type { Ring } from '../../../domain/farmers/plot-position.ts'

const box = (west: number, south: number, width: number, height: number): Ring => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
]

// Metres in a degree at 8° S on WGS 84, from printed tables: 110,595 of latitude, 110,243 of longitude.
const northM = 110_595
const eastM = 110_243

describe('the area of a plot', () => {
  it('agrees with the geodesic area of a degree square at the equator', () => {
    // 12,308,778,361 m² by GeographicLib for the corners (0,0) (1,0) (1,1) (0,1)
    expect(areaHaOf(box(0, 0, 1, 1))).to.be.closeTo(1_230_877.8, 1230)
  })

  it('agrees with width times height on the ellipsoid for plots of all sizes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0003, max: 0.02, noNaN: true }),
        fc.double({ min: 0.0003, max: 0.02, noNaN: true }),
        (width, height) => {
          const expected = (width * eastM * height * northM) / 10_000
          const area = areaHaOf(box(114, -8 - height / 2, width, height))
          expect(area).to.be.closeTo(expected, expected / 1000 + 0.0001)
        },
      ),
    )
  })

  it('is the same whichever way round the corners go', () => {
    const ring = box(114, -8, 0.003, 0.002)
    expect(areaHaOf(ring.toReversed())).to.equal(areaHaOf(ring))
  })
})

describe('centre and bounds of a plot', () => {
  it('are those of a box, and the centre weighs an L rightly', () => {
    const ring = box(114, -8, 0.004, 0.002)
    expect(centreOf(ring)).to.deep.equal([114.002, -7.999])
    expect(boundsOf(ring)).to.deep.equal([114, -8, 114.004, -7.998])
    const l: Ring = [
      [114, -8],
      [114.03, -8],
      [114.03, -7.99],
      [114.01, -7.99],
      [114.01, -7.97],
      [114, -7.97],
      [114, -8],
    ]
    expect(centreOf(l)).to.deep.equal([114.011, -7.989])
  })
})

describe('the distance to a plot', () => {
  const ring = box(114, -8, 0.002, 0.002)

  it('is nothing inside and on the edge', () => {
    expect(distanceToPlotM([114.001, -7.999], ring)).to.equal(0)
    expect(distanceToPlotM([114, -7.999], ring)).to.be.closeTo(0, 0.01)
    expect(isInside([114.001, -7.999], ring)).to.be.true
    expect(isInside([114.003, -7.999], ring)).to.be.false
  })

  it('is measured to the nearest side or corner', () => {
    expect(distanceToPlotM([114.003, -7.999], ring)).to.be.closeTo(0.001 * eastM, 0.2)
    expect(distanceToPlotM([114.001, -8.01], ring)).to.be.closeTo(0.01 * northM, 1)
    expect(distanceToPlotM([114.003, -8.001], ring)).to.be.closeTo(
      Math.hypot(eastM, northM) / 1000,
      0.2,
    )
  })
})

describe('the grid', () => {
  it('names cells of about a kilometre', () => {
    expect(cellOf(-7.95, 114.02)).to.equal('-795:11402')
    expect(cellOf(-7.949999, 114.029999)).to.equal('-795:11402')
    expect(cellOf(-7.950001, 114.03)).to.equal('-796:11403')
  })
})
