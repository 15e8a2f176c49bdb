import type { Actor } from '../actor.ts'

/** A farmer's name as this reader sees it: the province works with initials (service.md section 2). */
export function nameFor(actor: Pick<Actor, 'role'>, fullName: string): string {
  return actor.role === 'province-admin' ? initialsOf(fullName) : fullName
}

/** Only the first letters of a name. */
export function initialsOf(fullName: string): string {
  return fullName
    .split(/\s+/)
    .map((word) => `${word.slice(0, 1)}.`)
    .join(' ')
}
