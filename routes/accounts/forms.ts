import { z } from 'zod'
import { bankKinds, groupClasses } from '../../domain/accounts/organisation-rules.ts'
import { organisationKinds, roles } from '../../domain/permissions.ts'
import { parseDistrictCode, parseRegencyCode } from '../../domain/regions.ts'
import type { Form } from '../../middleware/accept.ts'
import { choice, day, readBy, recordId, text, tick } from '../fields.ts'

/** Codes that repeat the name; a code that is not there is wrong at the field, not at one of its boxes. */
const districtCodes = z
  .unknown()
  .optional()
  .transform((raw, ctx): string[] => {
    const typed = [raw ?? []].flat().filter((each) => each !== '')
    const codes = typed.map((each) => (typeof each === 'string' ? parseDistrictCode(each) : null))
    if (codes.every((code) => code !== null)) return [...new Set(codes)].sort()
    ctx.addIssue({ code: 'custom', message: 'forms.notThere', params: {} })
    return z.NEVER
  })

const userFields = z.object({
  fullName: text(120).required(),
  username: readBy((typed) => typed.toLowerCase().slice(0, 100), 'forms.notValid').required(),
  phone: text(40).optional(),
  removePhone: tick(),
  email: text(200).optional(),
  organisationId: recordId().required(),
  role: choice(roles).required(),
  farmerId: recordId().optional(),
  districtCodes,
})
export const newUser: Form<z.infer<typeof userFields>> = { fields: userFields }
export const changedUser: Form<z.infer<typeof userFields>> = {
  fields: userFields,
  hasVersion: true,
}

const endFields = z.object({ endsOn: day().required(), reason: text(500).required() })
export const ending: Form<z.infer<typeof endFields>> = { fields: endFields, hasVersion: true }

const nothingFields = z.object({})
export const nothing: Form<z.infer<typeof nothingFields>> = { fields: nothingFields }

const organisationFields = z.object({
  name: text(120).required(),
  kind: choice(organisationKinds).required(),
  regencyCode: readBy(parseRegencyCode, 'forms.notThere').optional(),
  villageCode: text(160).optional(),
  phone: text(40).optional(),
  bankKind: choice(bankKinds).optional(),
})
export const newOrganisation: Form<z.infer<typeof organisationFields>> = {
  fields: organisationFields,
}
export const changedOrganisation: Form<z.infer<typeof organisationFields>> = {
  fields: organisationFields,
  hasVersion: true,
}

const groupFields = z.object({
  leaderId: recordId().optional(),
  groupClass: choice(groupClasses).optional(),
  registeredNumber: text(60).optional(),
})
export const changedGroup: Form<z.infer<typeof groupFields>> = {
  fields: groupFields,
  hasVersion: true,
}
