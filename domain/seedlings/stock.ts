import type { Day } from '../dates.ts'
import {
  effectOf,
  freeOf,
  noEffect,
  reverseOf,
  sumEffects,
  type Effect,
  type EntryKind,
  type SeedForm,
} from './entry-kinds.ts'

/** An entry as far as the balances are concerned. */
export interface StockEntry {
  id: string
  kind: EntryKind
  quantity: number
  /** The entry that a `corrected` one undoes. */
  reverses: string | null
}

/** The balances of a batch as its entries give them, in any order in which they were written. */
export function replay(entries: readonly StockEntry[], form: SeedForm): Effect {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const effects = entries.map(({ kind, quantity, reverses }) => {
    if (kind !== 'corrected') return effectOf(kind, form, quantity)
    const undone = byId.get(reverses ?? '')
    if (!undone || undone.kind === 'corrected') return noEffect
    return reverseOf(effectOf(undone.kind, form, undone.quantity))
  })
  return sumEffects(effects)
}

/** What a day changed, of plants on hand and of plants that are free. */
export interface StockDay {
  day: Day
  onHand: number
  free: number
}

/**
 * The first day, from `from` on, that would end below zero; null when none does. `days` are those
 * after `from` (with what is being written already in the balances `now`).
 */
export function firstDayBelowZero(
  now: Pick<Effect, 'onHand' | 'reserved'>,
  days: readonly StockDay[],
  from: Day,
): { day: Day; short: number } | null {
  const later = days.filter(({ day }) => day > from).toSorted((a, b) => (a.day < b.day ? 1 : -1))
  let { onHand } = now
  let free = freeOf(now)
  let found: { day: Day; short: number } | null = null
  const look = (day: Day) => {
    if (onHand < 0 || free < 0) found = { day, short: -Math.min(onHand, free) }
  }
  for (const each of later) {
    look(each.day)
    onHand -= each.onHand
    free -= each.free
  }
  look(from)
  return found
}

/** A balance by its name, as it is kept and as the entries give it. */
export type Difference = [name: string, kept: number, counted: number]

/** The balances that are not what the entries give. */
export function differencesOf(balances: readonly Difference[]): Difference[] {
  return balances.filter(([, kept, counted]) => kept !== counted)
}
