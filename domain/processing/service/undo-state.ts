import type { LotState } from '../../../models/lot.ts'
import type { LotEntryKind } from '../../../models/lot-entry.ts'

const masses: (keyof LotState)[] = [
  'status',
  'massG',
  'composition',
  'cherryG',
  'dryLimitG',
  'bags',
  'samples',
]

/** What an undo brings back, by the act that it undoes; the rest stays as others have set it. */
const broughtBack: Record<LotEntryKind, readonly (keyof LotState)[]> = {
  made: [],
  step: [...masses, 'form', 'moistureBp', 'lastStep', 'lastStepAt', 'grade', 'cupScore', 'sale'],
  split: masses,
  gave: masses,
  sample: masses,
  'write-off': masses,
  pack: ['status', 'bags'],
  move: ['status', 'place'],
  ready: ['status', 'passportCode'],
  certify: ['certifications'],
  'publish-price': ['sale'],
  reject: ['status'],
  withdraw: ['status'],
}

/** The state before an act, as far as the act changed it. */
export function stateBefore(kind: LotEntryKind, before: LotState): Partial<LotState> {
  return Object.fromEntries(broughtBack[kind].map((field) => [field, before[field]]))
}
