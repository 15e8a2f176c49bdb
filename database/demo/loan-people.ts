import type { Farmer } from '../../models/farmer.ts'
import { leaderUsername } from './accounts.ts'
import type { DemoPerson } from './audit.ts'
import { officerName } from './farmers.ts'
import { demoId } from './id.ts'
import type { LoanHands } from './loan-acts.ts'
import type { loadOrganisations } from './organisations.ts'
import { demoGroups } from './places.ts'

type User = Awaited<ReturnType<typeof loadOrganisations>>['users'][number]

/** Who does what for a farmer's application at a bank, by the accounts that there are. */
export function loanHandsFrom(users: readonly User[]) {
  const byName = new Map(users.map((user) => [user.username, personOf(user)]))
  const ownerOf = new Map(
    users.filter(({ farmerId }) => farmerId).map((user) => [String(user.farmerId), user.username]),
  )
  const leaderOf = new Map(
    demoGroups.map(({ key }) => [String(demoId(`organisation:${key}`)), leaderUsername(key)]),
  )
  const staff = (bankId: string, role: string) =>
    [...byName.values()].find((each) => each.organisationId === bankId && each.role === role)!
  const handsOf = (farmer: Farmer, bankId: string): LoanHands => ({
    applicant: byName.get(
      ownerOf.get(String(farmer._id)) ?? leaderOf.get(String(farmer.groupId))!,
    )!,
    officer: byName.get(officerName(farmer.districtCode))!,
    analyst: staff(bankId, 'loan-officer'),
    approver: staff(bankId, 'loan-approver'),
  })
  return { handsOf, ownFarmerIds: new Set(ownerOf.keys()) }
}

function personOf({ _id, fullName, role, organisationId }: User): DemoPerson {
  return {
    userId: _id.toHexString(),
    fullName,
    role,
    organisationId: organisationId.toHexString(),
  }
}
