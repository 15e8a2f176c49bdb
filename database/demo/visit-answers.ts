import { readAnswers, type Answers, type ChecklistQuestion } from '../../domain/visits/checklist.ts'
import type { Random } from './random.ts'

/** What an officer might answer, by the rules of the form: skipped questions stay without answer. */
export function answersOf(
  random: Random,
  questions: readonly ChecklistQuestion[],
  month: number,
): Answers {
  const typed = Object.fromEntries(
    questions
      .filter(({ kind }) => kind !== 'photo')
      .map((question) => [question.code, typedFor(random, question, month)]),
  )
  const { answers, faults } = readAnswers(questions, typed, {})
  const fault = Object.entries(faults)[0]
  if (fault) throw new Error(`demo visit: ${fault[0]} ${fault[1].key}`)
  return answers
}

function typedFor(random: Random, question: ChecklistQuestion, month: number): string {
  if (!question.isRequired && random.next() < 0.12) return ''
  if (question.kind === 'yes-no') {
    const isGood = random.next() < 0.68
    const bad = question.issue?.is?.[0] ?? (question.code.endsWith('Seen') ? 'yes' : 'no')
    return isGood === (bad === 'no') ? 'yes' : 'no'
  }
  if (question.kind === 'choice') return random.pick(question.options ?? []).code
  if (question.kind === 'text')
    return random.pick(['Kutu hijau di pucuk.', 'Upah petik.', 'Ternak.'])
  return numberFor(random, question, month)
}

function numberFor(
  random: Random,
  { measure, band, min = 0, max = 100 }: ChecklistQuestion,
  month: number,
) {
  if (measure) {
    // borer rises towards the harvest, rust in the rains [B4][B7]
    const peak = measure === 'borer' ? 8 : 2
    const far = Math.min(Math.abs(month - peak), 12 - Math.abs(month - peak))
    return String(random.whole(1, 4) + Math.max(0, 5 - far) * random.whole(1, 4))
  }
  const [least, most] = [
    Math.max(min, (band?.min ?? min) * 0.9),
    Math.min(max, (band?.max ?? 900) * 1.1),
  ]
  const value = least + random.next() * (Math.min(most, 2000) - least)
  return String(most > 30 ? Math.round(value) : Math.round(value * 10) / 10).replace('.', ',')
}
