import { addDays, dayOf, parseMoment } from '../../domain/dates.ts'
import {
  attributes,
  finalQuarters,
  panelOf,
  type Attribute,
} from '../../domain/processing/cupping-score.ts'
import { CuppingModel, type Cupping } from '../../models/cupping.ts'
import { CuppingScoreModel, type CuppingScore } from '../../models/cupping-score.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import { Types } from 'mongoose'
import { demoRecord, type DemoPerson, type DemoTrail } from './audit.ts'
import { demoId } from './id.ts'
import type { Random } from './random.ts'

const sessions = 12
const samplesEach = 5

/** Twelve sessions of three cuppers; the last two are still open, one of them half scored. */
export async function loadCuppings(
  random: Random,
  trail: DemoTrail,
  cuppers: DemoPerson[],
  lots: Lot[],
  today: string,
): Promise<number> {
  const count = Math.min(sessions, Math.floor(lots.length / samplesEach))
  // the newest lots, so that the season of today has its sessions
  const tasted = lots.slice(lots.length - count * samplesEach)
  for (let index = 0; index < count; index++) {
    const own = tasted.slice(index * samplesEach, (index + 1) * samplesEach)
    const cupping = sessionOf(random, index, own, cuppers[0]!, today)
    const isOpen = index >= count - 2
    const tasting = isOpen ? cuppers.slice(0, index - (count - 2)) : cuppers
    const scores = tasting.flatMap((cupper) => sheetsOf(random, cupping, cupper))
    if (!isOpen) close(cupping, scores)
    await CuppingModel.create([cupping])
    if (scores.length > 0) await CuppingScoreModel.insertMany(scores)
    note(trail, cupping, scores, cuppers)
    await LotModel.bulkWrite(
      cupping.samples.map(({ lotId, finalScore }) => ({
        updateOne: {
          filter: { _id: lotId },
          update: { $set: { cupScore: finalScore } },
          timestamps: false,
        },
      })),
    )
  }
  return count
}

function sessionOf(
  random: Random,
  index: number,
  lots: Lot[],
  opener: DemoPerson,
  today: string,
): Cupping {
  const ready = lots
    .map(({ lastStepAt }) => dayOf(lastStepAt!))
    .sort()
    .at(-1)!
  const planned = addDays(ready, 9)
  const heldOn = planned < today ? planned : today
  const at = parseMoment(`${heldOn}T08:00`)!
  const codes = new Set<string>()
  while (codes.size < lots.length) codes.add(String(random.whole(100, 999)))
  return {
    _id: demoId(`cupping:${index}`),
    status: 'open',
    season: Number(heldOn.slice(0, 4)),
    heldOn,
    formVersion: 'sca-2004',
    samples: [...codes].sort().map((sampleCode, place) => ({
      sampleCode,
      lotId: lots[place]!._id,
      lotNumber: lots[place]!.number,
      finalScore: null,
      spread: null,
    })),
    cupperIds: ['mutu', 'mutu2', 'mutu3'].map((name) => demoId(`user:${name}`)),
    openedBy: new Types.ObjectId(opener.userId),
    openedByName: opener.fullName,
    closedAt: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

function sheetsOf(random: Random, cupping: Cupping, cupper: DemoPerson): CuppingScore[] {
  return cupping.samples.map(({ sampleCode }, place) => {
    // what the coffee is, and what this tongue makes of it
    const level = 28 + ((place * 7 + Number(sampleCode)) % 5)
    const quarters = Object.fromEntries(
      attributes.map((each) => [each, Math.min(38, Math.max(25, level + random.whole(-1, 2)))]),
    ) as Record<Attribute, number>
    const isTainted = random.next() < 0.06
    const sheet = {
      quarters,
      uniformCups: isTainted ? 4 : 5,
      cleanCups: isTainted ? 4 : 5,
      sweetCups: 5,
      taintCups: isTainted ? 1 : 0,
      faultCups: 0,
    }
    return {
      _id: demoId(`cupping-score:${String(cupping._id)}:${cupper.userId}:${sampleCode}`),
      cuppingId: cupping._id,
      cupperId: new Types.ObjectId(cupper.userId),
      cupperName: cupper.fullName,
      sampleCode,
      ...sheet,
      finalQuarters: finalQuarters(sheet),
      note: random.next() < 0.3 ? random.pick(notes) : null,
      at: parseMoment(`${cupping.heldOn}T09:${random.whole(10, 59)}`)!,
    }
  })
}

const notes = [
  'Cokelat, gula aren, badan penuh',
  'Jeruk, bersih, manis panjang',
  'Bunga dan madu, asam lembut',
  'Rempah dan kacang, sedikit kering di akhir',
]

function close(cupping: Cupping, scores: CuppingScore[]): void {
  cupping.status = 'closed'
  cupping.version = 2
  cupping.closedAt = parseMoment(`${cupping.heldOn}T15:00`)
  for (const sample of cupping.samples) {
    const own = scores.filter(({ sampleCode }) => sampleCode === sample.sampleCode)
    const { finalScore, spread } = panelOf(own.map((score) => score.finalQuarters))
    Object.assign(sample, { finalScore, spread })
  }
}

function note(
  trail: DemoTrail,
  cupping: Cupping,
  scores: CuppingScore[],
  cuppers: DemoPerson[],
): void {
  const opened = demoRecord('cupping', { _id: cupping._id, version: 1 })
  trail.note(cuppers[0]!, cupping.createdAt, {
    act: 'cupping.hold',
    record: opened,
    after: { heldOn: cupping.heldOn, lots: cupping.samples.map(({ lotNumber }) => lotNumber) },
  })
  for (const { cupperId, sampleCode, finalQuarters: quarters, at } of scores) {
    const cupper = cuppers.find(({ userId }) => userId === String(cupperId))!
    const after = { sampleCode, finalScore: quarters / 4 }
    trail.note(cupper, at, { act: 'cupping.score', record: opened, after })
  }
  if (cupping.status === 'open') return
  trail.note(cuppers[0]!, cupping.closedAt!, {
    act: 'cupping.close',
    record: demoRecord('cupping', cupping),
    before: { status: 'open' },
    after: { status: 'closed' },
  })
}
