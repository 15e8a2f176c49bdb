import type { Rupiah } from '../money.ts'

/** Shares by which cherry is paid. */
export const pricedShares = ['redPct', 'greenPct', 'blackPct', 'floaterPct', 'borerPct'] as const
export type PricedShare = (typeof pricedShares)[number]

/** From this share on (or up to it) so much is added to or taken off the price of a kilogram. */
export interface PriceStep {
  share: PricedShare
  fromPct: number
  rupiahPerKg: Rupiah
}

/** The price list of the unit: a base, and steps; of the steps of one share the highest reached counts. */
export interface PriceList {
  basePerKg: Rupiah
  steps: readonly PriceStep[]
}

/** Prices as they are first filled in; 2018 red cherry brought Rp 10,000 to 12,000 [E3]. */
export const seededPrices: PriceList = {
  basePerKg: 10_000,
  steps: [
    { share: 'redPct', fromPct: 90, rupiahPerKg: 1_000 },
    { share: 'redPct', fromPct: 95, rupiahPerKg: 2_000 },
    { share: 'greenPct', fromPct: 5, rupiahPerKg: -500 },
    { share: 'greenPct', fromPct: 15, rupiahPerKg: -1_500 },
    { share: 'blackPct', fromPct: 3, rupiahPerKg: -500 },
    { share: 'floaterPct', fromPct: 5, rupiahPerKg: -300 },
    { share: 'floaterPct', fromPct: 10, rupiahPerKg: -800 },
    { share: 'borerPct', fromPct: 3, rupiahPerKg: -500 },
  ],
}

/** Rupiah a kilogram by quality; never below nothing. */
export function priceByQuality(
  list: PriceList,
  quality: Partial<Record<PricedShare, number | null>>,
): Rupiah {
  const added = pricedShares.map((share) => {
    const measured = quality[share]
    if (measured === null || measured === undefined) return 0
    const reached = list.steps
      .filter((step) => step.share === share && measured >= step.fromPct)
      .sort((a, b) => b.fromPct - a.fromPct)
    return reached[0]?.rupiahPerKg ?? 0
  })
  return Math.max(
    0,
    added.reduce((sum, each) => sum + each, list.basePerKg),
  )
}

/** What so many grams cost at a price a kilogram, whole rupiah, half up. */
export function amountOf(massG: number, pricePerKg: Rupiah): Rupiah {
  return Number((BigInt(massG) * BigInt(pricePerKg) * 2n + 1000n) / 2000n)
}
