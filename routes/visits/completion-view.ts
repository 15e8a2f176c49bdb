import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { addDays } from '../../domain/dates.ts'
import { currentChecklist } from '../../domain/visits/service/checklists.ts'
import { adviceFollowedAnswers, followUpFor, type VisitKind } from '../../domain/visits/kinds.ts'
import type { Visit } from '../../domain/visits/service/read.ts'
import { mostPhotos } from '../../domain/visits/visit-rules.ts'
import { typedRows } from '../field-rows.ts'
import { formView } from '../form-view.ts'
import { questionFields } from './question-fields.ts'

type View = ReturnType<typeof formView>

/** Rows for follow-ups that are offered beyond those that are filled. */
const spareRows = 2
const leastRows = 3

/** All that the form of a visit that was made shows: checklist, follow-ups, the advice of last time. */
export async function completionView(
  req: Request,
  res: Response,
  kind: VisitKind,
  view: View,
  last: Visit | null,
) {
  const { t, lang } = res.locals
  const { questions } = await currentChecklist(kind)
  const answers = (view.form['answers'] ?? {}) as Record<string, unknown>
  const followed = view.form['adviceFollowed']
  return {
    checklist: questionFields(questions, asObject(answers), view.errors, t, lang),
    followUpRows: followUpRows(view, t),
    followedOptions: adviceFollowedAnswers.map((value) => ({
      value,
      label: t(`visits.followed.${value}`),
      isChecked: value === followed,
    })),
    last: last?.advice
      ? { advice: last.advice, visitedOn: last.visitedOn, officerName: last.officerName }
      : null,
    mostPhotos,
    today: today(),
  }
}

function followUpRows({ form, errors }: View, t: Response['locals']['t']) {
  const typed = typedRows(form['followUps'])
  const count = Math.max(leastRows, typed.length + (typed.length >= leastRows ? spareRows : 0))
  return Array.from({ length: count }, (_, n) => {
    const row = typed[n] ?? {}
    const field = (name: string) => ({
      name: `followUps[${n}][${name}]`,
      id: `followUps-${n}-${name}`,
      value: row[name] ?? '',
      error: errors[`followUps[${n}][${name}]`] ?? '',
    })
    return {
      n: n + 1,
      what: field('what'),
      who: {
        ...field('who'),
        options: followUpFor.map((value) => ({
          value,
          label: t(`visits.who.${value}`),
          isSelected: row['who'] === value,
        })),
      },
      dueOn: field('dueOn'),
    }
  })
}

/** What the form of a visit holds at first: what was sent back for completion, else today. */
export function firstValues(visit: Visit | null): Record<string, unknown> {
  const earlier = visit?.earlier
  if (!earlier) return { visitedOn: today() }
  const { visitedOn, lat, lon, accuracyM, findings, advice, adviceFollowed, followUps } = earlier
  return {
    ...{ visitedOn, lat, lon, accuracyM, findings, advice, adviceFollowed },
    answers: Object.fromEntries(earlier.answers.map(({ code, value }) => [code, value])),
    followUps: followUps.map(({ what, who, dueOn }) => ({ what, who, dueOn })),
  }
}

/** The day that is offered for a new plan: tomorrow. */
export function offeredDay(): string {
  return addDays(today(), 1)
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
}
