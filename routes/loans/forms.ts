import { z } from 'zod'
import {
  advices,
  checkItems,
  checkResults,
  documentKinds,
  loanPurposes,
} from '../../domain/loans/application.ts'
import { repaymentMethods } from '../../domain/loans/loan-terms.ts'
import type { Form } from '../../middleware/accept.ts'
import { amount, choice, day, recordId, rupiah, text, tick } from '../fields.ts'

/** What a step does not send stays as it is; what it sends empty is taken back. */
const kept = <T>(field: z.ZodType<T>) =>
  z
    .unknown()
    .optional()
    .transform((raw, ctx): T | undefined => {
      if (raw === undefined) return undefined
      const read = field.safeParse(raw)
      if (read.success) return read.data
      for (const issue of read.error.issues) {
        if (issue.code === 'custom')
          ctx.addIssue({ code: 'custom', message: issue.message, params: issue.params ?? {} })
        else ctx.addIssue({ code: 'custom', message: 'forms.notValid' })
      }
      return z.NEVER
    })

/** Ticked gardens; the empty value beside the boxes says that the question was asked. */
const plotIds = z
  .unknown()
  .optional()
  .transform((raw): unknown[] => ([raw ?? []].flat() as unknown[]).filter((each) => each !== ''))
  .pipe(z.array(recordId().required()).max(100))

const code = text(40)
const asked = {
  amountRupiah: kept(rupiah().optional()),
  termMonths: kept(amount(0).optional()),
  repayment: kept(choice(repaymentMethods).optional()),
  purpose: kept(choice(loanPurposes).optional()),
  purposeNote: kept(text(2000).optional()),
  plotIds: kept(plotIds),
  seedlingRequestId: kept(recordId().optional()),
}

const beginningFields = z.object({
  ...asked,
  schemeCode: code.required(),
  farmerId: recordId().optional(),
})
export const beginning: Form<z.infer<typeof beginningFields>> = { fields: beginningFields }

const goingOnFields = z.object({ ...asked, schemeCode: kept(code.required()) })
export const goingOn: Form<z.infer<typeof goingOnFields>> = {
  fields: goingOnFields,
  hasVersion: true,
}

const documentFields = z.object({ kind: choice(documentKinds).required() })
export const document: Form<z.infer<typeof documentFields>> = {
  fields: documentFields,
  files: { file: 'paper' },
  hasVersion: true,
}

const sendingFields = z.object({ slikConsent: tick(), readTerms: tick() })
export const sending: Form<z.infer<typeof sendingFields>> = {
  fields: sendingFields,
  hasVersion: true,
}

const plainFields = z.object({})
export const plain: Form<z.infer<typeof plainFields>> = { fields: plainFields, hasVersion: true }

const reason = text(500).required()
const reasonFields = z.object({ reason })
export const withReason: Form<z.infer<typeof reasonFields>> = {
  fields: reasonFields,
  hasVersion: true,
}

const checkFields = z.object({
  item: choice(checkItems).required(),
  result: choice(checkResults).required(),
  collectibility: amount(0).optional(),
  note: text(2000).optional(),
})
export const checking: Form<z.infer<typeof checkFields>> = { fields: checkFields, hasVersion: true }

const analysisFields = z.object({
  incomeRupiah: rupiah().required(),
  costRupiah: rupiah().required(),
  otherInstalmentsRupiah: rupiah().required(),
  advice: choice(advices).required(),
  advisedRupiah: rupiah().optional(),
  advisedTermMonths: amount(0).optional(),
  note: text(2000).optional(),
})
export const analysis: Form<z.infer<typeof analysisFields>> = {
  fields: analysisFields,
  hasVersion: true,
}

const approvalFields = z.object({
  amountRupiah: rupiah().required(),
  termMonths: amount(0).required(),
  reason,
})
export const approval: Form<z.infer<typeof approvalFields>> = {
  fields: approvalFields,
  hasVersion: true,
}

const surveyFields = z.object({ plannedOn: day().required(), note: text(2000).optional() })
export const survey: Form<z.infer<typeof surveyFields>> = { fields: surveyFields, hasVersion: true }
