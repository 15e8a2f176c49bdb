import type { ShownUser } from '../../domain/accounts/service/users.ts'
import { userTransitions, type UserEvent } from '../../domain/accounts/status.ts'
import type { Actor } from '../../domain/actor.ts'
import { can, type Permission } from '../../domain/permissions.ts'
import { eventsFrom } from '../../domain/status-table.ts'

/** An account as data: the fields of service.md section 3, for pages, JSON and files alike. */
export function userRow(user: ShownUser) {
  return {
    id: String(user._id),
    number: user.username,
    status: user.status,
    version: user.version,
    fullName: user.fullName,
    username: user.username,
    phone: user.phone,
    email: user.email,
    organisationId: String(user.organisationId),
    organisationName: user.organisationName,
    role: user.role,
    regencyCode: user.regencyCode,
    farmerId: user.farmerId && String(user.farmerId),
    districtCodes: user.districtCodes,
    endsOn: user.endsOn,
    endReason: user.endReason,
  }
}

const verbs: Record<UserEvent, Permission> = {
  edit: 'user.edit',
  link: 'user.link',
  end: 'user.end',
}

/** The acts now open to this person; nobody ends himself or sends himself a link. */
export function openUserActs(actor: Actor, user: ShownUser): UserEvent[] {
  const isOwn = String(user._id) === actor.userId
  return eventsFrom(userTransitions, user.status).filter(
    (event) => can(actor, verbs[event]) && !(isOwn && event !== 'edit'),
  )
}

/** Which kind of tag a status gets. */
export const userTag = { invited: 'wait', active: 'good', ended: 'plain' } as const
