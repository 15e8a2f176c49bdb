import { expect } from 'chai'
import {
  harvestFaults,
  harvestQuestions,
  type HarvestRegistration,
  type OtherHarvest,
} from '../../../domain/harvests/harvest-rules.ts'

const today = '2026-08-15'
const plot = { areaHa: 1, plantedYear: 2018 }
const harvest: HarvestRegistration = {
  harvestedFrom: '2026-08-01',
  harvestedTo: '2026-08-03',
  form: 'cherry-red',
  weightG: 350_000,
  redPct: 95,
  pricePerKg: 12_000,
}
const faults = (change: Partial<HarvestRegistration>, others: OtherHarvest[] = [], on = plot) =>
  harvestFaults({ ...harvest, ...change }, on, others, today)
const keys = (change: Partial<HarvestRegistration>, others: OtherHarvest[] = [], on = plot) =>
  Object.entries(faults(change, others, on)).map(([field, fault]) => `${field} ${fault.key}`)
const asks = (change: Partial<HarvestRegistration>, others: OtherHarvest[] = []) =>
  harvestQuestions({ ...harvest, ...change }, plot, others).map((question) => question.code)
const earlier = (weightG: number, change: Partial<OtherHarvest> = {}): OtherHarvest => ({
  harvestedFrom: '2026-07-01',
  harvestedTo: '2026-07-01',
  form: 'cherry-red',
  weightG,
  ...change,
})

describe('the rules of a harvest', () => {
  it('finds nothing wrong with and nothing to ask about an ordinary harvest', () => {
    expect(faults({})).to.deep.equal({})
    expect(faults({ redPct: null, pricePerKg: null })).to.deep.equal({})
    expect(asks({})).to.deep.equal([])
  })

  it('refuses days in the future and an end before the start', () => {
    expect(keys({ harvestedTo: '2026-08-16' })).to.deep.equal([
      'harvestedTo rules.harvest.inFuture',
    ])
    expect(keys({ harvestedFrom: '2026-08-16', harvestedTo: '2026-08-17' })).to.have.length(2)
    expect(keys({ harvestedTo: '2026-07-31' })).to.deep.equal([
      'harvestedTo rules.harvest.endsBeforeStart',
    ])
    expect(keys({ harvestedFrom: today, harvestedTo: today })).to.deep.equal([])
  })

  it('refuses a harvest before the second year after planting', () => {
    const young = { ...plot, plantedYear: 2025 }
    expect(faults({}, [], young).harvestedFrom).to.deep.equal({
      key: 'rules.harvest.tooYoung',
      values: { plantedYear: 2025, firstYear: 2027 },
    })
    expect(keys({}, [], { ...plot, plantedYear: 2024 })).to.deep.equal([])
  })

  it('bounds the weight', () => {
    expect(keys({ weightG: 0 })).to.deep.equal(['weightKg rules.harvest.noWeight'])
    expect(keys({ weightG: -10 })).to.deep.equal(['weightKg rules.harvest.noWeight'])
    expect(keys({ weightG: 20_000_010 })).to.deep.equal(['weightKg rules.harvest.tooHeavy'])
    expect(keys({ weightG: 20_000_000 }, [], { ...plot, areaHa: 10 })).to.deep.equal([])
  })

  it('refuses more than 15 tonnes a hectare in the season, earlier harvests counted', () => {
    expect(keys({ weightG: 15_000_010 })).to.deep.equal(['weightKg rules.harvest.impossibleYield'])
    expect(keys({}, [earlier(14_700_000)])).to.deep.equal([
      'weightKg rules.harvest.impossibleYield',
    ])
    expect(keys({}, [earlier(14_650_000)])).to.deep.equal([])
    expect(keys({}, [earlier(5_100_000, { form: 'cherry-dry' })])).to.deep.equal([
      'weightKg rules.harvest.impossibleYield',
    ])
  })

  it('bounds the share of red cherry and the price', () => {
    for (const redPct of [-1, 100.1])
      expect(keys({ redPct })).to.deep.equal(['redPct rules.harvest.redPct'])
    for (const redPct of [0, 100]) expect(keys({ redPct })).to.deep.equal([])
    for (const pricePerKg of [0, 499, 150_001]) {
      expect(keys({ pricePerKg })).to.deep.equal(['pricePerKg rules.harvest.price'])
    }
  })

  it('asks about a high yield, earlier harvests counted', () => {
    expect(asks({ weightG: 8_000_000 })).to.deep.equal([])
    expect(asks({ weightG: 8_000_010 })).to.deep.equal(['high-yield'])
    expect(asks({}, [earlier(7_700_000)])).to.deep.equal(['high-yield'])
  })

  it('asks about days outside the season', () => {
    expect(asks({ harvestedFrom: '2026-04-30' })).to.deep.equal(['off-season'])
  })

  it('asks whether it is the same harvest again, and names the other', () => {
    const same = earlier(350_000, {
      harvestedFrom: '2026-08-01',
      harvestedTo: '2026-08-03',
      number: 'PN-2026-000007',
    })
    expect(asks({}, [same])).to.deep.equal(['same-again'])
    expect(harvestQuestions(harvest, plot, [same])[0]?.values).to.deep.equal({
      number: 'PN-2026-000007',
    })
    expect(asks({}, [{ ...same, weightG: 350_010 }])).to.deep.equal([])
    expect(asks({}, [{ ...same, harvestedTo: '2026-08-02' }])).to.deep.equal([])
  })
})
