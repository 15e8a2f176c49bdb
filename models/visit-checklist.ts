import { model, Schema } from 'mongoose'
import type { ChecklistQuestion } from '../domain/visits/checklist.ts'
import { visitKinds, type VisitKind } from '../domain/visits/kinds.ts'
import { strictly } from './record.ts'

/**
 * The questions of one kind of visit as they were at one version of the reference data. Written when
 * the first visit answers them and never changed: an old visit keeps the questions it answered.
 */
export interface VisitChecklist {
  /** kind : version */
  _id: string
  kind: VisitKind
  version: number
  questions: ChecklistQuestion[]
}

const schema = new Schema<VisitChecklist>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: visitKinds, required: true },
    version: { type: Number, required: true },
    questions: { type: Schema.Types.Mixed, required: true },
  },
  strictly,
)

export const VisitChecklistModel = model('visit-checklist', schema, 'visitChecklists')
