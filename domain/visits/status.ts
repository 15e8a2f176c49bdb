import { transitions } from '../status-table.ts'

export const visitStatuses = ['planned', 'done', 'closed', 'missed', 'cancelled'] as const
export type VisitStatus = (typeof visitStatuses)[number]

export const visitEvents = [
  'complete',
  'move',
  'cancel',
  'return',
  'acknowledge',
  'follow-up',
  'close',
  'miss',
] as const
export type VisitEvent = (typeof visitEvents)[number]

/** How a visit moves (service.md section 5). It closes by itself when nothing is open any more. */
export const visitTransitions = transitions<VisitStatus, VisitEvent>({
  planned: { complete: 'done', move: 'planned', cancel: 'cancelled', miss: 'missed' },
  done: { return: 'planned', acknowledge: 'done', 'follow-up': 'done', close: 'closed' },
  closed: {},
  missed: { complete: 'done', move: 'planned' },
  cancelled: {},
})
