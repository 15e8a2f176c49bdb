import { z } from 'zod'
import { consentDecisions, consentPurposes } from '../../domain/farmers/consent.ts'
import { consentMethods } from '../../domain/farmers/consent-rules.ts'
import { maskedFields } from '../../domain/farmers/service/unmask.ts'
import type { Form } from '../../middleware/accept.ts'
import { choice, day, recordId, text } from '../fields.ts'

export const genders = ['female', 'male'] as const

const particulars = {
  fullName: text(120).required(),
  gender: choice(genders).required(),
  birthOn: day().required(),
  phone: text(40).optional(),
  villageCode: text(160).required(),
  address: text(300).optional(),
  groupId: recordId().required(),
}

const registrationFields = z.object({ ...particulars, nik: text(40).required() })
export const registration: Form<z.infer<typeof registrationFields>> = {
  fields: registrationFields,
  files: { photo: 'photo' },
}

// a NIK that is left out stays as it is
const changeFields = z.object({ ...particulars, nik: text(40).optional() })
export const change: Form<z.infer<typeof changeFields>> = {
  fields: changeFields,
  files: { photo: 'photo' },
  hasVersion: true,
}

const unmaskingFields = z.object({
  field: choice(maskedFields).required(),
  reason: text(500).required(),
})
export const unmasking: Form<z.infer<typeof unmaskingFields>> = { fields: unmaskingFields }

const decisionFields = z.object({
  purpose: choice(consentPurposes).required(),
  decision: choice(consentDecisions).required(),
  method: choice(consentMethods).required(),
})
export const decision: Form<z.infer<typeof decisionFields>> = {
  fields: decisionFields,
  files: { evidence: 'photo' },
}
