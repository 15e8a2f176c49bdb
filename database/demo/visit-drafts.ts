import { addDays, daysBetween } from '../../domain/dates.ts'
import { visitKinds, type VisitKind } from '../../domain/visits/kinds.ts'
import { weekdayOf } from '../../domain/visits/month-grid.ts'
import type { Plot } from '../../models/plot.ts'
import type { Random } from './random.ts'

export type VisitFate =
  'open' | 'cancelled' | 'missed' | 'unread' | 'returned' | 'returned-done' | 'read' | 'closed'

/** One visit that is to become a record. */
export interface VisitDraft {
  plot: Plot
  kind: VisitKind
  /** Planned for; null for one that nobody planned. */
  plannedOn: string | null
  /** Made on; null while it is not. */
  visitedOn: string | null
  fate: VisitFate
  isMoved: boolean
}

const wanted = 600
const ahead = 34
/** The usual round is most of it; surveys and forests are rare. */
const kinds: VisitKind[] = [
  ...Array<VisitKind>(9).fill('routine'),
  ...Array<VisitKind>(4).fill('pest'),
  ...Array<VisitKind>(3).fill('post-harvest'),
  ...visitKinds,
]

/** 600 visits of three seasons, up to a month ahead of `today`; those of `own` plots among them. */
export function visitDrafts(
  random: Random,
  plots: Plot[],
  own: Plot[],
  today: string,
): VisitDraft[] {
  const first = `${Number(today.slice(0, 4)) - 2}-02-03`
  const span = daysBetween(first, today)
  const special = own.flatMap((plot, index) => specialDrafts(plot, index, today))
  const past = wanted - ahead - special.length
  const drafts = Array.from({ length: past }, (_, index) => {
    const plot = index % 29 === 7 ? random.pick(own) : plots[(index * 37) % plots.length]!
    const day = workday(addDays(first, Math.floor((index / past) * (span - 2))))
    return pastDraft(random, plot, day, index, today)
  })
  const future = Array.from({ length: ahead }, (_, index) => ({
    plot: plots[(index * 53 + 11) % plots.length]!,
    kind: random.pick(kinds),
    plannedOn: workday(addDays(today, Math.floor(index * 0.9))),
    visitedOn: null,
    fate: index % 9 === 4 ? ('cancelled' as const) : ('open' as const),
    isMoved: index % 7 === 2,
  }))
  return [...drafts, ...special, ...future]
}

function pastDraft(
  random: Random,
  plot: Plot,
  day: string,
  index: number,
  today: string,
): VisitDraft {
  const draft = {
    plot,
    kind: random.pick(kinds),
    plannedOn: day as string | null,
    isMoved: index % 17 === 5,
  }
  if (index % 23 === 9) return { ...draft, visitedOn: null, fate: 'cancelled' }
  if (index % 19 === 3) return { ...draft, visitedOn: null, fate: 'missed' }
  const isPlanned = random.next() < 0.82
  const plannedOn = isPlanned ? day : null
  const isRecent = daysBetween(day, today) <= 60
  const recent = ['unread', 'unread', 'read', 'closed'] as const
  const fate: VisitFate =
    index % 41 === 20 ? 'returned-done' : isRecent ? random.pick(recent) : 'closed'
  return { ...draft, plannedOn, visitedOn: day, fate, isMoved: isPlanned && draft.isMoved }
}

/** What the demo accounts find waiting: advice to read, something late, plans, one sent back. */
function specialDrafts(plot: Plot, index: number, today: string): VisitDraft[] {
  const made = (daysAgo: number, kind: VisitKind, fate: VisitFate): VisitDraft => ({
    ...{ plot, kind, fate, isMoved: false },
    plannedOn: addDays(today, -daysAgo),
    visitedOn: addDays(today, -daysAgo),
  })
  const plan = (days: number, kind: VisitKind, fate: VisitFate): VisitDraft => ({
    ...{ plot, kind, fate, isMoved: false, visitedOn: null },
    plannedOn: addDays(today, days),
  })
  return index % 2 === 0
    ? [made(40, 'post-harvest', 'read'), made(4, 'routine', 'unread'), plan(0, 'pest', 'open')]
    : [
        made(20, 'pest', 'read'),
        plan(-3, 'routine', 'missed'),
        made(9, 'routine', 'returned'),
        plan(2, 'post-harvest', 'open'),
      ]
}

// the office is closed on Sundays
function workday(day: string): string {
  return weekdayOf(day) === 6 ? addDays(day, -1) : day
}
