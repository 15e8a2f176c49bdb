import { z } from 'zod'
import {
  attributes,
  cuppingForms,
  quartersOf,
  type Attribute,
} from '../../domain/processing/cupping-score.ts'
import type { Form } from '../../middleware/accept.ts'
import { choice, day, decimal, list, readBy, recordId, text } from '../fields.ts'

const cuppingFields = z.object({
  heldOn: day().required(),
  formVersion: choice(cuppingForms).required(),
  lotIds: list(recordId().required()),
  cupperIds: list(recordId().required()),
})
export const cuppingForm: Form<z.infer<typeof cuppingFields>> = { fields: cuppingFields }

const cups = readBy((typed) => (/^[0-5]$/.test(typed) ? Number(typed) : null), 'forms.cups')
const quarters = decimal(2)
  .required()
  .transform((score, ctx) => {
    const read = quartersOf(score)
    if (read !== null) return read
    ctx.addIssue({ code: 'custom', message: 'rules.quality.quarter' })
    return z.NEVER
  })

const scoreFields = z.object({
  sampleCode: text(3).required(),
  ...(Object.fromEntries(attributes.map((each) => [each, quarters])) as Record<
    Attribute,
    typeof quarters
  >),
  uniformCups: cups.required(),
  cleanCups: cups.required(),
  sweetCups: cups.required(),
  taintCups: cups.optional(),
  faultCups: cups.optional(),
  note: text(2000).optional(),
})
export const scoreForm: Form<z.infer<typeof scoreFields>> = { fields: scoreFields }

const closingFields = z.object({})
export const closing: Form<z.infer<typeof closingFields>> = {
  fields: closingFields,
  hasVersion: true,
}
