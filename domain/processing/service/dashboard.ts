import { LotModel } from '../../../models/lot.ts'
import { StorageReadingModel } from '../../../models/storage-reading.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { coffeeForms } from '../coffee.ts'
import { cherryDue, lotDue, type Due } from '../due.ts'
import { waitingIntakes } from './intake-list.ts'

/** One thing that a unit must look at, with where. */
export interface DueItem extends Due {
  href: string
  number: string
  name: string
  massKg: number
}

type AtWork = Awaited<ReturnType<typeof lotsAtWork>>[number]

/** What is wet now and must move, the longest waiting first. */
export async function dueAt(actor: Actor): Promise<DueItem[]> {
  const [intakes, lots] = await Promise.all([waitingIntakes(actor), lotsAtWork(actor)])
  const readings = await latestReadings(lots)
  const present = now()
  const fromIntakes = intakes.map((intake) => ({
    due: cherryDue(intake.receivedAt, present),
    href: `/processing/intake/${String(intake._id)}`,
    number: intake.number,
    name: intake.farmerName,
    massKg: intake.netG / 1000,
  }))
  const fromLots = lots.map((lot) => {
    const reading = readings.get(String(lot._id))
    const seen = { readAt: reading?.readAt ?? null, readBp: reading?.moistureBp ?? null }
    return {
      due: lotDue({ ...lot, ...seen }, present),
      href: `/lots/${String(lot._id)}`,
      number: lot.number,
      name: lot.name ?? '',
      massKg: lot.massG / 1000,
    }
  })
  return [...fromIntakes, ...fromLots]
    .flatMap(({ due, ...rest }) => (due ? [{ ...due, ...rest }] : []))
    .sort((a, b) => Number(b.isLate) - Number(a.isLate) || b.hours - a.hours)
}

/** Lots in hand, without their origins: as many as a unit works on, not as many as it ever had. */
async function lotsAtWork(actor: Actor) {
  return LotModel.find(
    { organisationId: actor.organisationId, status: { $in: ['open', 'in-process'] } },
    {
      number: 1,
      name: 1,
      form: 1,
      process: 1,
      massG: 1,
      moistureBp: 1,
      lastStep: 1,
      lastStepAt: 1,
      receivedFrom: 1,
    },
  ).lean()
}

async function latestReadings(lots: AtWork[]) {
  const readings = await StorageReadingModel.find({
    lotId: { $in: lots.map(({ _id }) => _id) },
    moistureBp: { $ne: null },
  }).lean()
  const latest = new Map<string, (typeof readings)[number]>()
  for (const reading of readings) {
    const there = latest.get(String(reading.lotId))
    if (!there || there.readAt < reading.readAt) latest.set(String(reading.lotId), reading)
  }
  return latest
}

/** What lies at the unit now by form, kilograms, and how much of it is ready. */
export async function stockOf(actor: Actor) {
  const [lots, waiting] = await Promise.all([
    LotModel.find(
      {
        organisationId: actor.organisationId,
        status: { $in: ['open', 'in-process', 'ready', 'reserved'] },
      },
      { form: 1, massG: 1, status: 1 },
    ).lean(),
    waitingIntakes(actor),
  ])
  const sum = (masses: number[]) => masses.reduce((a, b) => a + b, 0) / 1000
  const floorKg = sum(waiting.map(({ netG }) => netG))
  const forms = coffeeForms.map((form) => {
    const own = lots.filter((lot) => lot.form === form)
    const sold = own.filter(({ status }) => status === 'ready' || status === 'reserved')
    const massKg = sum(own.map(({ massG }) => massG)) + (form === 'cherry' ? floorKg : 0)
    return { form, massKg, readyKg: sum(sold.map(({ massG }) => massG)) }
  })
  return {
    forms: forms.filter(({ massKg }) => massKg > 0),
    lots: lots.length,
    slips: waiting.length,
  }
}
