import type { Stature } from '../farmers/varieties.ts'

/**
 * Trees per hectare at the usual spacing on flat land: dwarf 2.0 × 2.0 m, tall 2.5 × 2.5 m [B11];
 * where the stature is not known, the figure between the two (U).
 */
const usualTreesPerHa: Readonly<Record<Stature, number>> = {
  dwarf: 2_500,
  tall: 1_600,
  any: 2_000,
}

/** The density that a programme may set of its own; trees per hectare (design). */
export const treesPerHaLimits = { min: 100, max: 10_000 }

/** Trees per hectare of a variety: what the programme sets for it, else what is usual for its stature. */
export function treesPerHaOf(own: number | null | undefined, stature: Stature): number {
  return own ?? usualTreesPerHa[stature]
}

/** Spare plants for gap filling: 10 % of what the plot holds (domain.md section 3, U). */
export const usualSparePct = 10

/** What the capacity of a plot is worked out from. */
export interface Room {
  areaHa: number
  treesPerHa: number
  sparePct: number
  /** Trees that stand on the plot. */
  standing: number
  /** Plants that other requests have already been promised for it. */
  planned: number
}

/** The most plants that a plot can take: area × density × (1 + spare), less what stands or is promised there. */
export function mostPlants({ areaHa, treesPerHa, sparePct, standing, planned }: Room): number {
  return Math.max(0, holds({ areaHa, treesPerHa, sparePct }) - standing - planned)
}

/** Trees that the plot holds when it is full, with the spare ones. */
export function holds({
  areaHa,
  treesPerHa,
  sparePct,
}: Pick<Room, 'areaHa' | 'treesPerHa' | 'sparePct'>) {
  // in whole square metres and per cent, so that 1.1 × 1.1 ha does not lose a tree to a float
  const squareMetres = Math.round(areaHa * 10_000)
  return Math.floor((squareMetres * treesPerHa * (100 + sparePct)) / 1_000_000)
}
