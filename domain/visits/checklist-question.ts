import { RuleBroken } from '../errors.ts'
import type { AnswerKind, ChecklistQuestion } from './checklist.ts'
import { questionFaults } from './checklist-shape.ts'
import type { IssueKind } from './kinds.ts'

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
