import { RuleBroken } from '../errors.ts'
import type { AnswerKind, ChecklistQuestion } from './checklist.ts'
import { canCarry, firstBroken, questionFaults } from './checklist-shape.ts'
import type { IssueKind } from './kinds.ts'

/** More questions than these nobody answers in a garden (U). */
const mostQuestions = 40

type Questions = readonly ChecklistQuestion[]

/** A question as the office writes it; what its kind does not have is left out. */
export interface QuestionTold {
  textId: string
  textEn: string
  isRequired: boolean
  source: string
  /** What is found when it is answered amiss. */
  issue: IssueKind | null
  /** Numbers only. */
  unit: string | null
  min: number | null
  max: number | null
  bandMin: number | null
  bandMax: number | null
  /** Choices only; one without a code gets one. */
  options: { code: string | null; textId: string; textEn: string; isAmiss: boolean }[]
  /** Yes or no only: which of them is amiss. */
  amissAnswer: 'yes' | 'no' | null
}

/** On what a question depends; null when it is always asked. */
export type When = ChecklistQuestion['when'] | null

/**
 * A question from what was written; the condition and the share that is followed stay as they were.
 * @throws {RuleBroken} at the field that is wrong
 */
export function questionFrom(
  told: QuestionTold,
  kept: Pick<ChecklistQuestion, 'code' | 'kind' | 'when' | 'measure'>,
): ChecklistQuestion {
  const { code, kind, when, measure } = kept
  const options = kind === 'choice' ? optionsFrom(told) : undefined
  const amiss = {
    'yes-no': told.amissAnswer ? [told.amissAnswer] : [],
    choice: options?.filter((_, n) => told.options[n]!.isAmiss).map((each) => each.code) ?? [],
  }[kind as string]
  const { textId: id, textEn: en, isRequired, source, issue } = told
  const question: ChecklistQuestion = {
    ...{ code, text: { id, en }, kind, isRequired, source },
    ...(options && { options }),
    ...(kind === 'number' && numberParts(told)),
    ...(when && { when }),
    ...(issue && { issue: amiss ? { kind: issue, is: amiss } : { kind: issue } }),
    ...(measure && { measure }),
  }
  const faults = questionFaults(question)
  if (amiss && amiss.length > 0 && !issue) faults['issue'] = { key: 'checklists.rules.whichIssue' }
  if (kind === 'number' && (told.bandMin === null) !== (told.bandMax === null))
    faults['bandMax'] = { key: 'checklists.rules.bandWhole' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  return question
}

function numberParts({ unit, min, max, bandMin, bandMax }: QuestionTold) {
  return {
    ...(unit !== null && { unit }),
    ...(min !== null && { min }),
    ...(max !== null && { max }),
    ...(bandMin !== null && bandMax !== null && { band: { min: bandMin, max: bandMax } }),
  }
}

function optionsFrom({ options }: QuestionTold) {
  const taken = options.flatMap(({ code }) => code ?? [])
  return options.map(({ code, textId, textEn }) => {
    const own = code ?? codeFor(textEn, taken)
    taken.push(own)
    return { code: own, text: { id: textId, en: textEn } }
  })
}

/** A code from the English words, `Are there bees?` is `areThereBees`; a number follows where it is taken. */
export function codeFor(words: string, taken: readonly string[]): string {
  const parts = words
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(' ')
    .filter((part) => part !== '')
    .slice(0, 4)
  const joined = parts
    .map((part, n) => (n === 0 ? part.toLowerCase() : part[0]!.toUpperCase() + part.slice(1)))
    .join('')
  const code = /^[a-z]/.test(joined) ? joined.slice(0, 36) : `q${joined.slice(0, 35)}`
  let free = code
  for (let n = 2; taken.includes(free); n++) free = `${code}${n}`
  return free
}

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

/** One line that says a question, for the trail and for a form that was overtaken. */
export function questionLine(question: ChecklistQuestion): string {
  const { code, text, kind, isRequired, options, unit, min, max, band, when, issue } = question
  const parts = [
    `${code} (${kind}${isRequired ? ', *' : ''}): ${text.id} / ${text.en}`,
    options?.map((each) => `${each.code} ${each.text.id} / ${each.text.en}`).join('; '),
    (unit ?? min ?? max) !== undefined && `${min ?? ''}–${max ?? ''} ${unit ?? ''}`,
    band && `[${band.min}–${band.max}]`,
    when && `< ${when.code} ${when.is?.join(', ') ?? `≥ ${when.atLeast}`}`,
    issue && `! ${issue.kind} ${issue.is?.join(', ') ?? ''}`,
  ]
  return parts.filter(Boolean).join(' | ')
}

/** The kinds of answer for which a form has fields of its own. */
export function partsOf(kind: AnswerKind) {
  return {
    hasNumbers: kind === 'number',
    hasOptions: kind === 'choice',
    hasYesNo: kind === 'yes-no',
    canFind: kind === 'number' || kind === 'choice' || kind === 'yes-no',
  }
}
