import type { Visit } from '../../domain/visits/service/read.ts'
import type { Translate } from '../../middleware/words.ts'

interface Step {
  key: string
  who: string
  at: Date
  text?: string | null
}

/** What happened to a visit, newest first. */
export function journeyOf(visit: Visit, t: Translate) {
  const steps: Step[] = [
    { key: 'planned', who: visit.plannedByName, at: visit.plannedAt, text: visit.note },
    ...visit.moves.map(({ byName, at, reason }) => ({
      key: 'moved',
      who: byName,
      at,
      text: reason,
    })),
  ]
  const { returnedAt, returnedByName, doneAt, acknowledgedAt, acknowledgedByName } = visit
  if (returnedAt)
    steps.push({
      key: 'returned',
      who: returnedByName ?? '',
      at: returnedAt,
      text: visit.returnReason,
    })
  if (doneAt) steps.push({ key: 'done', who: visit.officerName ?? '', at: doneAt })
  if (acknowledgedAt)
    steps.push({
      key: 'acknowledged',
      who: acknowledgedByName ?? '',
      at: acknowledgedAt,
      text: visit.comment,
    })
  if (visit.status === 'cancelled')
    steps.push({ key: 'cancelled', who: '', at: visit.updatedAt, text: visit.reason })
  if (visit.status === 'missed') steps.push({ key: 'missed', who: '', at: visit.updatedAt })
  return steps
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ key, who, at, text }) => ({
      title: t(`visits.journey.${key}`),
      who,
      at,
      text: text ?? '',
    }))
}
