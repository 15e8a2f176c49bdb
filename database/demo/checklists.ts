import { withAdded } from '../../domain/visits/checklist-edit.ts'
import { questionLine } from '../../domain/visits/checklist-question.ts'
import { yesNo } from '../../domain/visits/checklists/write.ts'
import { auditedDraft } from '../../domain/visits/service/checklist-drafts.ts'
import { currentChecklist } from '../../domain/visits/service/checklists.ts'
import { ChecklistDraftModel } from '../../models/checklist-draft.ts'
import type { DemoPerson, DemoTrail } from './audit.ts'

const scale = yesNo('greenScale', 'Ada kutu hijau?', 'Is there green scale?', {
  issue: { kind: 'losses', is: ['yes'] },
  source: '(U)',
})

/** The province is about to ask one thing more about pests; nothing is published yet. */
export async function loadChecklistDraft(
  trail: DemoTrail,
  person: DemoPerson,
  at: Date,
): Promise<void> {
  const { questions } = await currentChecklist('pest')
  const draft = { _id: 'pest' as const, questions: withAdded(questions, scale), version: 1 }
  await ChecklistDraftModel.create([draft])
  trail.note(person, at, {
    act: 'checklist.edit',
    record: auditedDraft('pest', 1),
    before: { question: null },
    after: { question: questionLine(scale) },
  })
}
