import { z } from 'zod'
import { mostFollowUps } from '../../domain/visits/follow-ups.ts'
import { adviceFollowedAnswers, followUpFor, visitKinds } from '../../domain/visits/kinds.ts'
import type { Form } from '../../middleware/accept.ts'
import { rows } from '../field-rows.ts'
import { amount, choice, day, list, measured, recordId, text } from '../fields.ts'

const reason = text(500).required()

/** Answers by the code of their question: texts only, read by the checklist later. */
const answers = z
  .unknown()
  .optional()
  .transform((raw, ctx): Record<string, string> => {
    if (raw === undefined || raw === '') return {}
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      ctx.addIssue({ code: 'custom', message: 'forms.notValid', params: {} })
      return z.NEVER
    }
    const entries = Object.entries(raw as Record<string, unknown>)
    for (const [code, value] of entries)
      if (typeof value !== 'string')
        ctx.addIssue({ code: 'custom', message: 'forms.once', params: {}, path: [code] })
    return Object.fromEntries(entries) as Record<string, string>
  })

const told = {
  lat: measured(8, true).optional(),
  lon: measured(8, true).optional(),
  accuracyM: measured(6).optional(),
  answers,
  findings: text(4000).optional(),
  advice: text(4000).optional(),
  adviceFollowed: choice(adviceFollowedAnswers).optional(),
  followUps: rows(
    {
      what: text(300).required(),
      who: choice(followUpFor).required(),
      dueOn: day().required(),
    },
    mostFollowUps * 2,
  ),
}
const files = { photos: 'photo', 'answers[*]': 'photo' } as const

const completionFields = z.object({ ...told, visitedOn: day().required() })
export const completion: Form<z.infer<typeof completionFields>> = {
  fields: completionFields,
  files,
  hasVersion: true,
}

const newVisitFields = z.object({
  ...told,
  farmerId: recordId().required(),
  plotId: recordId().required(),
  kind: choice(visitKinds).required(),
  plannedOn: day().optional(),
  visitedOn: day().optional(),
})
export const newVisit: Form<z.infer<typeof newVisitFields>> = { fields: newVisitFields, files }

const groupPlanFields = z.object({
  groupId: recordId().required(),
  farmerIds: list(recordId().required()),
  kind: choice(visitKinds).required(),
  firstOn: day().required(),
  perDay: amount(0).required(),
})
export const groupPlan: Form<z.infer<typeof groupPlanFields>> = { fields: groupPlanFields }

const moveFields = z.object({ plannedOn: day().required(), reason })
export const move: Form<z.infer<typeof moveFields>> = { fields: moveFields, hasVersion: true }

const reasonFields = z.object({ reason })
export const withReason: Form<z.infer<typeof reasonFields>> = {
  fields: reasonFields,
  hasVersion: true,
}

const acknowledgementFields = z.object({ comment: text(2000).optional() })
export const acknowledgement: Form<z.infer<typeof acknowledgementFields>> = {
  fields: acknowledgementFields,
  hasVersion: true,
}

const reportFields = z.object({ doneOn: day().required(), note: text(1000).optional() })
export const report: Form<z.infer<typeof reportFields>> = { fields: reportFields, hasVersion: true }
