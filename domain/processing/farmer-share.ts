import type { Rupiah } from '../money.ts'
import { massOf } from './composition.ts'
import { ratioPct } from './step-judgement.ts'

/** A weigh slip that fed a lot; whole grams, whole rupiah. */
export interface PaidSlip {
  plotId: unknown
  netG: number
  amountRupiah: Rupiah | null
}

/** What of the price of a kilogram reached the farmers, with every figure that leads there. */
export interface FarmerShare {
  salePricePerKg: Rupiah
  /** Mean price of a kilogram of cherry, each garden by its part of the lot. */
  cherryPricePerKg: Rupiah
  /** Cherry that a kilogram of the lot took, whole grams. */
  cherryGPerKg: number
  farmerPerKg: Rupiah
  sharePct: number
  slips: number
}

/**
 * The farmers' share of a published price: mean cherry price × cherry in a kilogram / price. Null
 * where a slip has no price or the cherry of the lot is not known (it came in dried).
 */
export function farmerShareOf(
  lot: {
    massG: number
    cherryG: number
    composition: readonly { plotId: unknown; massG: number }[]
  },
  slips: readonly PaidSlip[],
  salePricePerKg: Rupiah,
): FarmerShare | null {
  if (lot.massG === 0 || lot.cherryG === 0 || salePricePerKg <= 0) return null
  const prices = pricesByPlot(slips)
  let worth = 0
  for (const { plotId, massG } of lot.composition) {
    const price = prices.get(String(plotId))
    if (price === undefined || price === null) return null
    worth += price * massG
  }
  const cherryPricePerKg = Math.round(worth / massOf(lot.composition))
  const farmerPerKg = Math.round((worth / massOf(lot.composition)) * (lot.cherryG / lot.massG))
  return {
    salePricePerKg,
    cherryPricePerKg,
    cherryGPerKg: Math.round((lot.cherryG * 1000) / lot.massG),
    farmerPerKg,
    sharePct: ratioPct(farmerPerKg, salePricePerKg)!,
    slips: slips.length,
  }
}

/** Rupiah a kilogram by plot; null where a slip of the plot has no price. */
function pricesByPlot(slips: readonly PaidSlip[]): Map<string, number | null> {
  const byPlot = Map.groupBy(slips, ({ plotId }) => String(plotId))
  return new Map(
    [...byPlot].map(([plotId, own]) => {
      if (own.some(({ amountRupiah }) => amountRupiah === null)) return [plotId, null]
      const paid = own.reduce((sum, { amountRupiah }) => sum + amountRupiah!, 0)
      return [plotId, (paid * 1000) / massOf(own.map(({ netG }) => ({ massG: netG })))]
    }),
  )
}
