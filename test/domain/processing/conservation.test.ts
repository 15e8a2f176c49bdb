import { expect } from 'chai'
import fc from 'fast-check'
import type { Losses, StepCode } from '../../../domain/processing/coffee.ts'
import { massOf, pour, rescale, takeFrom } from '../../../domain/processing/composition.ts'
import { pourTogether, takeOut, type LotMass } from '../../../domain/processing/lot-mass.ts'
import { balanceFaults, balanceOf, sumOf } from '../../../domain/processing/mass-balance.ts'
import { dryG, moistureOfMix } from '../../../domain/processing/moisture.ts'
import { levelsOf, treeOf } from '../../../domain/processing/trace.ts'
import { drawTrace } from '../../../domain/processing/trace-drawing.ts'

interface Lot extends LotMass {
  moistureBp: number
  dryLimitG: number
}
const grams = fc.integer({ min: 1, max: 5_000_000 })
const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), grams), {
  minLength: 1,
  maxLength: 12,
})
const lotOf = (rows: [number, number][], moistureBp: number): Lot => {
  const composition = pour(
    rows.map(([n, massG]) => ({ farmerId: `f${n}`, plotId: `p${n}`, massG })),
  )
  const massG = massOf(composition)
  return {
    massG,
    composition,
    cherryG: massG * 5,
    moistureBp,
    dryLimitG: dryG(massG, moistureBp),
  }
}
const lots = fc.array(
  fc
    .tuple(parts, fc.integer({ min: 900, max: 5_500 }))
    .map(([rows, moisture]) => lotOf(rows, moisture)),
  { minLength: 1, maxLength: 5 },
)
const act = fc.record({
  kind: fc.constantFrom('split', 'merge', 'dry', 'sort'),
  at: fc.nat(),
  share: fc.integer({ min: 0, max: 1000 }),
  moisture: fc.integer({ min: 800, max: 5_500 }),
})

describe('the mass of lots', () => {
  it('is conserved to the gram by any tree of splits, merges and steps', () => {
    fc.assert(
      fc.property(lots, fc.array(act, { maxLength: 30 }), (start, acts) => {
        let live = [...start]
        let lostG = 0
        let gainedG = 0
        const before = massOf(live)
        const dryBefore = live.reduce((sum, lot) => sum + lot.dryLimitG, 0)
        for (const { kind, at, share, moisture } of acts) {
          const lot = live[at % live.length]!
          const rest = live.filter((each) => each !== lot)
          if (kind === 'split') {
            const { taken, left } = takeOut(lot, Math.floor((lot.massG * share) / 1000))
            const own = { moistureBp: lot.moistureBp }
            live = [...rest, { ...taken, ...own } as Lot, { ...left, ...own } as Lot]
          } else if (kind === 'merge') {
            live = [pourTogether(live) as Lot]
          } else {
            const step: StepCode = kind
            const out = {
              step,
              formOut: 'green' as const,
              massOutG: Math.floor((lot.massG * (share + 10)) / 1000),
              moistureOutBp: kind === 'dry' ? moisture : null,
              losses: {} as Losses,
            }
            const state = { ...lot, form: 'green' as const }
            if (Object.keys(balanceFaults(state, out)).length > 0) continue
            const { losses, gainG, dryLimitG } = balanceOf(state, out)
            lostG += sumOf(losses)
            gainedG += gainG
            const after = {
              ...lot,
              massG: out.massOutG,
              composition: rescale(lot.composition, out.massOutG),
              moistureBp: out.moistureOutBp ?? lot.moistureBp,
              dryLimitG: dryLimitG!,
            }
            live = [...rest, after]
          }
        }

        expect(massOf(live) + lostG).to.equal(before + gainedG)
        for (const lot of live) expect(massOf(lot.composition)).to.equal(lot.massG)
        const dryAfter = live.reduce((sum, lot) => sum + dryG(lot.massG, lot.moistureBp), 0)
        expect(dryAfter).to.be.at.most(dryBefore * 1.005 + live.length)
      }),
    )
  })

  it('takes from every origin what it gives, and leaves the rest', () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 1000 }), (rows, share) => {
        const { composition, massG } = lotOf(rows, 1_200)
        const wanted = Math.floor((massG * share) / 1000)

        const { taken, left } = takeFrom(composition, wanted)

        expect(massOf(taken)).to.equal(wanted)
        const together = new Map(pour(taken, left).map((part) => [part.plotId, part.massG]))
        for (const part of composition) expect(together.get(part.plotId)).to.equal(part.massG)
      }),
    )
  })

  it('never makes dry mass by mixing', () => {
    const mix = fc.array(
      fc.record({ massG: grams, moistureBp: fc.integer({ min: 0, max: 9_999 }) }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(mix, (each) => {
        const moisture = moistureOfMix(each)!

        const apart = each.reduce((sum, lot) => sum + lot.massG * (10_000 - lot.moistureBp), 0)
        expect(massOf(each) * (10_000 - moisture)).to.be.at.most(apart)
      }),
    )
  })

  it('cannot grow by weighing again and again within the tolerance of the scales', () => {
    let state = {
      form: 'green' as const,
      massG: 100_000,
      moistureBp: 1_200,
      dryLimitG: dryG(100_000, 1_200) as number | null,
    }

    for (let round = 0; round < 50; round++) {
      const massOutG = Math.floor(state.massG * 1.004)
      const out = {
        step: 'rest',
        formOut: 'green',
        massOutG,
        moistureOutBp: 1_200,
        losses: {},
      } as const
      if (Object.keys(balanceFaults(state, out)).length > 0) continue
      state = { ...state, massG: massOutG, dryLimitG: balanceOf(state, out).dryLimitG }
    }

    expect(state.massG).to.be.at.most(100_500)
  })

  it('asks of every gram of cherry where it went', () => {
    const cherry = { form: 'cherry', massG: 100_000, moistureBp: null, dryLimitG: null } as const
    const pulp = (losses: Losses) =>
      balanceFaults(cherry, {
        step: 'pulp',
        formOut: 'parchment-wet',
        massOutG: 45_000,
        moistureOutBp: null,
        losses,
      })

    expect(Object.keys(pulp({}))).to.deep.equal(['losses'])
    expect(Object.keys(pulp({ pulp: 54_999 }))).to.deep.equal(['losses'])
    expect(pulp({ pulp: 50_000, floaters: 5_000 })).to.deep.equal({})
  })
})

describe('a trace', () => {
  const chain = (count: number) => ({
    nodes: Array.from({ length: count }, (_, n) => ({
      id: `n${n}`,
      kind: 'lot' as const,
      number: `LT-${n}`,
      massG: 1,
    })),
    edges: Array.from({ length: count - 1 }, (_, n) => ({
      from: `n${n}`,
      to: `n${n + 1}`,
      massG: 1,
    })),
  })

  it('puts every lot behind those that fed it', () => {
    const graph = fc
      .array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 })), { maxLength: 80 })
      .map((pairs) => ({
        ...chain(31),
        edges: pairs
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => ({ from: `n${Math.min(a, b)}`, to: `n${Math.max(a, b)}`, massG: 1 })),
      }))
    fc.assert(
      fc.property(graph, (trace) => {
        const levels = levelsOf(trace)

        for (const { from, to } of trace.edges)
          expect(levels.get(from)!).to.be.lessThan(levels.get(to)!)
      }),
    )
  })

  it('is refused when it goes in a circle', () => {
    const { nodes, edges } = chain(3)

    const draw = () => levelsOf({ nodes, edges: [...edges, { from: 'n2', to: 'n0', massG: 1 }] })

    expect(draw).to.throw('a circle')
  })

  it('names each lot once, and stays readable with 200 ancestors', () => {
    const nodes = chain(201).nodes
    const edges = nodes.slice(1).map(({ id }) => ({ from: id, to: 'n0', massG: 5 }))

    const drawing = drawTrace({ nodes, edges })
    const tree = treeOf({ nodes, edges }, 'n0', 'back')

    expect(drawing.boxes.length).to.equal(13)
    expect(drawing.height).to.be.lessThan(800)
    expect(tree!.branches.length).to.equal(200)
  })
})
