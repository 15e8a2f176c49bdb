import { expect } from 'chai'
import {
  areaDiffers,
  isDensityPlausible,
  isLowAltitude,
  needsPolygon,
  plotFaults,
  plotQuestions,
  type PlotFacts,
} from '../../../domain/farmers/plot-rules.ts'
import { varieties } from '../../../domain/farmers/varieties.ts'

const today = '2026-08-15'
const plot: PlotFacts = {
  areaHa: 1,
  mappedAreaHa: 1.05,
  plantedYear: 2018,
  varietyCode: 'sigarar-utang',
  treeCount: 2000,
  altitudeM: 1100,
  stdbIssuedOn: null,
}
const codes = (change: Partial<PlotFacts>) =>
  plotQuestions({ ...plot, ...change }, varieties).map((question) => question.code)

describe('the rules of a plot', () => {
  it('finds nothing wrong with and nothing to ask about an ordinary plot', () => {
    expect(plotFaults(plot, today)).to.deep.equal({})
    expect(codes({})).to.deep.equal([])
  })

  it('asks when stated and mapped area are more than a fifth apart', () => {
    expect(areaDiffers(1, 1.2)).to.be.false
    expect(areaDiffers(1, 0.8)).to.be.false
    expect(areaDiffers(1, 1.2001)).to.be.true
    expect(areaDiffers(0.7, 0.5599)).to.be.true
    expect(codes({ mappedAreaHa: 1.3 })).to.deep.equal(['area-differs'])
    expect(codes({ mappedAreaHa: null })).to.deep.equal([])
  })

  it('wants a polygon above four hectares, not at four', () => {
    expect(needsPolygon(4)).to.be.false
    expect(needsPolygon(4.0001)).to.be.true
    const large = { ...plot, areaHa: 4.5, treeCount: 9000 }
    expect(plotFaults({ ...large, mappedAreaHa: null }, today)).to.have.all.keys('geometry')
    expect(plotFaults({ ...large, mappedAreaHa: 4.5 }, today)).to.deep.equal({})
  })

  it('asks below nine hundred metres', () => {
    expect(isLowAltitude(900)).to.be.false
    expect(codes({ altitudeM: 899 })).to.deep.equal(['low-altitude'])
  })

  it('asks about a density that the variety does not bear', () => {
    expect(codes({ treeCount: 300 })).to.deep.equal(['density'])
    expect(codes({ treeCount: 9000 })).to.deep.equal(['density'])
    expect(isDensityPlausible(3000, 'sigarar-utang', varieties)).to.be.true
    expect(isDensityPlausible(3000, 's-795', varieties)).to.be.false
    expect(isDensityPlausible(3000, 'no-such-variety', varieties)).to.be.true
  })

  it('wants an explanation for each of its questions', () => {
    const questions = plotQuestions(
      { ...plot, mappedAreaHa: 3, altitudeM: 500, treeCount: 1 },
      varieties,
    )
    expect(questions.map((question) => question.code)).to.deep.equal([
      'area-differs',
      'low-altitude',
      'density',
    ])
    expect(questions.every((question) => question.needsExplanation)).to.be.true
  })

  it('refuses figures that cannot be', () => {
    const fields = (change: Partial<PlotFacts>) =>
      Object.keys(plotFaults({ ...plot, ...change }, today))
    expect(fields({ areaHa: 0 })).to.deep.equal(['areaHa'])
    expect(fields({ areaHa: 25 })).to.deep.equal(['areaHa'])
    expect(fields({ areaHa: NaN })).to.deep.equal(['areaHa'])
    expect(fields({ plantedYear: 2027 })).to.deep.equal(['plantedYear'])
    expect(fields({ plantedYear: 2026 })).to.deep.equal([])
    expect(fields({ plantedYear: 1899 })).to.deep.equal(['plantedYear'])
    expect(fields({ treeCount: 0 })).to.deep.equal(['treeCount'])
    expect(fields({ altitudeM: 3700 })).to.deep.equal(['altitudeM'])
    expect(fields({ stdbIssuedOn: '2999-01-01' })).to.deep.equal(['stdbIssuedOn'])
  })
})

describe('the list of varieties', () => {
  it('has each code once, in kebab case, with a band and a source', () => {
    expect(new Set(varieties.map((variety) => variety.code))).to.have.length(15)
    for (const variety of varieties) {
      expect(variety.code).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(variety.minTreesPerHa).to.be.below(variety.maxTreesPerHa)
      expect(variety.source).not.to.equal('')
    }
  })

  it('calls nothing confirmed that rests on general knowledge', () => {
    for (const variety of varieties.filter((one) => one.isConfirmed)) {
      expect(variety.source).not.to.include('(U)')
    }
  })
})
