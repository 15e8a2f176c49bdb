import { expect } from 'chai'
import { pictureOf } from '../../routes/plots/picture.ts'
import type { PlotPolygon } from '../../domain/farmers/plot-position.ts'

const at = (lon: number, lat: number, size: number): PlotPolygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const numbersIn = (path: string) => [...path.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text))

describe('the picture of plots', () => {
  it('is none where nothing is mapped', () => {
    expect(pictureOf([])).to.equal(null)
    expect(pictureOf([{ geometry: null, label: 'Kebun' }])).to.equal(null)
  })

  it('fills the frame with one plot, north up and as wide as on the ground', () => {
    const picture = pictureOf([{ geometry: at(114, -8, 0.001), label: 'Kebun' }])!

    const points = numbersIn(picture.shapes[0]!.path)
    const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)]
    const [wide, high] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
    expect(high).to.be.closeTo(192, 0.5)
    expect(wide / high).to.be.closeTo(Math.cos((8 * Math.PI) / 180), 0.01)
    expect(ys[0]).to.be.greaterThan(ys[2]!)
  })

  it('shows plots that are far apart as dots within the frame', () => {
    const picture = pictureOf([
      { geometry: at(113.6, -8, 0.001), href: '/plots/1' },
      { geometry: at(114.2, -7.9, 0.001), href: '/plots/2' },
    ])!

    expect(picture.shapes.map(({ path }) => path)).to.satisfy((paths: string[]) =>
      paths.every((path) => path.endsWith('l5 5-5 5-5-5z')),
    )
    for (const { labelX, labelY } of picture.shapes) {
      expect(labelX).to.be.within(0, 400)
      expect(labelY).to.be.within(0, 240)
    }
  })
})
