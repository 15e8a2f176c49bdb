import { AuditEventModel } from '../../../models/audit-event.ts'
import { ChecklistDraftModel } from '../../../models/checklist-draft.ts'
import { NotFound } from '../../errors.ts'
import type { ChecklistQuestion } from '../checklist.ts'
import { visitKinds, type VisitKind } from '../kinds.ts'
import { checklistList, currentChecklist } from './checklists.ts'

/**
 * A checklist as it is being rewritten: the draft, or what is asked now where there is none.
 * @throws {NotFound} when there is no such kind of visit
 */
export async function readDraft(kind: string) {
  const known = visitKinds.find((each) => each === kind)
  if (!known) throw new NotFound()
  const [current, draft] = await Promise.all([
    currentChecklist(known),
    ChecklistDraftModel.findById(known).lean(),
  ])
  return {
    kind: known,
    current,
    questions: draft?.questions ?? current.questions,
    isDraft: Boolean(draft?.questions),
    version: draft?.version ?? 0,
  }
}
export type FoundDraft = Awaited<ReturnType<typeof readDraft>>

/** The question with this code in the draft. @throws {NotFound} */
export function questionIn({ questions }: FoundDraft, code: string): ChecklistQuestion {
  const question = questions.find((each) => each.code === code)
  if (!question) throw new NotFound()
  return question
}

/** The kinds of which somebody is rewriting the questions. */
export async function kindsInDraft(): Promise<Set<VisitKind>> {
  const drafts = await ChecklistDraftModel.find({ _id: { $in: [...visitKinds] } }).lean()
  return new Set(drafts.filter(({ questions }) => questions).map(({ _id }) => _id))
}

/** Every publishing of a checklist, newest first: which version, who, when and why. */
export async function versionsOf(kind: VisitKind) {
  const events = await AuditEventModel.find({ recordId: `${checklistList}:${kind}` }).lean()
  return events
    .filter(({ act }) => act === 'checklist.publish')
    .sort((a, b) => b.seq - a.seq)
    .map(({ recordVersion, personName, at, note }) => ({
      version: recordVersion,
      byName: personName,
      at,
      reason: note,
    }))
}

/** Keeps a change of the draft; with null there is none any more. In the transaction of the act. */
export async function keepDraft(
  { kind, version }: FoundDraft,
  questions: ChecklistQuestion[] | null,
) {
  if (version === 0) await ChecklistDraftModel.create([{ _id: kind, questions, version: 1 }])
  else
    await ChecklistDraftModel.updateOne(
      { _id: kind, version },
      { $set: { questions }, $inc: { version: 1 } },
    )
}

/** The draft as its chain in the trail is called. */
export function auditedDraft(kind: VisitKind, version: number) {
  return { kind: 'checklist', id: `checklist:${kind}`, number: null, version }
}

/** The draft as a form that was overtaken asks for it. */
export function draftRecord({ kind, version }: FoundDraft) {
  return { _id: `checklist:${kind}`, version }
}
