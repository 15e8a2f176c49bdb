import { z } from 'zod'
import { harvestForms } from '../../domain/harvests/yield.ts'
import { buyerKinds } from '../../domain/harvests/service/register.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, day, decimal, recordId, rupiah, text } from '../fields.ts'

const figures = {
  plotId: recordId().required(),
  harvestedFrom: day().required(),
  harvestedTo: day().required(),
  form: choice(harvestForms).required(),
  weightKg: amount(2).required(),
  redPct: decimal(3).optional(),
  buyerKind: choice(buyerKinds).required(),
  pricePerKg: rupiah().optional(),
  note: text(2000).optional(),
}
const reason = text(500).required()

const registrationFields = z.object({ ...figures, farmerId: recordId().optional() })
export const registration: Form<z.infer<typeof registrationFields>> = {
  fields: registrationFields,
  files: { photo: 'photo' },
}

const correctionFields = z.object({ ...figures, reason })
export const correction: Form<z.infer<typeof correctionFields>> = {
  fields: correctionFields,
  files: { photo: 'photo' },
  hasVersion: true,
}

const decisionFields = z.object({})
export const decision: Form<z.infer<typeof decisionFields>> = {
  fields: decisionFields,
  hasVersion: true,
}

const reasonFields = z.object({ reason })
export const withReason: Form<z.infer<typeof reasonFields>> = {
  fields: reasonFields,
  hasVersion: true,
}
