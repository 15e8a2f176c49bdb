import type { Band } from '../harvests/yield.ts'

/** Rupiah for a kilogram of cherry, as a band. */
export interface CherryPrice {
  code: string
  name: string
  minRupiah: number
  maxRupiah: number
  source: string
}

/**
 * Prices of red cherry as they were last seen: Rp 10,000 to 12,000 a kg in 2018 [E3] (domain.md
 * section 8). Editable reference data; newer prices come when somebody has seen them.
 */
export const firstCherryPrices: readonly CherryPrice[] = [
  { code: 'cherry', name: 'Buah merah', minRupiah: 10_000, maxRupiah: 12_000, source: 'E3' },
]

/** What one garden gave in one season, in grams of fresh cherry. */
export interface PlotSeason {
  season: number
  cherryG: number
  confirmedG: number
}

/** One step of the estimate: a garden, its own yields, and what they lead one to expect. */
export interface PlotIncome {
  areaHa: number
  seasons: { season: number; kgPerHa: number }[]
  /** Kilograms of fresh cherry per hectare; from own seasons, else what gardens usually give. */
  kgPerHa: Band
  isOwn: boolean
  cherryKg: Band
  incomeRupiah: Band
}

/** Seasons of the past that the estimate looks at. */
export const seasonsLookedAt = 3

/**
 * What a garden will bring in the coming season: least and most of its own last seasons per
 * hectare, times its area, times the band of prices. Without a season of its own, the band that
 * gardens of the programme give stands in (`usual`).
 */
export function plotIncome(
  areaHa: number,
  seasons: readonly PlotSeason[],
  usual: Band,
  price: Band,
): PlotIncome {
  const own = seasons
    .filter(({ cherryG }) => cherryG > 0)
    .map(({ season, cherryG }) => ({ season, kgPerHa: Math.round(cherryG / 1000 / areaHa) }))
    .sort((a, b) => a.season - b.season)
    .slice(-seasonsLookedAt)
  const yields = own.map(({ kgPerHa }) => kgPerHa)
  const kgPerHa = own.length > 0 ? { min: Math.min(...yields), max: Math.max(...yields) } : usual
  const cherryKg = times(kgPerHa, areaHa)
  return {
    areaHa,
    seasons: own,
    kgPerHa,
    isOwn: own.length > 0,
    cherryKg,
    incomeRupiah: {
      min: Math.round(cherryKg.min * price.min),
      max: Math.round(cherryKg.max * price.max),
    },
  }
}

/** The income of all gardens together. */
export function sumIncome(plots: readonly Pick<PlotIncome, 'incomeRupiah'>[]): Band {
  return {
    min: plots.reduce((sum, { incomeRupiah }) => sum + incomeRupiah.min, 0),
    max: plots.reduce((sum, { incomeRupiah }) => sum + incomeRupiah.max, 0),
  }
}

/**
 * Which part of a season's cherry comes in which month (1 to 12), from the weights of own harvests;
 * without any, the season of May to September with its height in July and August [B6][E3] (U).
 */
export function monthShares(weights: readonly { month: number; cherryG: number }[]): number[] {
  const own = Array.from({ length: 12 }, () => 0)
  for (const { month, cherryG } of weights) own[month - 1]! += cherryG
  const total = own.reduce((sum, each) => sum + each, 0)
  return total > 0 ? own.map((each) => each / total) : usualShares
}

const usualShares = [0, 0, 0, 0, 0.1, 0.2, 0.3, 0.3, 0.1, 0, 0, 0]

/** A month with what is expected to come in, what is due, and what is left over since the start. */
export interface MonthAgainst {
  month: string
  income: Band
  dueRupiah: number
  leftRupiah: Band
}

/** The instalments against the income, month by month. */
export function incomeAgainst(
  income: Band,
  shares: readonly number[],
  due: readonly { dueOn: string; dueRupiah: number }[],
  months: readonly string[],
): MonthAgainst[] {
  const left = { min: 0, max: 0 }
  return months.map((month) => {
    const share = shares[Number(month.slice(5, 7)) - 1]!
    const monthly = { min: Math.round(income.min * share), max: Math.round(income.max * share) }
    const dueRupiah = due
      .filter(({ dueOn }) => dueOn.startsWith(month))
      .reduce((sum, each) => sum + each.dueRupiah, 0)
    left.min += monthly.min - dueRupiah
    left.max += monthly.max - dueRupiah
    return { month, income: monthly, dueRupiah, leftRupiah: { ...left } }
  })
}

function times({ min, max }: Band, factor: number): Band {
  return { min: Math.round(min * factor), max: Math.round(max * factor) }
}
