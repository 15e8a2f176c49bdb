import { model, Schema } from 'mongoose'
import type { ChecklistQuestion } from '../domain/visits/checklist.ts'
import { visitKinds, type VisitKind } from '../domain/visits/kinds.ts'
import { strictly } from './record.ts'

/** The questions of a kind of visit as somebody is rewriting them; nobody answers them yet. */
export interface ChecklistDraft {
  _id: VisitKind
  /** Null when nothing is being rewritten. The draft stays, so that its version only ever grows. */
  questions: ChecklistQuestion[] | null
  version: number
}

const schema = new Schema<ChecklistDraft>(
  {
    _id: { type: String, enum: visitKinds, required: true },
    questions: { type: Schema.Types.Mixed, default: null },
    version: { type: Number, required: true },
  },
  strictly,
)

export const ChecklistDraftModel = model<ChecklistDraft>(
  'checklist-draft',
  schema,
  'checklistDrafts',
)
