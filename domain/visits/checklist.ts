import { askedCodes } from '../../public/js/skip.js'
import type { Fault, FaultsByField } from '../fault.ts'
import { parseTyped } from '../typed-number.ts'
import type { IssueKind, VisitKind } from './kinds.ts'

/** A text in both languages; checklists are data, so their words are not in locales/. */
export interface Said {
  id: string
  en: string
}

export const answerKinds = ['yes-no', 'choice', 'number', 'text', 'photo'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** One question of a checklist. */
export interface ChecklistQuestion {
  code: string
  text: Said
  kind: AnswerKind
  isRequired: boolean
  options?: { code: string; text: Said }[]
  /** Numbers only: unit, the least and greatest that can be, and the band in which all is well. */
  unit?: string
  min?: number
  max?: number
  band?: { min: number; max: number }
  /** Asked only when an earlier question was answered so. */
  when?: { code: string; is?: string[]; atLeast?: number }
  /** What is amiss with these answers, or with a number outside its band. */
  issue?: { kind: IssueKind; is?: string[] }
  /** Shares of trees that are followed over the season. */
  measure?: 'borer' | 'rust'
  /** Where the norm was read; `(U)` where nobody confirmed it. */
  source: string
}

/** The questions of one kind of visit at one time; a change makes a new version. */
export interface Checklist {
  /** kind : version */
  id: string
  kind: VisitKind
  version: number
  questions: ChecklistQuestion[]
}

export type AnswerValue = string | number
export type Answers = Record<string, AnswerValue>

const longestText = 1000

/**
 * Reads the answers of a form by its checklist: those that are asked, required ones there, numbers
 * within their bounds. Answers to questions that were skipped are dropped; `photos` holds the id of
 * the photo sent for a photo question. Faults stand at `answers[CODE]`.
 */
export function readAnswers(
  questions: readonly ChecklistQuestion[],
  typed: Readonly<Record<string, string>>,
  photos: Readonly<Record<string, string>>,
): { answers: Answers; faults: FaultsByField } {
  const answers: Answers = {}
  const faults: FaultsByField = {}
  const known = new Map(questions.map((question) => [question.code, question]))
  for (const code of [...Object.keys(typed), ...Object.keys(photos)])
    if (!known.has(code)) faults[`answers[${code}]`] = { key: 'visits.rules.unknownQuestion' }
  for (const code of askedCodes(questions, { ...typed, ...photos })) {
    const question = known.get(code)!
    const text = (question.kind === 'photo' ? photos[code] : typed[code])?.trim() ?? ''
    const read = text === '' ? missing(question) : readAnswer(question, text)
    if (read === null) continue
    if (typeof read === 'object') faults[`answers[${code}]`] = read
    else answers[code] = read
  }
  return { answers, faults }
}

function missing({ isRequired }: ChecklistQuestion): Fault | null {
  return isRequired ? { key: 'forms.missing' } : null
}

function readAnswer(question: ChecklistQuestion, text: string): AnswerValue | Fault {
  if (question.kind === 'yes-no') return oneOf(['yes', 'no'], text)
  if (question.kind === 'choice')
    return oneOf(
      (question.options ?? []).map(({ code }) => code),
      text,
    )
  if (question.kind === 'number') return numberOf(question, text)
  const count = [...text].length
  if (count <= longestText) return text
  return { key: 'forms.tooLong', values: { max: longestText, count } }
}

function oneOf(codes: string[], text: string): string | Fault {
  return codes.includes(text) ? text : { key: 'forms.choice' }
}

// kilograms, rupiah and counts group by a dot; shares, metres and hectares have a decimal point
const decimalUnits = new Set(['%', 'm', 'cm', 'ha', '°C'])

function numberOf(question: ChecklistQuestion, text: string): number | Fault {
  const dot = decimalUnits.has(question.unit ?? '') ? 'decimal' : 'groups'
  const value = parseTyped(text, { dot, maxDecimals: 2 })
  if (value === null)
    return { key: 'forms.number', values: { maxDecimals: 2, typed: text.slice(0, 40) } }
  const { min = 0, max = 1e9 } = question
  if (value >= min && value <= max) return value
  return { key: 'visits.rules.outOfBounds', values: { min, max } }
}

/** What the answers say is amiss, each kind once, in the order of the questions. */
export function issuesOf(questions: readonly ChecklistQuestion[], answers: Answers): IssueKind[] {
  const found = questions.filter((question) => isAmiss(question, answers[question.code]))
  return [...new Set(found.map(({ issue }) => issue!.kind))]
}

/** Whether this answer is one that the question marks as amiss. */
export function isAmiss(question: ChecklistQuestion, answer: AnswerValue | undefined): boolean {
  if (answer === undefined || !question.issue) return false
  if (typeof answer === 'number') return isOutsideBand(question, answer)
  return question.issue.is?.includes(answer) ?? false
}

/** Whether a number lies outside the band in which all is well. */
export function isOutsideBand({ band }: ChecklistQuestion, value: number): boolean {
  return band !== undefined && (value < band.min || value > band.max)
}

/** The share of trees with borer or rust that was found, per cent; null where it was not asked. */
export function measureOf(
  questions: readonly ChecklistQuestion[],
  answers: Answers,
  measure: 'borer' | 'rust',
): number | null {
  const question = questions.find((each) => each.measure === measure)
  if (!question) return null
  const value = answers[question.code]
  if (typeof value === 'number') return value
  // a share that was skipped because nothing was found is nought
  return question.when && answers[question.when.code] === 'no' ? 0 : null
}
