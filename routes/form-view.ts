import type { Request, Response } from 'express'
import { isDay } from '../domain/dates.ts'
import type { Fault } from '../domain/fault.ts'
import { formatDay, formatMoment } from '../middleware/formats.ts'
import { toldField, toldValue } from './told-value.ts'

/**
 * What a form shows: the values at first, or what was typed with what is wrong with it. `labels`
 * are for fields that have no key under `fields`.
 */
export function formView(
  req: Request,
  res: Response,
  defaults: Record<string, unknown> = {},
  version?: number,
) {
  const { t } = res.locals
  const problem = req.problem
  const say = ({ key, values }: Fault) => t(key, { ...values, ...spoken(res, values) })
  const faults = Object.entries(problem?.faults ?? {})
  const typed = problem?.typed ?? {}
  const currentVersion = problem?.conflict?.version ?? version
  return {
    form: problem ? typed : defaults,
    requestId: problem?.conflict?.key === 'forms.otherContent' ? undefined : typed['requestId'],
    version: problem?.conflict?.version ?? typed['version'] ?? currentVersion,
    errors: Object.fromEntries(faults.map(([field, fault]) => [field, say(fault)])),
    errorList: faults.map(([field, fault]) => ({
      field,
      href: pageWide.includes(field) ? null : `#f-${fieldId(field)}`,
      message: say(fault),
    })),
    questions: (problem?.questions ?? []).map((question) => ({ ...question, text: say(question) })),
    askExplanation: (problem?.questions ?? []).some((question) => question.needsExplanation),
    conflict: problem?.conflict && {
      text: t(problem.conflict.key, spokenState(res, problem.conflict.values)),
      canApply: problem.conflict.version !== null,
      changes: problem.conflict.changes.map((change) => ({
        who: change.who || t('forms.you'),
        when: formatMoment(res.locals.lang, change.at),
        label: toldField(res, change.field),
        before: toldValue(res, change.kind, change.field, change.before),
        after: toldValue(res, change.kind, change.field, change.after),
      })),
    },
  }
}

// faults of these stand in no box of their own
const pageWide = ['form', 'requestId', 'version']

/** `lines[0][quantity]` as an id: `lines-0-quantity`. */
export function fieldId(field: string): string {
  return field.replace(/\W+/g, '-').replace(/-$/, '')
}

/** Days inside a sentence are written out; what only looks like one stays as it was typed. */
export function spoken(
  res: Response,
  values: Record<string, unknown> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => typeof value === 'string' && isDay(value))
      .map(([name, value]) => [name, formatDay(res.locals.lang, value as string)]),
  )
}

function spokenState(res: Response, values: Record<string, unknown>): Record<string, unknown> {
  const status = values['status']
  return typeof status === 'string'
    ? { ...values, status: res.locals.t(`statuses.${status}`) }
    : values
}
