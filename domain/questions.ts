import { Types } from 'mongoose'
import type { Answer } from '../models/record.ts'
import type { Actor } from './actor.ts'
import { now } from './clock.ts'
import { MustAsk, type Question } from './errors.ts'

/** What came with the form: the codes in `confirm` and the text of `explanation`. */
export interface Confirmed {
  codes: string[]
  explanation: string | null
}

/**
 * Asks what has not been answered yet; answered, gives question and answer to keep with the record.
 * @throws {MustAsk} while a question has no answer, or none with the explanation it needs
 */
export function answersTo(actor: Actor, questions: Question[], confirmed: Confirmed): Answer[] {
  if (questions.some((question) => !confirmed.codes.includes(question.code))) {
    throw new MustAsk(questions)
  }
  if (questions.some((question) => question.needsExplanation) && !confirmed.explanation) {
    throw new MustAsk(questions, { explanation: { key: 'forms.explain' } })
  }
  return questions.map((question) => ({
    code: question.code,
    explanation: question.needsExplanation ? confirmed.explanation : null,
    answeredBy: new Types.ObjectId(actor.userId),
    answeredAt: now(),
  }))
}
