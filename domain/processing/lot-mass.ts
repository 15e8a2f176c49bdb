import type { BagRun } from './bags.ts'
import { bagsAfter } from './bags.ts'
import { pour, takeFrom, type Part } from './composition.ts'
import { moistureOfMix } from './moisture.ts'

/** The masses of a lot that move together when coffee is taken or poured. */
export interface LotMass<P extends Part = Part> {
  massG: number
  composition: P[]
  cherryG: number
  dryLimitG: number | null
}

/**
 * Takes `massG` out: what goes and what stays, so that mass, origins, cherry and dry mass add up to
 * what they were, to the gram.
 * @throws RangeError when there is not so much
 */
export function takeOut<P extends Part>(
  lot: LotMass<P>,
  massG: number,
): { taken: LotMass<P>; left: LotMass<P> } {
  const { taken, left } = takeFrom(lot.composition, massG)
  const cherryG = portion(lot.cherryG, massG, lot.massG)
  const dryLimitG = lot.dryLimitG === null ? null : portion(lot.dryLimitG, massG, lot.massG)
  return {
    taken: { massG, composition: taken, cherryG, dryLimitG },
    left: {
      massG: lot.massG - massG,
      composition: left,
      cherryG: lot.cherryG - cherryG,
      dryLimitG: dryLimitG === null ? null : lot.dryLimitG! - dryLimitG,
    },
  }
}

/** Pours what was taken out of several lots together; moisture as `moistureOfMix`. */
export function pourTogether<P extends Part>(
  poured: readonly (LotMass<P> & { moistureBp: number | null })[],
): LotMass<P> & { moistureBp: number | null } {
  const sum = (masses: number[]) => masses.reduce((a, b) => a + b, 0)
  const limits = poured.map(({ dryLimitG }) => dryLimitG)
  return {
    massG: sum(poured.map(({ massG }) => massG)),
    composition: pour(...poured.map(({ composition }) => composition)),
    cherryG: sum(poured.map(({ cherryG }) => cherryG)),
    dryLimitG: limits.includes(null) ? null : sum(limits as number[]),
    moistureBp: moistureOfMix(poured),
  }
}

/** What stays of a lot as changes to it, with bags opened where they no longer hold. */
export function stays<P extends Part>(left: LotMass<P>, bags: readonly BagRun[]) {
  return { ...left, bags: bagsAfter(bags, left.massG) }
}

// whole grams, rounded down
function portion(total: number, part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(total) * BigInt(part)) / BigInt(whole))
}
