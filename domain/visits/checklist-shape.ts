import { faultsByField, type Fault, type FaultsByField } from '../fault.ts'
import type { ChecklistQuestion } from './checklist.ts'

const codeText = /^[A-Za-z][\w-]{0,39}$/

/** Whether a text can be the code of a question or of an option. */
export function isCode(text: string): boolean {
  return codeText.test(text)
}

/**
 * What is wrong with a question by itself, by the fields of the form that writes it: options where
 * one chooses, bounds and band in their order, and a finding that some answer can lead to.
 */
export function questionFaults(question: ChecklistQuestion): FaultsByField {
  const { min = 0, max = 1e9, band } = question
  return faultsByField({
    options: optionsFault(question),
    max: question.kind !== 'number' || min < max ? null : { key: 'checklists.rules.maxBelowMin' },
    bandMax:
      !band || (band.min < band.max && band.min >= min && band.max <= max)
        ? null
        : { key: 'checklists.rules.band', values: { min, max } },
    issue: issueFault(question),
  })
}

function optionsFault({ kind, options = [] }: ChecklistQuestion): Fault | null {
  if (kind !== 'choice') return null
  if (options.length < 2) return { key: 'checklists.rules.twoOptions' }
  const isTwice = new Set(options.map(({ code }) => code)).size < options.length
  return isTwice ? { key: 'checklists.rules.optionTwice' } : null
}

function issueFault({ kind, band, issue }: ChecklistQuestion): Fault | null {
  if (!issue) return null
  const canLead = kind === 'number' ? band !== undefined : (issue.is ?? []).length > 0
  return canLead ? null : { key: 'checklists.rules.issueOfNothing' }
}

/**
 * Whether a question can be asked after those before it: words in both languages and a source, a
 * condition on an earlier question that has such an answer, and nothing wrong with itself.
 */
export function isWholeQuestion(
  question: ChecklistQuestion,
  earlier: readonly ChecklistQuestion[],
): boolean {
  const { code, text, source } = question
  return (
    isCode(code) &&
    earlier.every((each) => each.code !== code) &&
    [text.id, text.en, source].every((words) => words.trim() !== '') &&
    hasCondition(question, earlier) &&
    Object.keys(questionFaults(question)).length === 0
  )
}

function hasCondition({ when }: ChecklistQuestion, earlier: readonly ChecklistQuestion[]): boolean {
  if (!when) return true
  const asked = earlier.find(({ code }) => code === when.code)
  if (!asked || !canCarry(asked)) return false
  if (asked.kind === 'number') return when.atLeast !== undefined
  const known = answersOf(asked)
  return (when.is ?? []).length > 0 && when.is!.every((answer) => known.includes(answer))
}

/** Whether a later question may depend on the answer to this one. */
export function canCarry({ kind }: Pick<ChecklistQuestion, 'kind'>): boolean {
  return kind === 'yes-no' || kind === 'choice' || kind === 'number'
}

/** The codes of the answers to a question that is answered by choosing. */
export function answersOf({ kind, options = [] }: ChecklistQuestion): string[] {
  return kind === 'yes-no' ? ['yes', 'no'] : options.map(({ code }) => code)
}

/** The first question that cannot be asked where it stands; null when all are whole. */
export function firstBroken(questions: readonly ChecklistQuestion[]): ChecklistQuestion | null {
  return questions.find((each, at) => !isWholeQuestion(each, questions.slice(0, at))) ?? null
}
