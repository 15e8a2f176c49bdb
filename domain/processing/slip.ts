import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import { pricePerKgLimits } from '../harvests/harvest-rules.ts'

/** Slips confirm a harvest from this share of its weight on, per cent (issue, section A). */
const confirmsFromPct = 98
/** Above this share the service asks, above `refusedFromPct` it refuses. */
const asksFromPct = 100
const refusedFromPct = 102

/** How all slips of a harvest together stand to its weight; whole grams. */
export function judgeSlips(
  receivedG: number,
  harvestG: number,
): { confirms: boolean; asks: boolean; refuses: boolean } {
  const share = receivedG * 100
  return {
    confirms: share >= harvestG * confirmsFromPct,
    asks: share > harvestG * asksFromPct,
    refuses: share > harvestG * refusedFromPct,
  }
}

/** What is told at the scales. */
export interface SlipTold {
  receivedAt: Date
  grossG: number
  tareG: number
  redPct: number | null
  greenPct: number | null
  blackPct: number | null
  floaterPct: number | null
  borerPct: number | null
  pricePerKg: number | null
}

/** A truck of cherry; a limit against slips of the pen. Grams. */
const heaviestG = 20_000_000

/** What is wrong with a weigh slip by itself, by field. */
export function slipFaults(slip: SlipTold, now: Date): FaultsByField {
  return faultsByField({
    receivedAt: slip.receivedAt > now ? { key: 'processing.rules.inFuture' } : null,
    grossKg: grossFault(slip),
    tareKg: slip.tareG < slip.grossG ? null : { key: 'processing.rules.tare' },
    redPct: shareFault(slip.redPct) ?? ripenessFault(slip),
    greenPct: shareFault(slip.greenPct),
    blackPct: shareFault(slip.blackPct),
    floaterPct: shareFault(slip.floaterPct),
    borerPct: shareFault(slip.borerPct),
    pricePerKg: priceFault(slip.pricePerKg),
  })
}

function grossFault({ grossG }: SlipTold): Fault | null {
  if (grossG <= 0) return { key: 'processing.rules.noMass' }
  return grossG > heaviestG ? { key: 'processing.rules.tooHeavy' } : null
}

function shareFault(pct: number | null): Fault | null {
  return pct === null || (pct >= 0 && pct <= 100) ? null : { key: 'processing.rules.share' }
}

// red, green and black are parts of one whole; floaters and borer are counted apart
function ripenessFault({ redPct, greenPct, blackPct }: SlipTold): Fault | null {
  const sum = (redPct ?? 0) + (greenPct ?? 0) + (blackPct ?? 0)
  return Math.round(sum * 100) > 10_000 ? { key: 'processing.rules.shares' } : null
}

function priceFault(price: number | null): Fault | null {
  const { min, max } = pricePerKgLimits
  return price === null || (price >= min && price <= max)
    ? null
    : { key: 'rules.harvest.price', values: { min, max } }
}
