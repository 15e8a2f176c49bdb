import { Types } from 'mongoose'
import { now } from '../../domain/clock.ts'
import { addDays, daysBetween, parseMoment } from '../../domain/dates.ts'
import type { Checklist } from '../../domain/visits/checklist.ts'
import { issuesOf, measureOf } from '../../domain/visits/checklist.ts'
import {
  auditedVisit,
  findingsAlone,
  nothingFound,
  settled,
} from '../../domain/visits/service/save.ts'
import { distanceM, visitQuestions } from '../../domain/visits/visit-rules.ts'
import type { Findings, Visit } from '../../models/visit.ts'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import type { Random } from './random.ts'
import { answersOf } from './visit-answers.ts'
import type { VisitDraft } from './visit-drafts.ts'
import { adviceFor, followUpsFor } from './visit-words.ts'

/** Who goes, who reads, who sends back. */
export interface VisitHands {
  officer: DemoPerson
  reader: DemoPerson
  leader: DemoPerson
  office: DemoPerson
}

interface LifeOf {
  draft: VisitDraft
  id: Types.ObjectId
  number: string
  hands: VisitHands
  checklist: Checklist
  photoIds: Types.ObjectId[]
  today: string
}

/** One visit from its plan to what became of it, with the events that its acts write. */
export function visitLife(random: Random, trail: DemoTrail, life: LifeOf): Visit {
  const { draft, hands, today } = life
  const { officer, reader, office } = hands
  const { plannedOn, visitedOn, fate } = draft
  let visit = bornVisit(life)
  const step = (
    act: string,
    person: DemoPerson | null,
    at: Date,
    to: Partial<Visit>,
    note?: string,
  ) => {
    const next = settled({ ...visit, ...to })
    const after = { ...next, version: visit.version + 1, updatedAt: at }
    trail.note(person, at, {
      ...{ act: `visit.${act}`, record: demoRecord('visit', after) },
      ...{ before: auditedVisit(visit), after: auditedVisit(after), note: note ?? null },
    })
    visit = after
  }
  const move = () => {
    const to = moveOf(visit, officer)
    step('move', officer, to.moves![0]!.at, to, rain)
  }
  if (plannedOn) {
    trail.note(officer, visit.createdAt, {
      ...{ act: 'visit.plan', record: demoRecord('visit', visit), after: auditedVisit(visit) },
    })
    if (draft.isMoved) move()
  }
  if (fate === 'cancelled') {
    const reason = 'Petani sedang bepergian.'
    const at = earlier(hourOf(addDays(plannedOn!, -1), 16))
    step('cancel', officer, at, { status: 'cancelled', reason }, reason)
  }
  if (fate === 'missed') step('miss', null, hourOf(addDays(plannedOn!, 1), 1), { status: 'missed' })
  if (!visitedOn) return visit
  const found = findingsFor(random, life)
  const doneAt = earlier(hourOf(visitedOn, 15))
  const done = { ...found, status: 'done' as const, doneAt, ...confirmedOf(found, officer, doneAt) }
  if (plannedOn) step('complete', officer, doneAt, done)
  else visit = loggedVisit(trail, officer, doneAt, { ...visit, ...done })
  if (fate.startsWith('returned')) {
    const at = earlier(hourOf(addDays(visitedOn, 2), 9))
    step('return', office, at, returnOf(visit, office, at, today), lacking)
    if (fate === 'returned') return visit
    const again = earlier(hourOf(addDays(visitedOn, 4), 15))
    step('complete', officer, again, { ...done, doneAt: again })
  }
  if (fate === 'unread') return visit
  const readAt = earlier(hourOf(addDays(visitedOn, random.whole(4, 8)), 19))
  const comment = random.next() < 0.4 ? random.pick(comments) : null
  const read = { acknowledgedAt: readAt, acknowledgedByName: reader.fullName, comment }
  step('acknowledge', reader, readAt, read, comment ?? undefined)
  if (fate === 'closed' || daysBetween(visitedOn, today) > 90) reportAll(visit, hands, today, step)
  return visit
}

const rain = 'Hujan, jalan ke kebun tertutup.'
const lacking = 'Temuan hama belum dijelaskan; tambahkan sarannya.'
const comments = [
  'Terima kasih, Pak.',
  'Sudah saya kerjakan sebagian.',
  'Mohon dicek lagi bulan depan.',
]

type Step = (act: string, person: DemoPerson, at: Date, to: Partial<Visit>, note?: string) => void

/** Reports every follow-up that could be done by today. */
function reportAll(visit: Visit, hands: VisitHands, today: string, step: Step): void {
  const people = { farmer: hands.reader, leader: hands.leader, officer: hands.officer }
  let followUps = visit.followUps
  visit.followUps.forEach(({ who, dueOn }, n) => {
    const doneOn = dueOn < today ? dueOn : today
    const at = earlier(hourOf(doneOn, 17))
    // the officer reports for a leader who has no account yet
    const person = people[who]
    followUps = followUps.map((each, place) =>
      place === n ? { ...each, doneOn, note: 'Selesai.', doneByName: person.fullName } : each,
    )
    step('follow-up', person, at, { followUps }, 'Selesai.')
  })
}

function bornVisit({ draft, id, number, hands }: LifeOf): Visit {
  const { plot, kind, plannedOn, visitedOn, isMoved } = draft
  const first = plannedOn && isMoved ? addDays(plannedOn, -1) : plannedOn
  const createdAt = earlier(first ? hourOf(addDays(first, -12), 8) : hourOf(visitedOn!, 15))
  return settled({
    ...nothingFound,
    ...{ _id: id, number, status: 'planned', kind, plannedOn: first, note: null },
    ...{ farmerId: plot.farmerId, groupId: plot.groupId, plotId: plot._id },
    ...{ districtCode: plot.districtCode, regencyCode: plot.regencyCode },
    ...{
      season: 0,
      day: first ?? visitedOn!,
      doneAt: null,
      version: 1,
      createdAt,
      updatedAt: createdAt,
    },
    ...{ plannedByName: hands.officer.fullName, plannedAt: createdAt },
    officerId: new Types.ObjectId(hands.officer.userId),
    officerName: hands.officer.fullName,
    ...{ acknowledgedAt: null, acknowledgedByName: null, comment: null, moves: [], reason: null },
    ...{ returnedAt: null, returnedByName: null, returnReason: null, earlier: null, confirmed: [] },
    ...{ dueForFarmer: null, dueForLeader: null, dueForOfficer: null },
  })
}

function moveOf(visit: Visit, officer: DemoPerson): Partial<Visit> {
  const [from, to] = [visit.plannedOn!, addDays(visit.plannedOn!, 1)]
  const at = earlier(hourOf(addDays(to, -4), 8))
  return { plannedOn: to, moves: [{ from, to, at, byName: officer.fullName, reason: rain }] }
}

function returnOf(visit: Visit, office: DemoPerson, at: Date, today: string): Partial<Visit> {
  return {
    ...nothingFound,
    ...{ status: 'planned', plannedOn: addDays(today, 4), earlier: findingsAlone(visit) },
    ...{ doneAt: null, returnedAt: at, returnedByName: office.fullName, returnReason: lacking },
  }
}

function loggedVisit(trail: DemoTrail, officer: DemoPerson, at: Date, visit: Visit): Visit {
  const logged = settled({ ...visit, createdAt: at, updatedAt: at, plannedAt: at })
  trail.note(officer, at, {
    ...{ act: 'visit.complete', record: demoRecord('visit', logged), after: auditedVisit(logged) },
  })
  return logged
}

function confirmedOf({ distanceM: distance }: Findings, officer: DemoPerson, answeredAt: Date) {
  const answeredBy = new Types.ObjectId(officer.userId)
  return {
    confirmed: visitQuestions(distance).map(({ code }) => ({
      ...{ code, explanation: null, answeredBy, answeredAt },
    })),
  }
}

function findingsFor(random: Random, { draft, checklist, photoIds }: LifeOf): Findings {
  const { plot, visitedOn } = draft
  const { questions } = checklist
  const answers = answersOf(random, questions, Number(visitedOn!.slice(5, 7)))
  const issues = issuesOf(questions, answers)
  // a few write down the visit at the meeting house, a kilometre away
  const away = random.next() < 0.04 ? 0.011 : 0.0004
  const [lon, lat] = plot.centre ?? [114, -8]
  const place = {
    lat: Math.round((lat + (random.next() - 0.5) * away * 2) * 1e6) / 1e6,
    lon: Math.round((lon + (random.next() - 0.5) * away * 2) * 1e6) / 1e6,
    accuracyM: random.whole(3, 18),
  }
  return {
    ...{ visitedOn, ...place, distanceM: distanceM(place, plot), checklistId: checklist.id },
    answers: Object.entries(answers).map(([code, value]) => ({ code, value })),
    ...adviceFor(random, issues),
    adviceFollowed: random.pick(['yes', 'yes', 'partly', 'no', null] as const),
    followUps: followUpsFor(random, issues, visitedOn!),
    ...{ photoIds, issues },
    borerPct: measureOf(questions, answers, 'borer'),
    rustPct: measureOf(questions, answers, 'rust'),
  }
}

function hourOf(day: string, hour: number): Date {
  return parseMoment(`${day}T${String(hour).padStart(2, '0')}:10`)!
}

/** Nothing lies in the future. */
function earlier(moment: Date): Date {
  return new Date(Math.min(moment.getTime(), now().getTime() - 60_000))
}
