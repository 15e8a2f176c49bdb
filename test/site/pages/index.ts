import type { Cast } from '../../support/cast.ts'
import { farmerPages } from './farmers.ts'
import { harvestPages } from './harvests.ts'
import { homePages } from './home.ts'
import { processingPages } from './processing.ts'
import { publicPages } from './public.ts'

/**
 * The pages of an area, each once, as the person who sees most of it. `prepare` makes the records
 * that the pages need and gives the addresses.
 */
export interface PageSet {
  area: string
  /** A username of the cast; null for a visitor. */
  as: string | null
  prepare: (cast: Cast) => Promise<string[]> | string[]
}

/** Every page set; an area adds its own file and a line here. */
export const pageSets: PageSet[] = [
  publicPages,
  homePages,
  farmerPages,
  harvestPages,
  processingPages,
]
