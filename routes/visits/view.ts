import type { Actor } from '../../domain/actor.ts'
import { openActs } from '../../domain/visits/acts.ts'
import { isAmiss, type ChecklistQuestion } from '../../domain/visits/checklist.ts'
import type { readVisit, Visit } from '../../domain/visits/service/read.ts'
import type { Language, Translate } from '../../middleware/words.ts'

/** A visit as data: the fields of service.md section 5, for pages, JSON and files alike. */
export function visitRow(visit: Visit) {
  const { number, status, version, kind, plannedOn, visitedOn } = visit
  return {
    id: String(visit._id),
    ...{ number, status, version, kind, plannedOn, visitedOn },
    farmerId: String(visit.farmerId),
    plotId: String(visit.plotId),
    groupId: String(visit.groupId),
    districtCode: visit.districtCode,
    officerName: visit.officerName,
    distanceM: visit.distanceM,
    findings: visit.findings,
    advice: visit.advice,
    borerPct: visit.borerPct,
    rustPct: visit.rustPct,
    openFollowUps: visit.followUps.filter(({ doneOn }) => doneOn === null).length,
  }
}

type Found = Awaited<ReturnType<typeof readVisit>>

const photosOf = (ids: Visit['photoIds']) => ids.map((id) => ({ href: `/photos/${String(id)}` }))

/** The record page's data: the row, what may be done now, what was found and what became of it. */
export function visitRecord(actor: Actor, { visit, hasAccount, questions }: Found) {
  const photoCodes = new Set(questions.filter(({ kind }) => kind === 'photo').map((q) => q.code))
  return {
    ...visitRow(visit),
    // `data-record` of the page; `visitKind` as data is `kind` of the visit itself
    acts: openActs(actor, visit, hasAccount),
    note: visit.note,
    lat: visit.lat,
    lon: visit.lon,
    accuracyM: visit.accuracyM,
    answers: Object.fromEntries(
      visit.answers.map(({ code, value }) => [
        code,
        photoCodes.has(code) ? [{ href: `/photos/${value}` }] : value,
      ]),
    ),
    checklist: visit.checklistId,
    issues: visit.issues,
    adviceFollowed: visit.adviceFollowed,
    followUps: visit.followUps.map(({ what, who, dueOn, doneOn, note, doneByName }) => ({
      ...{ what, who, dueOn, doneOn, note, doneByName },
    })),
    photos: photosOf(visit.photoIds),
    plannedByName: visit.plannedByName,
    plannedAt: visit.plannedAt,
    doneAt: visit.doneAt,
    acknowledgedAt: visit.acknowledgedAt,
    acknowledgedByName: visit.acknowledgedByName,
    comment: visit.comment,
    moves: visit.moves,
    reason: visit.reason,
    returnedAt: visit.returnedAt,
    returnedByName: visit.returnedByName,
    returnReason: visit.returnReason,
    confirmed: visit.confirmed.map(({ code, explanation, answeredAt }) => ({
      ...{ code, explanation, answeredAt },
    })),
  }
}

/** What was answered, in the words of its question, as the page prints it. */
export function shownAnswers(
  visit: Visit,
  questions: ChecklistQuestion[],
  t: Translate,
  lang: Language,
) {
  const values = new Map(visit.answers.map(({ code, value }) => [code, value]))
  return questions.flatMap((question) => {
    const value = values.get(question.code)
    if (value === undefined) return []
    const isNumber = typeof value === 'number'
    return {
      label: question.text[lang],
      isNumber,
      value,
      unit: question.unit ?? '',
      text: isNumber ? '' : saidAnswer(question, value, t, lang),
      photoHref: question.kind === 'photo' ? `/photos/${value}` : null,
      isAmiss: isAmiss(question, value),
      band: question.band ?? null,
    }
  })
}

function saidAnswer(question: ChecklistQuestion, value: string, t: Translate, lang: Language) {
  if (question.kind === 'yes-no') return t(`visits.answer.${value}`)
  const option = question.options?.find(({ code }) => code === value)
  return option ? option.text[lang] : value
}

/** Which kind of tag a status gets. */
export const statusTag = {
  planned: 'wait',
  done: 'info',
  closed: 'good',
  missed: 'bad',
  cancelled: 'plain',
} as const
