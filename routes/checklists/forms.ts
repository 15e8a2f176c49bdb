import { z } from 'zod'
import { answerKinds } from '../../domain/visits/checklist.ts'
import { isCode } from '../../domain/visits/checklist-shape.ts'
import { issueKinds } from '../../domain/visits/kinds.ts'
import type { Form } from '../../middleware/accept.ts'
import { rows } from '../field-rows.ts'
import { amount, choice, list, readBy, text, tick } from '../fields.ts'

const mostOptions = 20
const code = () =>
  readBy((typed) => (isCode(typed) ? typed : null), 'checklists.rules.code').optional()

const told = {
  textId: text(200).required(),
  textEn: text(200).required(),
  isRequired: tick(),
  source: text(300).required(),
  issue: choice(issueKinds).optional(),
  unit: text(12).optional(),
  min: amount(2).optional(),
  max: amount(2).optional(),
  bandMin: amount(2).optional(),
  bandMax: amount(2).optional(),
  options: rows(
    {
      code: code(),
      textId: text(100).required(),
      textEn: text(100).required(),
      isAmiss: tick(),
    },
    mostOptions,
  ),
  amissAnswer: choice(['yes', 'no']).optional(),
}

const questionFields = z.object(told)
export const question: Form<z.infer<typeof questionFields>> = {
  fields: questionFields,
  hasVersion: true,
}

const newQuestionFields = z.object({
  ...told,
  answer: choice(answerKinds).required(),
  code: code(),
})
export const newQuestion: Form<z.infer<typeof newQuestionFields>> = {
  fields: newQuestionFields,
  hasVersion: true,
}

const conditionFields = z.object({
  whenCode: text(40).optional(),
  whenIs: list(text(40).required()),
  whenAtLeast: amount(2).optional(),
})
export const condition: Form<z.infer<typeof conditionFields>> = {
  fields: conditionFields,
  hasVersion: true,
}

const moveFields = z.object({ direction: choice(['up', 'down']).required() })
export const move: Form<z.infer<typeof moveFields>> = { fields: moveFields, hasVersion: true }

const nothingFields = z.object({})
export const nothing: Form<z.infer<typeof nothingFields>> = {
  fields: nothingFields,
  hasVersion: true,
}

const publicationFields = z.object({ reason: text(500).required() })
export const publication: Form<z.infer<typeof publicationFields>> = {
  fields: publicationFields,
  hasVersion: true,
}
