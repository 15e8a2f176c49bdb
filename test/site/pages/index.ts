import type { Cast } from '../../support/cast.ts'
import * as accounts from './accounts.ts'
import * as admin from './admin.ts'
import * as farmers from './farmers.ts'
import * as harvests from './harvests.ts'
import * as home from './home.ts'
import * as loanSchemes from './loan-schemes.ts'
import * as loans from './loans.ts'
import * as processing from './processing.ts'
import * as visitors from './public.ts'
import * as quality from './quality.ts'
import * as seedlings from './seedlings.ts'
import * as visits from './visits.ts'

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

/** Every page set of every area; an area adds its own file and a line here. */
export const pageSets: PageSet[] = [
  visitors,
  home,
  farmers,
  accounts,
  harvests,
  admin,
  visits,
  loans,
  loanSchemes,
  processing,
  quality,
  seedlings,
].flatMap((area): PageSet[] => Object.values(area))
