import { expect } from 'chai'
import fc from 'fast-check'
import { areaHaOf } from '../../domain/farmers/plot-area.ts'
import { readPlotGeometry } from '../../domain/farmers/plot-geometry.ts'
import { closeRing } from '../../domain/farmers/plot-ring.ts'
import { areaHaOf as areaInBrowser } from '../../public/js/plot-area.js'
import { cornersIn, outlineText, ringCorners } from '../../public/js/plot-outline.js'

type Corner = [lat: number, lon: number]

const micro = (min: number, max: number) =>
  fc.integer({ min: Math.round(min * 1e6), max: Math.round(max * 1e6) }).map((value) => value / 1e6)
const corner = fc.tuple(micro(-8.2, -7.8), micro(113.5, 114.3))

/** A square is always a valid outline. */
function square(lat: number, lon: number): Corner[] {
  return [
    [lat, lon],
    [lat, lon + 0.001],
    [lat + 0.001, lon + 0.001],
    [lat + 0.001, lon],
  ]
}

describe('the outline in the browser', () => {
  it('has the area that the service keeps', () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), (corners) => {
        const ring = closeRing(corners.map(([lat, lon]) => [lon, lat]))

        expect(areaInBrowser(corners as Corner[])).to.be.closeTo(areaHaOf(ring), 0.0002)
      }),
    )
  })

  it('is written so that the service reads what was drawn', () => {
    fc.assert(
      fc.property(corner, ([lat, lon]) => {
        const read = readPlotGeometry(outlineText(square(lat, lon)))

        expect(read).to.have.property('polygon')
        expect(ringCorners((read as { polygon: unknown }).polygon)).to.have.length(4)
      }),
    )
  })

  it('is read back as it was written, also while it has fewer than three corners', () => {
    for (let count = 0; count <= 4; count++) {
      const corners = square(-8.02, 114.01).slice(0, count)

      const again = cornersIn(outlineText(corners))

      expect(again).to.have.length(count)
      for (const [index, [lat, lon]] of corners.entries()) {
        expect(again[index]![0]).to.be.closeTo(lat, 1e-6)
        expect(again[index]![1]).to.be.closeTo(lon, 1e-6)
      }
    }
  })

  it('leaves to the service what it cannot read', () => {
    for (const text of ['di timur', '{"type":', '[1,2', '-8.02', '{"type":"Point"}', 'null'])
      expect(cornersIn(text), text).to.deep.equal([])
  })
})
