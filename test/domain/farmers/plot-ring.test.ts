import { expect } from 'chai'
import fc from 'fast-check'
import type { Position } from '../../../domain/farmers/plot-position.ts'
import { checkRing, closeRing } from '../../../domain/farmers/plot-ring.ts'

/** Corners by metres-like steps of 0.0001 degree from a place on Ijen. */
const check = (...steps: [number, number][]) =>
  checkRing(closeRing(steps.map(([x, y]): Position => [114 + x / 10_000, -8 + y / 10_000])))

/** A star-shaped outline: corners at growing angles, so that no two sides cross. */
function star(radii: readonly number[]): Position[] {
  return radii.map((radius, index) => {
    const angle = (2 * Math.PI * index) / radii.length
    return [114 + radius * Math.cos(angle), -8 + radius * Math.sin(angle)]
  })
}

describe('the ring of a plot', () => {
  it('passes when it is simple', () => {
    expect(check([0, 0], [10, 0], [10, 10])).to.equal(null)
    expect(check([0, 0], [10, 0], [10, 10], [5, 2], [0, 10])).to.equal(null)
    expect(check([0, 0], [5, 0], [10, 0], [10, 10], [0, 10])).to.equal(null)
  })

  it('may not cross itself', () => {
    expect(check([0, 0], [10, 10], [10, 0], [0, 10])).to.deep.equal({
      key: 'rules.geometry.crossing',
      values: { first: 1, second: 3 },
    })
  })

  it('may not touch itself or run back on its own line', () => {
    expect(check([0, 0], [10, 0], [10, 10], [5, 0], [0, 10])?.key).to.equal(
      'rules.geometry.crossing',
    )
    expect(check([0, 0], [10, 0], [4, 0], [4, 10])?.key).to.equal('rules.geometry.crossing')
    expect(check([0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5])?.key).to.equal(
      'rules.geometry.crossing',
    )
    expect(check([4, 0], [4, 10], [0, 0], [10, 0])?.key).to.equal('rules.geometry.crossing')
  })

  it('must enclose an area', () => {
    expect(check([0, 0], [5, 5], [10, 10])?.key).to.equal('rules.geometry.flat')
  })

  it('has three to five hundred corners', () => {
    const circle = (corners: number) =>
      checkRing(closeRing(star(Array<number>(corners).fill(0.01))))
    expect(check([0, 0], [10, 0])?.key).to.equal('rules.geometry.tooFewCorners')
    expect(circle(500)).to.equal(null)
    expect(circle(501)).to.deep.equal({
      key: 'rules.geometry.tooManyCorners',
      values: { count: 501 },
    })
  })

  it('lies in East Java, islands too, and not on Bali', () => {
    const at = (lon: number, lat: number) =>
      checkRing(
        closeRing([
          [lon, lat],
          [lon + 0.001, lat],
          [lon, lat + 0.001],
        ]),
      )
    const inside: [string, number, number][] = [
      ['Kayumas', 114.15, -7.9],
      ['Pacitan', 111.1, -8.2],
      ['Bawean', 112.66, -5.8],
      ['Kangean', 115.4, -6.95],
      ['Alas Purwo', 114.55, -8.75],
    ]
    for (const [name, lon, lat] of inside) expect(at(lon, lat), name).to.equal(null)
    expect(at(115.2, -8.65)?.key, 'Denpasar').to.equal('rules.geometry.outside')
    expect(at(107.6, -6.9)).to.deep.equal({ key: 'rules.geometry.outside', values: { corner: 1 } })
    expect(
      checkRing(
        closeRing([
          [1e300, 91],
          [0, 0],
          [7, 1e-300],
        ]),
      )?.key,
    ).to.equal('rules.geometry.outside')
  })

  it('recognises swapped coordinates and a forgotten minus', () => {
    expect(
      checkRing(
        closeRing([
          [-8, 114],
          [-8, 114.01],
          [-8.01, 114],
        ]),
      )?.key,
    ).to.equal('rules.geometry.swapped')
    expect(
      checkRing(
        closeRing([
          [114, 8],
          [114.01, 8],
          [114, 8.01],
        ]),
      )?.key,
    ).to.equal('rules.geometry.north')
  })

  it('passes every star-shaped outline, from whichever corner and side it is drawn', () => {
    const radii = fc.array(fc.double({ min: 0.001, max: 0.02, noNaN: true }), {
      minLength: 5,
      maxLength: 60,
    })
    fc.assert(
      fc.property(radii, fc.nat(60), (lengths, turn) => {
        const corners = star(lengths)
        const turned = [
          ...corners.slice(turn % corners.length),
          ...corners.slice(0, turn % corners.length),
        ]
        expect(checkRing(closeRing(turned))).to.equal(null)
        expect(checkRing(closeRing(turned.toReversed()))).to.equal(null)
      }),
    )
  })

  it('closes any list of corners into a ring without doubles, and a ring into itself', () => {
    const position = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
    fc.assert(
      fc.property(fc.array(position, { minLength: 1 }), (positions) => {
        const ring = closeRing(positions)
        expect(ring[0]).to.deep.equal(ring.at(-1))
        for (const [index, corner] of ring.slice(1).entries()) {
          if (ring.length > 2) expect(corner).not.to.deep.equal(ring[index])
        }
        expect(closeRing(ring)).to.deep.equal(ring)
      }),
    )
  })
})
