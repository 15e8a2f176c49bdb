import type { Cast } from '../../support/cast.ts'
import { foreignFarmer, foreignPlot } from './farmers.ts'
import { foreignDevice, foreignGroup, foreignUser } from './accounts.ts'
import { foreignVisit } from './visits.ts'
import { foreignEquipment, foreignIntake, foreignLot } from './processing.ts'
import { foreignHarvest, foreignPhoto } from './harvests.ts'
import { foreignLoan } from './loans.ts'
import { foreignCupping, foreignTest } from './quality.ts'
import {
  foreignAllocation,
  foreignBatch,
  foreignCount,
  foreignDecree,
  foreignHandover,
  foreignPlanting,
  foreignReceipt,
  foreignRequest,
  foreignSeedLot,
} from './seedlings.ts'

/**
 * How to make a record of the second regency, by the beginning of the addresses it has. Every
 * address with an id must find its line here, or stand among `noRecord`.
 */
export const foreignRecords: Record<string, (cast: Cast) => Promise<string>> = {
  '/farmers/': foreignFarmer,
  '/plots/': foreignPlot,
  '/harvests/': foreignHarvest,
  '/loans/': foreignLoan,
  '/processing/intake/': foreignIntake,
  '/lots/': foreignLot,
  '/equipment/': foreignEquipment,
  '/photos/': foreignPhoto,
  '/papers/': foreignPhoto,
  '/groups/': foreignGroup,
  '/admin/organisations/': foreignGroup,
  '/admin/users/': foreignUser,
  '/account/devices/': foreignDevice,
  '/visits/': foreignVisit,
  '/seed-lots/': foreignSeedLot,
  '/nursery-batches/': foreignBatch,
  '/seedling-requests/': foreignRequest,
  '/seedling-decrees/': foreignDecree,
  '/allocations/': foreignAllocation,
  '/handovers/': foreignHandover,
  '/receipts/': foreignReceipt,
  '/plantings/': foreignPlanting,
  '/survival-counts/': foreignCount,
  '/quality-tests/': foreignTest,
  '/cuppings/': foreignCupping,
}

/** Addresses whose variable part names no record of a person: public codes, one's own things. */
export const noRecord: RegExp =
  /^\/(static|styleguide|admin\/reference|visits\/checklists|loan-schemes|seedling-programmes)\b/
