import { expect } from 'chai'
import { measurePlot, readPlotGeometry } from '../../../domain/farmers/plot-geometry.ts'

const ring = [
  [114.02, -7.95],
  [114.021, -7.95],
  [114.021, -7.949],
  [114.02, -7.949],
  [114.02, -7.95],
]
const polygon = { type: 'Polygon', coordinates: [ring] }
const read = (input: unknown) =>
  readPlotGeometry(typeof input === 'string' ? input : JSON.stringify(input))
const ringOf = (input: unknown) => {
  const answer = read(input)
  return 'polygon' in answer ? answer.polygon.coordinates[0] : answer.fault.key
}
const faultOf = (input: unknown) => {
  const answer = read(input)
  return 'fault' in answer ? answer.fault : null
}

describe('the outline of a plot as GeoJSON', () => {
  it('is read from every shape that holds one polygon', () => {
    const feature = { type: 'Feature', properties: { name: 'Atas' }, geometry: polygon }
    const shapes = [
      polygon,
      feature,
      { type: 'FeatureCollection', features: [feature] },
      { type: 'MultiPolygon', coordinates: [[ring]] },
      ring,
      [ring],
    ]
    for (const shape of shapes) expect(ringOf(shape)).to.deep.equal(ring)
    expect(ringOf(`\uFEFF\n${JSON.stringify(polygon)}`)).to.deep.equal(ring)
  })

  it('is closed, rounded to six decimals and rid of double corners and heights', () => {
    const open = [
      [114.02, -7.95, 1100],
      [114.0200000001, -7.95, 1100],
      [114.0210000004, -7.95, 1102],
      [114.021, -7.949, 1105],
      [114.02, -7.949, 1105],
    ]
    expect(ringOf({ type: 'Polygon', coordinates: [open] })).to.deep.equal(ring)
  })

  it('is refused where it is not one area without holes', () => {
    const feature = { type: 'Feature', properties: {}, geometry: polygon }
    expect(faultOf({ type: 'Polygon', coordinates: [ring, ring] })?.key).to.equal(
      'rules.geometry.hole',
    )
    expect(faultOf({ type: 'Point', coordinates: [114, -7.9] })?.key).to.equal(
      'rules.geometry.kind',
    )
    expect(faultOf({ type: 'LineString', coordinates: ring })?.key).to.equal('rules.geometry.kind')
    expect(faultOf({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })?.key).to.equal(
      'rules.geometry.onlyOne',
    )
    expect(faultOf({ type: 'FeatureCollection', features: [] })?.key).to.equal(
      'rules.geometry.onlyOne',
    )
    expect(faultOf({ type: 'FeatureCollection', features: [feature, feature] })?.key).to.equal(
      'rules.geometry.onlyOne',
    )
  })

  it('is refused where it cannot be read, and never breaks the reader', () => {
    const broken = [
      '{',
      '{}',
      '[]',
      '[[]]',
      '[null]',
      '{"type":"Polygon"}',
      '{"type":"Feature","geometry":null}',
    ]
    const strange = [
      { type: 'Polygon', coordinates: [[['114', '-7.9']]] },
      { type: 'Polygon', coordinates: [7] },
      { type: 'MultiPolygon', coordinates: [7] },
      { type: 'FeatureCollection', features: [null] },
      { type: 'FeatureCollection', features: 7 },
      { type: ['Polygon'], coordinates: [ring] },
    ]
    for (const input of [...broken, ...strange]) {
      expect(faultOf(input)?.key, JSON.stringify(input)).to.match(/unreadable|kind|tooFewCorners/)
    }
    expect(faultOf('['.repeat(500_000))?.key).to.equal('rules.geometry.unreadable')
  })
})

describe('the outline of a plot as lines', () => {
  it('is read with any separator, and decimal commas where they are plain', () => {
    const ways: [string, string, string][] = [
      ['-7.95', ', ', '114.02'],
      ['-7.95', ',', '114.02'],
      ['-7.95', ' , ', '114.02'],
      ['-7.95', ';', '114.02'],
      ['-7.95', '\t', '114.02'],
      ['-7.95', '  ', '114.02'],
      ['-7,95', ';', '114,02'],
      ['-7,95', ' ; ', '114,02'],
      ['-7,95', ' ', '114,02'],
      ['-7,95', ', ', '114,02'],
      ['−7.95', ', ', '+114.02'],
    ]
    const rest = ['-7.95, 114.021', '', '-7.949, 114.021', '-7.949, 114.02']
    for (const way of ways) {
      expect(ringOf([way.join(''), ...rest].join('\r\n')), way.join('')).to.deep.equal(ring)
    }
  })

  it('may begin with a heading', () => {
    expect(
      ringOf('lat,lon\n-7.95,114.02\n-7.95,114.021\n-7.949,114.021\n-7.949,114.02'),
    ).to.deep.equal(ring)
  })

  it('names the line that cannot be read', () => {
    for (const line of [
      'kebun atas',
      '-7.95',
      '-7.95, 114.02, 1100',
      '-7,95,114,02',
      '-7.95;;114.02',
      '1e2, 114',
      '1 ;'.repeat(300_000),
    ]) {
      expect(faultOf(`-7.95, 114.02\n${line}\n-7.949, 114.021`), line.slice(0, 30)).to.deep.equal({
        key: 'rules.geometry.line',
        values: { line: 2 },
      })
    }
  })

  it('is not an outline with fewer than three different points', () => {
    expect(faultOf('')?.key).to.equal('rules.geometry.tooFewCorners')
    expect(faultOf('-7.95, 114.02\n-7.951, 114.02\n-7.95, 114.02')?.values).to.deep.equal({
      count: 2,
    })
  })

  it('is not read through to the end when it is endless', () => {
    expect(faultOf('-7.95, 114.02\n'.repeat(20_000))?.key).to.equal('rules.geometry.tooManyCorners')
  })
})

describe('the measures of a plot', () => {
  it('tell area, centre, bounds and cell', () => {
    expect(
      measurePlot({ type: 'Polygon', coordinates: [ring as [number, number][]] }),
    ).to.deep.equal({
      areaHa: 1.2194,
      centre: [114.0205, -7.9495],
      bounds: [114.02, -7.95, 114.021, -7.949],
      cell: '-795:11402',
    })
  })
})
