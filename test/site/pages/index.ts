import type { Cast } from '../../support/cast.ts'
import { farmerPages } from './farmers.ts'
import { accountPages, administratorPages, invitationPages } from './accounts.ts'
import { auditPages, referencePages } from './admin.ts'
import { harvestPages } from './harvests.ts'
import { homePages } from './home.ts'
import { loanSchemePages } from './loan-schemes.ts'
import { applyPages, decidePages, recommendPages, reviewPages } from './loans.ts'
import { processingPages } from './processing.ts'
import { publicPages } from './public.ts'
import { qualityPages } from './quality.ts'
import { allocationPages, nurseryPages, requestPages, seedPages } from './seedlings.ts'
import { checklistPages, visitOfficePages, visitPages, visitReaderPages } from './visits.ts'
import {
  allocationPages,
  nurseryPages,
  requestPages,
  seedlingFigurePages,
  seedPages,
} from './seedlings.ts'
import { visitOfficePages, visitPages, visitReaderPages } from './visits.ts'

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
  invitationPages,
  accountPages,
  administratorPages,
  auditPages,
  referencePages,
  visitPages,
  visitReaderPages,
  visitOfficePages,
  checklistPages,
  applyPages,
  recommendPages,
  reviewPages,
  decidePages,
  loanSchemePages,
  processingPages,
  qualityPages,
  seedPages,
  seedlingFigurePages,
  nurseryPages,
  requestPages,
  allocationPages,
]
