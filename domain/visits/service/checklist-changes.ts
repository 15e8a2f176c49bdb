import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { assertVersion } from '../../find-visible.ts'
import type { AnswerKind, ChecklistQuestion } from '../checklist.ts'
import {
  orderOf,
  withAdded,
  withChanged,
  withCondition,
  withMoved,
  withRemoved,
  type When,
} from '../checklist-edit.ts'
import { codeFor, questionFrom, questionLine, type QuestionTold } from '../checklist-question.ts'
import type { VisitKind } from '../kinds.ts'
import { auditedDraft, draftRecord, keepDraft, readDraft } from './checklist-drafts.ts'

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
  assertVersion('checklist', draftRecord(found), version)
  const { questions, before = null, after = null } = edit(found.questions)
  await keepDraft(found, questions)
  await recordAudit(actor, {
    act: 'checklist.edit',
    record: auditedDraft(kind, version + 1),
    before: { question: before },
    after: { question: after },
  })
}
