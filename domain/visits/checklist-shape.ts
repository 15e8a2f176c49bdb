import type { ChecklistQuestion } from './checklist.ts'

/**
 * Whether a question can be asked: words in both languages, options where one chooses, a condition
 * on an earlier question that has such an answer, bounds in their order, and a source. For whoever
 * edits the reference data.
 */
export function isWholeQuestion(
  question: ChecklistQuestion,
  earlier: readonly ChecklistQuestion[],
): boolean {
  const { code, text, kind, options = [], issue, source, min = 0, max = 1e9, band } = question
  return (
    /^[A-Za-z][\w-]{0,39}$/.test(code) &&
    [text.id, text.en, source].every((words) => words.trim() !== '') &&
    (kind === 'choice') === options.length > 0 &&
    hasCondition(question, earlier) &&
    (!issue || kind === 'number' || (issue.is ?? []).length > 0) &&
    (kind !== 'number' || min < max) &&
    (!band || band.min < band.max)
  )
}

function hasCondition({ when }: ChecklistQuestion, earlier: readonly ChecklistQuestion[]): boolean {
  if (!when) return true
  const asked = earlier.find(({ code }) => code === when.code)
  if (!asked) return false
  const known = asked.options?.map(({ code }) => code) ?? ['yes', 'no']
  return (when.is ?? []).every((answer) => known.includes(answer))
}
