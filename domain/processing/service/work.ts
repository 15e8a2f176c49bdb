import { HarvestModel } from '../../../models/harvest.ts'
import { IntakeModel } from '../../../models/intake.ts'
import type { Actor } from '../../actor.ts'
import { today } from '../../clock.ts'
import { daysBetween } from '../../dates.ts'
import { dueAt } from './dashboard.ts'

/** What waits for a unit (wet coffee) or for a farmer (a harvest that the unit wrote down). */
export async function processingWork(actor: Actor) {
  if (actor.role === 'processor') return unitWork(actor)
  return actor.role === 'farmer' ? farmerWork(actor) : []
}

async function unitWork(actor: Actor) {
  const due = await dueAt(actor)
  return due.map(({ kind, hours, isLate, href, number, name, massKg }) => ({
    key: `home.work.due.${kind}`,
    values: { number, name: name || number, massKg, hours },
    href,
    days: Math.floor(hours / 24),
    isLate,
  }))
}

async function farmerWork(actor: Actor) {
  const slips = await IntakeModel.find({ farmerId: actor.farmerId, madeHarvest: true }).lean()
  const open = slips.filter(({ status }) => status !== 'rejected')
  const harvests = await HarvestModel.find(
    { _id: { $in: open.map(({ harvestId }) => harvestId) }, status: 'declared' },
    { _id: 1 },
  ).lean()
  const waiting = new Set(harvests.map(({ _id }) => String(_id)))
  return open
    .filter(({ harvestId }) => waiting.has(String(harvestId)))
    .map((slip) => {
      const days = daysBetween(slip.receivedOn, today())
      return {
        key: 'home.work.agree',
        values: { weightKg: slip.netG / 1000, number: slip.number },
        href: `/processing/intake/${String(slip._id)}`,
        days,
        isLate: days > 7,
      }
    })
}
