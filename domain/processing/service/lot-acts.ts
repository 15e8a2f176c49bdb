import type { Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { RuleBroken, type Question } from '../../errors.ts'
import { answersTo, type Confirmed } from '../../questions.ts'
import { fillBags, mostBags } from '../bags.ts'
import { bagForms, readyForms, type SamplePurpose } from '../coffee.ts'
import { stays, takeOut } from '../lot-mass.ts'
import { mostMoistBp } from '../moisture.ts'
import { lotToMove, saveLot } from './lot-save.ts'
import { passportCode } from './passport-code.ts'

/** Fills bags of one weight; whole grams a bag. @throws {RuleBroken} when there is not so much */
export async function packLot(
  actor: Actor,
  id: string,
  version: number,
  { bags, bagG }: { bags: number; bagG: number },
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'pack')
  if (!bagForms.includes(lot.form))
    throw new RuleBroken({ form: { key: 'processing.rules.tooWetToPack' } })
  if (bags < 1 || bags > mostBags)
    throw new RuleBroken({ bags: { key: 'processing.rules.bags', values: { max: mostBags } } })
  if (bagG <= 0) throw new RuleBroken({ bagKg: { key: 'processing.rules.noMass' } })
  const filled = fillBags(lot.bags, lot.massG, bags, bagG)
  if (!filled) {
    const values = { neededKg: (bags * bagG) / 1000, leftKg: lot.massG / 1000 }
    throw new RuleBroken({ bags: { key: 'processing.rules.notSoManyBags', values } })
  }
  return saveLot(actor, lot, { status, bags: filled }, { kind: 'pack' })
}

/** Moves a lot to another place of the unit. */
export async function moveLot(
  actor: Actor,
  id: string,
  version: number,
  place: string,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'move')
  return saveLot(actor, lot, { status, place }, { kind: 'move' })
}

/** Takes a sample; for a test or a cupping the lot comes before the quality officers. */
export async function sampleLot(
  actor: Actor,
  id: string,
  version: number,
  { massG, purpose }: { massG: number; purpose: SamplePurpose },
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'sample')
  const left = leftAfter(lot, massG)
  const sample = { for: purpose, massG, takenAt: now(), takenByName: actor.fullName }
  const changes = {
    status,
    ...left,
    samples: [...lot.samples, sample],
    isBeforeQuality: lot.isBeforeQuality || purpose !== 'buyer',
  }
  return saveLot(actor, lot, changes, { kind: 'sample' })
}

/** Writes coffee off that is lost, with the reason. */
export async function writeOff(
  actor: Actor,
  id: string,
  version: number,
  { massG, reason }: { massG: number; reason: string },
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'write-off')
  const changes = { status, ...leftAfter(lot, massG) }
  return saveLot(actor, lot, changes, { kind: 'write-off', reason })
}

/** Says that a lot is ready for a buyer and gives it its passport. Asks when it is too moist. */
export async function makeReady(
  actor: Actor,
  id: string,
  version: number,
  confirmed: Confirmed,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'ready')
  if (!readyForms.includes(lot.form))
    throw new RuleBroken({ form: { key: 'processing.rules.notReadyForm' } })
  const answers = answersTo(actor, moistureQuestions(lot), confirmed)
  const changes = {
    status,
    passportCode: lot.passportCode ?? passportCode(),
    answers: [...lot.answers, ...answers],
  }
  return saveLot(actor, lot, changes, { kind: 'ready' })
}

/** Takes a lot out: rejected for what it is, withdrawn from the market. Its passport says so. */
export async function takeOff(
  actor: Actor,
  id: string,
  version: number,
  act: 'reject' | 'withdraw',
  reason: string,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, act)
  return saveLot(actor, lot, { status, reason }, { kind: act, reason })
}

function moistureQuestions(lot: Lot): Question[] {
  if (lot.moistureBp === null || lot.moistureBp <= mostMoistBp) return []
  const values = { value: lot.moistureBp / 100, max: mostMoistBp / 100 }
  return [{ code: 'moist', key: 'processing.asks.moist', values, needsExplanation: true }]
}

function leftAfter(lot: Lot, massG: number) {
  if (massG <= 0) throw new RuleBroken({ massKg: { key: 'processing.rules.noMass' } })
  if (massG > lot.massG) {
    const values = { leftKg: lot.massG / 1000 }
    throw new RuleBroken({ massKg: { key: 'processing.rules.notSoMuch', values } })
  }
  return stays(takeOut(lot, massG).left, lot.bags)
}
