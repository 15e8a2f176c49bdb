import { Types } from 'mongoose'
import { EquipmentModel } from '../../../models/equipment.ts'
import type { StepFacts } from '../../../models/lot-entry.ts'
import type { Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { MustAsk, RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import type { CoffeeForm, Losses, StepCode, Weather } from '../coffee.ts'
import { bagsAfter } from '../bags.ts'
import { rescale } from '../composition.ts'
import { balanceFaults, balanceOf, moistureAfter, type StepOut } from '../mass-balance.ts'
import { toBp } from '../moisture.ts'
import { readReadings, type Reading } from '../readings.ts'
import { judgeStep } from '../step-judgement.ts'
import { formsAfter, type Outturn, type StepNorm } from '../steps.ts'
import { lotToMove, saveLot } from './lot-save.ts'
import { readOutturns, readSteps } from './reference.ts'

/** A step as it is told; masses in whole grams. */
export interface StepTold {
  step: StepCode
  startedAt: Date
  endedAt: Date
  operator: string | null
  equipmentId: string | null
  massOutG: number
  formOut: CoffeeForm | null
  moisturePct: number | null
  losses: Losses
  ph: number | null
  temperatureC: number | null
  dryingBed: string | null
  weather: Weather | null
  turns: number | null
  readings: string | null
}

/** Nobody turns coffee more often in a month of drying. */
const mostTurns = 1_000

/** Steps after which a grade still holds: the coffee itself is not changed. */
const gentle: readonly StepCode[] = ['receive', 'rest', 'pack']

/**
 * Writes down a step of a lot.
 * @throws {RuleBroken} when the step cannot follow or its masses do not add up
 * @throws {MustAsk} when something lies out of its norm and no explanation is given
 */
export async function doStep(
  actor: Actor,
  id: string,
  version: number,
  told: StepTold,
  explanation: string | null,
): Promise<Lot> {
  const { lot, status } = await lotToMove(actor, id, version, 'steps')
  const norms = await readSteps(lot.process)
  const norm = norms.find(({ step }) => step === told.step) ?? null
  const formOut = formAfter(lot, told, norm !== null)
  await assertEquipment(actor, told.equipmentId)
  const readings = readingsOf(told.readings)
  const out: StepOut = {
    step: told.step,
    formOut,
    massOutG: told.massOutG,
    moistureOutBp: told.moisturePct === null ? null : toBp(told.moisturePct),
    losses: told.losses,
  }
  const faults = {
    ...timeFaults(lot, told, now()),
    ...figureFaults(told),
    ...balanceFaults(lot, out),
  }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const facts = factsOf(actor, lot, told, out, readings)
  const against = { norm, outturns: await readOutturns() }
  facts.outOfBand = judged(lot, facts, told.massOutG, against, explanation)
  facts.explanation = explanation
  const { losses, gainG, dryLimitG } = balanceOf(lot, out)
  const isChanged = !gentle.includes(told.step)
  return saveLot(
    actor,
    lot,
    {
      status,
      form: formOut,
      massG: told.massOutG,
      moistureBp: facts.moistureOutBp,
      dryLimitG,
      composition: rescale(lot.composition, told.massOutG),
      bags: formOut === lot.form ? bagsAfter(lot.bags, told.massOutG) : [],
      lastStep: told.step,
      lastStepAt: told.endedAt,
      ...(isChanged ? { grade: null, cupScore: null, sale: null } : {}),
    },
    { kind: 'step', step: { ...facts, losses, gainG } },
  )
}

function formAfter(lot: Lot, told: StepTold, isInProcess: boolean): CoffeeForm {
  const forms = formsAfter(told.step, lot.form)
  const values = { form: lot.form, process: lot.process, step: told.step }
  if (!isInProcess) throw new RuleBroken({ step: { key: 'processing.rules.notInProcess', values } })
  if (forms.length === 0) throw new RuleBroken({ step: { key: 'processing.rules.notNow', values } })
  const formOut = told.formOut ?? forms[0]!
  if (!forms.includes(formOut))
    throw new RuleBroken({ formOut: { key: 'processing.rules.formOut', values } })
  return formOut
}

function timeFaults(lot: Lot, told: StepTold, present: Date): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  if (told.endedAt > present) faults['endedAt'] = { key: 'processing.rules.inFuture' }
  if (told.endedAt < told.startedAt) faults['endedAt'] = { key: 'processing.rules.endsBeforeStart' }
  if (told.startedAt < lot.receivedFrom)
    faults['startedAt'] = { key: 'processing.rules.beforeCherry' }
  return faults
}

function figureFaults(told: StepTold): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  const { moisturePct, ph, temperatureC } = told
  if (moisturePct !== null && moisturePct > 100)
    faults['moisturePct'] = { key: 'processing.rules.share' }
  if (ph !== null && ph > 14) faults['ph'] = { key: 'processing.rules.ph' }
  if (temperatureC !== null && (temperatureC < -20 || temperatureC > 300))
    faults['temperatureC'] = { key: 'processing.rules.temperature' }
  if ((told.turns ?? 0) > mostTurns)
    faults['turns'] = { key: 'processing.rules.turns', values: { max: mostTurns } }
  return faults
}

function readingsOf(text: string | null): Reading[] {
  const read = readReadings(text ?? '')
  if ('fault' in read) throw new RuleBroken({ readings: read.fault })
  return read.readings
}

async function assertEquipment(actor: Actor, id: string | null): Promise<void> {
  if (id === null) return
  const filter = { _id: id, organisationId: actor.organisationId }
  if (!(await EquipmentModel.exists(filter)))
    throw new RuleBroken({ equipmentId: { key: 'forms.notThere' } })
}

function factsOf(
  actor: Actor,
  lot: Lot,
  told: StepTold,
  out: StepOut,
  readings: Reading[],
): StepFacts {
  return {
    step: told.step,
    startedAt: told.startedAt,
    endedAt: told.endedAt,
    operator: told.operator ?? actor.fullName,
    equipmentId: told.equipmentId ? new Types.ObjectId(told.equipmentId) : null,
    formIn: lot.form,
    formOut: out.formOut,
    moistureInBp: lot.moistureBp,
    moistureOutBp: moistureAfter(lot, out),
    losses: told.losses,
    gainG: 0,
    ph: told.ph,
    temperatureC: told.temperatureC,
    ...{ dryingBed: told.dryingBed, weather: told.weather, turns: told.turns },
    readings,
    outOfBand: [],
    explanation: null,
  }
}

/** The codes of what is out of band; without an explanation the service asks. */
function judged(
  lot: Lot,
  facts: StepFacts,
  massOutG: number,
  { norm, outturns }: { norm: StepNorm | null; outturns: readonly Outturn[] },
  explanation: string | null,
): string[] {
  const { process, cherryG, receivedFrom } = lot
  const questions = judgeStep(
    { ...facts, process, cherryG, receivedFrom, massInG: lot.massG, massOutG },
    norm,
    outturns,
  )
  if (questions.length > 0 && !explanation) {
    throw new MustAsk(questions, { explanation: { key: 'processing.rules.explain' } })
  }
  return questions.map(({ code }) => code)
}
