import type { Day } from '../dates.ts'
import { transitions } from '../status-table.ts'

export const userStatuses = ['invited', 'active', 'ended'] as const
export type UserStatus = (typeof userStatuses)[number]
export type UserEvent = 'edit' | 'link' | 'end'

/** An account without a password waits for its person; an ended one can do nothing more. */
export const userTransitions = transitions<UserStatus, UserEvent>({
  invited: { edit: 'invited', link: 'invited', end: 'ended' },
  active: { edit: 'active', link: 'active', end: 'ended' },
  ended: {},
})

/** Where an account stands on a day. */
export function userStatus(
  user: { passwordHash: string | null; endsOn: Day | null },
  today: Day,
): UserStatus {
  if (hasEnded(user, today)) return 'ended'
  return user.passwordHash === null ? 'invited' : 'active'
}

/** An account works until the day before `endsOn`. */
export function hasEnded({ endsOn }: { endsOn: Day | null }, today: Day): boolean {
  return endsOn !== null && endsOn <= today
}
