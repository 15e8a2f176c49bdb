import { AuditEventModel } from '../../../models/audit-event.ts'
import { ChecklistDraftModel } from '../../../models/checklist-draft.ts'
import { ReferenceItemModel } from '../../../models/reference-item.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { canonical } from '../../canonical.ts'
import { now } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import type { AnswerKind, ChecklistQuestion } from '../checklist.ts'
import {
  codeFor,
  questionFrom,
  questionLine,
  withAdded,
  withChanged,
  withCondition,
  withMoved,
  withRemoved,
  type QuestionTold,
  type When,
} from '../checklist-edit.ts'
import { firstBroken } from '../checklist-shape.ts'
import { visitKinds, type VisitKind } from '../kinds.ts'
import { checklistList, currentChecklist, freezeChecklist } from './checklists.ts'

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

/** Adds a question at the end of the draft. */
export async function addQuestion(
  actor: Actor,
  kind: VisitKind,
  version: number,
  answer: AnswerKind,
  told: QuestionTold & { code: string | null },
): Promise<void> {
  await change(actor, kind, version, (questions) => {
    const taken = questions.map((each) => each.code)
    const code = told.code ?? codeFor(told.textEn, taken)
    const question = questionFrom(told, { code, kind: answer })
    return { questions: withAdded(questions, question), after: questionLine(question) }
  })
}

/** Rewrites a question; its code and its kind of answer stay. */
export async function editQuestion(
  actor: Actor,
  kind: VisitKind,
  version: number,
  code: string,
  told: QuestionTold,
): Promise<void> {
  await change(actor, kind, version, (questions) => {
    const old = questions.find((each) => each.code === code)!
    const question = questionFrom(told, old)
    return {
      questions: withChanged(questions, question),
      before: questionLine(old),
      after: questionLine(question),
    }
  })
}

/** Makes a question depend on an earlier answer; with null it is always asked. */
export async function setCondition(
  actor: Actor,
  kind: VisitKind,
  version: number,
  code: string,
  when: When,
): Promise<void> {
  await change(actor, kind, version, (questions) => {
    const changed = withCondition(questions, code, when)
    const lineOf = (all: ChecklistQuestion[]) => questionLine(all.find((q) => q.code === code)!)
    return { questions: changed, before: lineOf(questions), after: lineOf(changed) }
  })
}

/** Moves a question one place. */
export async function moveQuestion(
  actor: Actor,
  kind: VisitKind,
  version: number,
  code: string,
  direction: 'up' | 'down',
): Promise<void> {
  await change(actor, kind, version, (questions) => {
    const moved = withMoved(questions, code, direction)
    return { questions: moved, before: orderOf(questions), after: orderOf(moved) }
  })
}

const orderOf = (questions: ChecklistQuestion[]) => questions.map(({ code }) => code).join(', ')

/** Takes a question out of the draft; old visits keep it. */
export async function removeQuestion(
  actor: Actor,
  kind: VisitKind,
  version: number,
  code: string,
): Promise<void> {
  await change(actor, kind, version, (questions) => ({
    questions: withRemoved(questions, code),
    before: questionLine(questions.find((each) => each.code === code)!),
  }))
}

interface Edited {
  questions: ChecklistQuestion[]
  before?: string
  after?: string
}

async function change(
  actor: Actor,
  kind: VisitKind,
  version: number,
  edit: (questions: ChecklistQuestion[]) => Edited,
): Promise<void> {
  const found = await readDraft(kind)
  assertVersion('checklist', recordOf(found), version)
  const { questions, before = null, after = null } = edit(found.questions)
  await keep(found, questions)
  await recordAudit(actor, {
    act: 'checklist.edit',
    record: auditedDraft(kind, version + 1),
    before: { question: before },
    after: { question: after },
  })
}

/**
 * Makes the draft the checklist that is asked from now on, as a new version. The one before is kept
 * for ever, whether or not a visit has answered it.
 * @throws {RuleBroken} when nothing was changed, or a question cannot be asked
 */
export async function publishChecklist(
  actor: Actor,
  kind: VisitKind,
  version: number,
  reason: string,
): Promise<number> {
  const found = await readDraft(kind)
  assertVersion('checklist', recordOf(found), version)
  const { current, questions } = found
  if (canonical(questions) === canonical(current.questions))
    throw new RuleBroken({ form: { key: 'checklists.rules.nothingNew' } })
  if (questions.length === 0) throw new RuleBroken({ form: { key: 'checklists.rules.empty' } })
  const broken = firstBroken(questions)
  if (broken)
    throw new RuleBroken({
      form: { key: 'checklists.rules.breaks', values: { question: broken.text.id } },
    })
  await freezeChecklist(current)
  const published = current.version + 1
  const _id = `${checklistList}:${kind}`
  await ReferenceItemModel.updateOne(
    { _id, version: current.version },
    { $set: { values: { questions }, version: published, updatedAt: now() } },
  )
  await keep(found, null)
  await recordAudit(actor, {
    act: 'checklist.publish',
    record: { kind: 'reference', id: _id, number: null, version: published },
    before: { questions: current.questions },
    after: { questions },
    note: reason,
  })
  return published
}

/** Throws the draft away; what is asked now stays. */
export async function discardDraft(actor: Actor, kind: VisitKind, version: number): Promise<void> {
  const found = await readDraft(kind)
  assertVersion('checklist', recordOf(found), version)
  if (!found.isDraft) throw new RuleBroken({ form: { key: 'checklists.rules.nothingNew' } })
  await keep(found, null)
  await recordAudit(actor, {
    act: 'checklist.discard',
    record: auditedDraft(kind, version + 1),
    before: { question: orderOf(found.questions) },
    after: { question: orderOf(found.current.questions) },
  })
}

async function keep({ kind, version }: FoundDraft, questions: ChecklistQuestion[] | null) {
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

function recordOf({ kind, version }: FoundDraft) {
  return { _id: `checklist:${kind}`, version }
}
