import { FarmerModel } from '../../../models/farmer.ts'
import { UserModel } from '../../../models/user.ts'
import { VisitModel, type Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { addDays, compareDays, daysBetween } from '../../dates.ts'
import { can, type Role } from '../../permissions.ts'
import type { FollowUpFor } from '../kinds.ts'
import { firstDay } from '../visit-rules.ts'
import { visitsWithin } from './calendar.ts'
import type { WorkItem } from '../../work.ts'

/** A follow-up is shown to whom it is for from so many days before it is due. */
const showAheadDays = 30
/** Longer ago a missed plan is history, not work. */
const missedWithinDays = 60
/** Advice should be read within a week (U). */
const readWithinDays = 7
const mostOfAKind = 100

/** What waits for this person because of visits: plans, follow-ups, advice to read. */
export async function visitWork(actor: Actor): Promise<WorkItem[]> {
  if (!can(actor, 'visit.view')) return []
  const parts = await Promise.all([
    plansToMake(actor),
    followUpsDue(actor),
    adviceToRead(actor),
    adviceToReadOut(actor),
  ])
  return parts.flat()
}

async function plansToMake(actor: Actor): Promise<WorkItem[]> {
  if (!can(actor, 'visit.complete')) return []
  const day = {
    $gte: addDays(today(), -missedWithinDays),
    $lte: addDays(today(), showAheadDays),
  }
  const [planned, missed] = await Promise.all([
    visitsWithin(actor, { status: 'planned', day }),
    visitsWithin(actor, { status: 'missed', day }),
  ])
  const found = [...planned, ...missed].sort((a, b) => compareDays(a.day, b.day))
  // a survey that a bank waits for is shown as soon as it is asked for, other plans on their day
  const due = found.filter(({ day, kind }) => day <= today() || kind === 'loan-survey')
  const own = due.filter(({ officerId }) => !officerId || String(officerId) === actor.userId)
  const names = await farmerNames(own)
  return own.slice(0, mostOfAKind).map((visit) => ({
    key: keyOf(visit),
    values: { farmer: names.get(String(visit.farmerId)) ?? '', number: visit.number },
    href: hrefOf(visit),
    dueOn: visit.day,
    days: Math.max(0, daysBetween(visit.day, today())),
    isLate: visit.day < today(),
  }))
}

function keyOf({ status, day }: Pick<Visit, 'status' | 'day'>): string {
  if (status === 'missed') return 'home.work.visitMissed'
  return day > today() ? 'home.work.visitSurvey' : 'home.work.visitToday'
}

const dueFor: Partial<Record<Role, { who: FollowUpFor; field: string }>> = {
  farmer: { who: 'farmer', field: 'dueForFarmer' },
  'group-leader': { who: 'leader', field: 'dueForLeader' },
  'extension-officer': { who: 'officer', field: 'dueForOfficer' },
}

async function followUpsDue(actor: Actor): Promise<WorkItem[]> {
  const own = dueFor[actor.role]
  if (!own) return []
  const last = addDays(today(), showAheadDays)
  const visits = await visitsWithin(actor, { [own.field]: { $gte: firstDay, $lte: last } })
  return visits.slice(0, mostOfAKind).flatMap((visit) =>
    visit.followUps
      .filter(({ who, doneOn, dueOn }) => who === own.who && doneOn === null && dueOn <= last)
      .map(({ what, dueOn }) => ({
        key: 'home.work.followUp',
        values: { what, number: visit.number },
        href: hrefOf(visit),
        dueOn,
        days: Math.max(0, daysBetween(dueOn, today())),
        isLate: dueOn < today(),
      })),
  )
}

async function adviceToRead(actor: Actor): Promise<WorkItem[]> {
  if (actor.role !== 'farmer') return []
  const visits = await VisitModel.find({ farmerId: actor.farmerId, status: 'done' }).lean()
  return visits
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .map((visit) => {
      const days = daysBetween(visit.day, today())
      const values = { officer: visit.officerName ?? '', number: visit.number }
      const isLate = days > readWithinDays
      return { key: 'home.work.advice', values, href: hrefOf(visit), days, isLate }
    })
}

/** One line for the leader: advice of members who cannot read it for themselves. */
async function adviceToReadOut(actor: Actor): Promise<WorkItem[]> {
  if (actor.role !== 'group-leader') return []
  const visits = await VisitModel.find(
    { groupId: actor.organisationId, status: 'done' },
    { farmerId: 1, acknowledgedAt: 1, day: 1 },
  ).lean()
  const unread = visits.filter(({ acknowledgedAt }) => acknowledgedAt === null)
  const users = await UserModel.find(
    { farmerId: { $in: unread.map(({ farmerId }) => farmerId) } },
    { farmerId: 1 },
  ).lean()
  const readers = new Set(users.map(({ farmerId }) => String(farmerId)))
  const days = unread
    .filter(({ farmerId }) => !readers.has(String(farmerId)))
    .map((visit) => daysBetween(visit.day, today()))
  if (days.length === 0) return []
  const oldest = Math.max(...days)
  return [
    {
      key: 'home.work.adviceOut',
      values: { count: days.length },
      href: '/visits?status=done',
      days: oldest,
      isLate: oldest > readWithinDays,
    },
  ]
}

async function farmerNames(visits: Visit[]): Promise<Map<string, string>> {
  const farmers = await FarmerModel.find(
    { _id: { $in: visits.map(({ farmerId }) => farmerId) } },
    { fullName: 1 },
  ).lean()
  return new Map(farmers.map(({ _id, fullName }) => [String(_id), fullName]))
}

const hrefOf = (visit: Pick<Visit, '_id'>) => `/visits/${String(visit._id)}`
