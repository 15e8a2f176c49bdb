import { OrganisationModel } from '../../../models/organisation.ts'
import { UserModel, type User } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { findVisible } from '../../find-visible.ts'
import { groupsVisibleTo, usersHelpedBy, usersManagedBy } from '../../scopes.ts'

/** The accounts that a person manages or may help with a new link. */
export async function accountsInReach(actor: Actor): Promise<Record<string, unknown>> {
  if (actor.role !== 'extension-officer') return usersHelpedBy(actor, [])
  const groups = await OrganisationModel.find(groupsVisibleTo(actor), { _id: 1 }).lean()
  return usersHelpedBy(
    actor,
    groups.map(({ _id }) => _id),
  )
}

/** One account within reach. @throws {NotFound} */
export async function accountInReach(actor: Actor, id: string): Promise<User> {
  return findVisible<User>(UserModel, id, await accountsInReach(actor))
}

/** One account that the person manages. @throws {NotFound} */
export async function managedAccount(actor: Actor, id: string): Promise<User> {
  return findVisible<User>(UserModel, id, usersManagedBy(actor))
}
