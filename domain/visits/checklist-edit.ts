import { RuleBroken } from '../errors.ts'
import type { ChecklistQuestion } from './checklist.ts'
import { canCarry, firstBroken } from './checklist-shape.ts'

/** More questions than these nobody answers in a garden (U). */
const mostQuestions = 40

type Questions = readonly ChecklistQuestion[]

/** On what a question depends; null when it is always asked. */
export type When = ChecklistQuestion['when'] | null

/** Adds a question at the end. */
export function withAdded(questions: Questions, question: ChecklistQuestion): ChecklistQuestion[] {
  if (questions.some(({ code }) => code === question.code))
    throw new RuleBroken({ code: { key: 'checklists.rules.codeTaken' } })
  if (questions.length >= mostQuestions)
    throw new RuleBroken({
      form: { key: 'checklists.rules.tooMany', values: { max: mostQuestions } },
    })
  return [...questions, question]
}

/**
 * Puts a question in the place of the one with its code.
 * @throws {RuleBroken} when another one depends on an answer that is gone
 */
export function withChanged(questions: Questions, question: ChecklistQuestion) {
  return whole(questions.map((each) => (each.code === question.code ? question : each)))
}

/** @throws {RuleBroken} when another one depends on it */
export function withRemoved(questions: Questions, code: string): ChecklistQuestion[] {
  return whole(questions.filter((each) => each.code !== code))
}

/**
 * Moves a question one place up or down; at the end it stays where it is.
 * @throws {RuleBroken} when a question would come before the one it depends on
 */
export function withMoved(questions: Questions, code: string, direction: 'up' | 'down') {
  const from = questions.findIndex((each) => each.code === code)
  const to = direction === 'up' ? from - 1 : from + 1
  if (to < 0 || to >= questions.length) return [...questions]
  return whole(questions.with(from, questions[to]!).with(to, questions[from]!))
}

/**
 * Makes a question depend on an answer to an earlier one.
 * @throws {RuleBroken} when there is no such question before it, or no such answer
 */
export function withCondition(questions: Questions, code: string, when: When) {
  const at = questions.findIndex((each) => each.code === code)
  const { when: _, ...rest } = questions[at]!
  const asked = when && questions.slice(0, at).find((each) => each.code === when.code)
  if (when && !(asked && canCarry(asked)))
    throw new RuleBroken({ whenCode: { key: 'forms.notThere' } })
  if (asked?.kind === 'number' && when?.atLeast === undefined)
    throw new RuleBroken({ whenAtLeast: { key: 'forms.missing' } })
  if (asked && asked.kind !== 'number' && (when?.is ?? []).length === 0)
    throw new RuleBroken({ whenIs: { key: 'forms.missing' } })
  return whole(questions.with(at, when ? { ...rest, when } : rest))
}

/** The earlier questions on which this one may depend. */
export function carriersFor(questions: Questions, code: string): ChecklistQuestion[] {
  return questions
    .slice(
      0,
      questions.findIndex((each) => each.code === code),
    )
    .filter(canCarry)
}

/** @throws {RuleBroken} naming the first question that can no longer be asked where it stands */
function whole(questions: ChecklistQuestion[]): ChecklistQuestion[] {
  const broken = firstBroken(questions)
  if (!broken) return questions
  throw new RuleBroken({
    form: { key: 'checklists.rules.breaks', values: { question: broken.text.id } },
  })
}

/** The questions' codes in their order, for the trail. */
export function orderOf(questions: Questions): string {
  return questions.map(({ code }) => code).join(', ')
}
