import { Types } from 'mongoose'
import type { Farmer } from '../../../models/farmer.ts'
import { FarmerModel } from '../../../models/farmer.ts'
import { PlotModel, type Plot } from '../../../models/plot.ts'
import type { Visit } from '../../../models/visit.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { addDays } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { nextNumber } from '../../numbers.ts'
import type { VisitKind } from '../kinds.ts'
import { plannedOnFault } from '../visit-rules.ts'
import { farmerInSight, officerOf, plotInSight, tellFarmer } from './people.ts'
import { nothingFound, saveNew } from './save.ts'

/** A plan as an officer makes it. */
export interface Plan {
  farmerId: string
  plotId: string
  kind: VisitKind
  plannedOn: string
}

/**
 * Plans a visit to a farmer in sight, and tells him the day.
 * @throws {RuleBroken} when farmer or plot are out of sight, or the day cannot be
 */
export async function planOwnVisit(actor: Actor, plan: Plan, number: string): Promise<Visit> {
  const farmer = await farmerInSight(actor, plan.farmerId)
  const plot = await plotInSight(actor, farmer, plan.plotId)
  assertPlannedOn(plan.plannedOn)
  const officer = { _id: new Types.ObjectId(actor.userId), fullName: actor.fullName }
  return keepPlan(actor, { farmer, plot, officer, number, note: null, ...plan })
}

/** What another area asks for: a survey for a loan, a look at what was planted. */
export interface AskedVisit {
  farmerId: Types.ObjectId
  plotId: Types.ObjectId
  kind: VisitKind
  plannedOn: string
  note?: string | null
}

/**
 * Plans a visit for another area, in its transaction: it goes to the officer of the plot's district,
 * who finds it in his work list. `askedBy` is whoever asked for it, null for a job. Farmer and plot
 * are not looked for in the scope of that person: the caller knows that he may ask.
 * @throws {RuleBroken} at `plannedOn` when the day cannot be
 */
export async function planVisit(askedBy: Actor | null, wanted: AskedVisit): Promise<Visit> {
  const [farmer, plot] = await Promise.all([
    FarmerModel.findById(wanted.farmerId).lean(),
    PlotModel.findById(wanted.plotId).lean(),
  ])
  if (!farmer || !plot) throw new RuleBroken({ plotId: { key: 'forms.notThere' } })
  assertPlannedOn(wanted.plannedOn)
  const officer = await officerOf(plot.districtCode)
  const number = await nextNumber(visitPrefix())
  const { kind, plannedOn, note = null } = wanted
  return keepPlan(askedBy, { farmer, plot, officer, number, kind, plannedOn, note })
}

/** What the numbers of this year's visits begin with. */
export function visitPrefix(): string {
  return `KJ-${today().slice(0, 4)}`
}

function assertPlannedOn(plannedOn: string): void {
  const fault = plannedOnFault(plannedOn, today())
  if (fault) throw new RuleBroken({ plannedOn: fault })
}

interface Whole {
  farmer: Farmer
  plot: Plot
  officer: { _id: Types.ObjectId; fullName: string } | null
  number: string
  kind: VisitKind
  plannedOn: string | null
  note: string | null
}

/** The record of a visit nobody has made yet. */
export function visitOf(actor: Actor | null, whole: Whole, day: string): Visit {
  const { farmer, plot, officer, number, kind, plannedOn, note } = whole
  return {
    ...nothingFound,
    ...{ number, kind, plannedOn, note, day },
    _id: new Types.ObjectId(),
    status: 'planned',
    farmerId: farmer._id,
    groupId: farmer.groupId,
    bankIds: farmer.bankIds ?? [],
    plotId: plot._id,
    districtCode: plot.districtCode,
    regencyCode: plot.regencyCode,
    season: Number(day.slice(0, 4)),
    plannedByName: actor?.fullName ?? 'Kabinet Arabika',
    plannedAt: now(),
    officerId: officer?._id ?? null,
    officerName: officer?.fullName ?? null,
    doneAt: null,
    acknowledgedAt: null,
    acknowledgedByName: null,
    comment: null,
    moves: [],
    reason: null,
    returnedAt: null,
    returnedByName: null,
    returnReason: null,
    earlier: null,
    confirmed: [],
    dueForFarmer: null,
    dueForLeader: null,
    dueForOfficer: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

async function keepPlan(actor: Actor | null, whole: Whole & { plannedOn: string }): Promise<Visit> {
  const visit = await saveNew(actor, visitOf(actor, whole, whole.plannedOn), 'plan')
  await tellFarmer(actor, visit.farmerId, {
    key: 'messages.visit.planned',
    values: { officer: visit.officerName ?? '', plannedOn: visit.plannedOn, plot: whole.plot.name },
    href: `/visits/${String(visit._id)}`,
  })
  return visit
}

/** Nobody sees more gardens than these in a day (U). */
const mostPerDay = 12

/** Many plans at once: the members of a group, so many a day. */
export interface GroupPlan {
  farmerIds: string[]
  kind: VisitKind
  firstOn: string
  perDay: number
}

/**
 * Plans one visit to the first garden of each farmer, `perDay` on each working day from `firstOn`.
 * @throws {RuleBroken} when a farmer is out of sight or has no garden
 */
export async function planForGroup(actor: Actor, plan: GroupPlan): Promise<Visit[]> {
  if (plan.farmerIds.length === 0) throw new RuleBroken({ farmerIds: { key: 'forms.missing' } })
  if (plan.perDay < 1 || plan.perDay > mostPerDay)
    throw new RuleBroken({ perDay: { key: 'visits.rules.perDay', values: { max: mostPerDay } } })
  const days = workingDays(plan.firstOn, Math.ceil(plan.farmerIds.length / plan.perDay))
  const visits: Visit[] = []
  for (const [index, farmerId] of [...new Set(plan.farmerIds)].entries()) {
    const plannedOn = days[Math.floor(index / plan.perDay)]!
    const plotId = await firstPlotOf(farmerId)
    const fault = plannedOnFault(plannedOn, today())
    if (fault) throw new RuleBroken({ firstOn: fault })
    const number = await nextNumber(visitPrefix())
    const one = { farmerId, plotId, kind: plan.kind, plannedOn }
    visits.push(await planOwnVisit(actor, one, number).catch(atFarmerIds))
  }
  return visits
}

function atFarmerIds(error: unknown): never {
  if (error instanceof RuleBroken) throw new RuleBroken({ farmerIds: { key: 'forms.notThere' } })
  throw error
}

async function firstPlotOf(farmerId: string): Promise<string> {
  const plots = await PlotModel.find({ farmerId, status: 'active' }, { number: 1 }).lean()
  const first = plots.sort((a, b) => (a.number < b.number ? -1 : 1))[0]
  return String(first?._id ?? farmerId)
}

// Monday to Friday; officers plan their Saturdays one by one
function workingDays(firstOn: string, count: number): string[] {
  const days: string[] = []
  for (let day = firstOn; days.length < count; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.push(day)
  }
  return days
}
