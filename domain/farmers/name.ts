import type { Actor } from '../actor.ts'

/** A farmer's name as this reader sees it: the province works with initials (service.md section 2). */
export function nameFor(actor: Pick<Actor, 'role'>, fullName: string): string {
  if (actor.role !== 'province-admin') return fullName
  return fullName
    .split(/\s+/)
    .map((word) => `${word.slice(0, 1)}.`)
    .join(' ')
}
