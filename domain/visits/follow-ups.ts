import { isAfter, isBefore, type Day } from '../dates.ts'
import type { FaultsByField } from '../fault.ts'
import type { FollowUpFor } from './kinds.ts'

export const mostFollowUps = 10

/** Something that somebody is to do after a visit. */
export interface FollowUp {
  what: string
  who: FollowUpFor
  dueOn: Day
  doneOn: Day | null
  note: string | null
}

type Typed = Pick<FollowUp, 'what' | 'who' | 'dueOn'>

/** What is wrong with follow-ups as typed: due before the visit, or too many. */
export function followUpFaults(followUps: readonly Typed[], visitedOn: Day): FaultsByField {
  const faults: FaultsByField = {}
  followUps.forEach(({ dueOn }, n) => {
    if (isBefore(dueOn, visitedOn))
      faults[`followUps[${n}][dueOn]`] = {
        key: 'visits.rules.dueBeforeVisit',
        values: { visitedOn },
      }
  })
  if (followUps.length > mostFollowUps)
    faults['form'] = { key: 'visits.rules.tooManyFollowUps', values: { max: mostFollowUps } }
  return faults
}

/** What is wrong with the day on which a follow-up was done. */
export function doneOnFaults(doneOn: Day, visitedOn: Day, today: Day): FaultsByField {
  if (isAfter(doneOn, today)) return { doneOn: { key: 'visits.rules.inFuture', values: { today } } }
  if (isBefore(doneOn, visitedOn))
    return { doneOn: { key: 'visits.rules.doneBeforeVisit', values: { visitedOn } } }
  return {}
}

/** The earliest day on which something open is due for somebody; null when nothing is. */
export function nextDueOn(followUps: readonly FollowUp[], who: FollowUpFor): Day | null {
  const open = followUps.filter((each) => each.who === who && each.doneOn === null)
  return open.map(({ dueOn }) => dueOn).sort()[0] ?? null
}
