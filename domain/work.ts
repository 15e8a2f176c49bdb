import { HarvestModel } from '../models/harvest.ts'
import { FarmerModel } from '../models/farmer.ts'
import type { Actor } from './actor.ts'
import { today } from './clock.ts'
import { dayOf, daysBetween } from './dates.ts'
import { loanWork } from './loans/service/work.ts'
import { can } from './permissions.ts'
import { qualityWork } from './processing/service/quality-work.ts'
import { processingWork } from './processing/service/work.ts'
import { harvestsVisibleTo } from './scopes.ts'
import { seedlingWork } from './seedlings/service/work.ts'
import { visitWork } from './visits/service/work.ts'

/** One thing that waits for a person. */
export interface WorkItem {
  key: string
  values: Record<string, unknown>
  href: string
  /** By when, where there is a day. */
  dueOn?: string
  days: number
  isLate: boolean
}

/** A harvest should have somebody's word within a week of being told (U). */
const confirmWithinDays = 7

/** How many are shown; who has more does these first. */
const mostShown = 20

/** What waits for this person: what is late first, then what has a day, then the oldest. */
export async function workOf(actor: Actor): Promise<{ items: WorkItem[]; total: number }> {
  const parts = await Promise.all([
    harvestsToConfirm(actor),
    ownDisputes(actor),
    visitWork(actor),
    loanWork(actor),
    processingWork(actor),
    qualityWork(actor),
    seedlingWork(actor),
  ])
  const all = parts.flat()
  return { items: shownOf(all, mostShown), total: all.length }
}

/**
 * The most urgent of each kind of work in turn, till `most` are chosen, in the order of urgency: many
 * late ones of one kind do not hide the first of another, such as a survey that a bank waits for.
 */
export function shownOf(all: readonly WorkItem[], most: number): WorkItem[] {
  const turns = new Map<string, number>()
  return [...all]
    .sort(byUrgency)
    .map((item) => {
      const turn = turns.get(item.key) ?? 0
      turns.set(item.key, turn + 1)
      return { item, turn }
    })
    .sort((a, b) => a.turn - b.turn)
    .slice(0, most)
    .map(({ item }) => item)
    .sort(byUrgency)
}

function byUrgency(a: WorkItem, b: WorkItem): number {
  const rank = ({ isLate, dueOn }: WorkItem) => (isLate ? 0 : dueOn === undefined ? 2 : 1)
  return rank(a) - rank(b) || b.days - a.days || (a.dueOn ?? '').localeCompare(b.dueOn ?? '')
}

async function harvestsToConfirm(actor: Actor): Promise<WorkItem[]> {
  if (!can(actor, 'harvest.confirm')) return []
  const harvests = await HarvestModel.find({
    $and: [harvestsVisibleTo(actor), { status: 'declared' }],
  }).lean()
  const waiting = harvests
    .filter((harvest) => String(harvest.registeredBy) !== actor.userId)
    .slice(0, 200)
  const farmers = await FarmerModel.find(
    { _id: { $in: waiting.map((h) => h.farmerId) } },
    { fullName: 1 },
  ).lean()
  const names = new Map(farmers.map((farmer) => [String(farmer._id), farmer.fullName]))
  return waiting.map((harvest) => {
    const days = daysBetween(dayOf(harvest.declaredAt), today())
    return {
      key: 'home.work.confirm',
      values: {
        farmer: names.get(String(harvest.farmerId)) ?? '',
        weightKg: harvest.weightG / 1000,
      },
      href: `/harvests/${String(harvest._id)}`,
      days,
      isLate: days > confirmWithinDays,
    }
  })
}

async function ownDisputes(actor: Actor): Promise<WorkItem[]> {
  if (actor.role !== 'farmer') return []
  const disputed = await HarvestModel.find({ farmerId: actor.farmerId, status: 'disputed' }).lean()
  return disputed.map((harvest) => {
    const days = daysBetween(dayOf(harvest.decidedAt ?? harvest.declaredAt), today())
    return {
      key: 'home.work.disputed',
      values: { number: harvest.number, weightKg: harvest.weightG / 1000 },
      href: `/harvests/${String(harvest._id)}`,
      days,
      isLate: days > confirmWithinDays,
    }
  })
}
