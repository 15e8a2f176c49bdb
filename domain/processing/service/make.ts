import { Types } from 'mongoose'
import { IntakeModel, type Intake } from '../../../models/intake.ts'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import type { Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { now } from '../../clock.ts'
import { RuleBroken } from '../../errors.ts'
import type { Process } from '../coffee.ts'
import { massOf, pour } from '../composition.ts'
import { saveIntake } from './intake-acts.ts'
import { createLot } from './lot-save.ts'
import { originsOf } from './origins.ts'

/** A new lot as it is told. */
export interface LotTold {
  process: Process
  name: string | null
  place: string | null
  intakeIds: string[]
}

/**
 * Pours cherry of one or more slips into a new lot.
 * @throws {RuleBroken} when a slip is not there, not in sight, or lies in a lot already
 */
export async function makeLot(actor: Actor, told: LotTold, number: string): Promise<Lot> {
  const intakes = await intakesOf(actor, told)
  const composition = pour(
    intakes.map(({ farmerId, plotId, netG }) => ({ farmerId, plotId, massG: netG })),
  )
  const form = intakes[0]!.form
  const arrivals = intakes.map(({ receivedAt }) => receivedAt.getTime())
  const massG = massOf(composition)
  const lot: Lot = {
    _id: new Types.ObjectId(),
    number,
    name: told.name,
    organisationId: new Types.ObjectId(actor.organisationId),
    process: told.process,
    season: Math.max(...intakes.map(({ season }) => season)),
    ...blank(),
    status: 'open',
    form,
    place: told.place,
    massG,
    cherryG: form === 'cherry' ? massG : 0,
    composition,
    receivedFrom: new Date(Math.min(...arrivals)),
    receivedTo: new Date(Math.max(...arrivals)),
    ...(await originsOf(composition)),
  }
  await createLot(actor, lot)
  await LotEdgeModel.insertMany(
    intakes.map(({ _id, netG }) => ({
      fromKind: 'intake',
      fromId: _id,
      toId: lot._id,
      massG: netG,
    })),
  )
  for (const intake of intakes) {
    const after: Intake = { ...intake, status: 'in-lot', lotId: lot._id }
    await saveIntake(actor, intake, after, 'into-lot', number)
  }
  return lot
}

/** What a lot begins with when nothing has been done to it. */
export function blank() {
  return {
    moistureBp: null,
    dryLimitG: null,
    bags: [],
    samples: [],
    lastStep: null,
    lastStepAt: null,
    grade: null,
    cupScore: null,
    passportCode: null,
    certifications: [],
    sale: null,
    isBeforeQuality: false,
    reason: null,
    answers: [],
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}

async function intakesOf(actor: Actor, told: LotTold): Promise<Intake[]> {
  const ids = [...new Set(told.intakeIds)]
  if (ids.length === 0) throw new RuleBroken({ intakeIds: { key: 'forms.missing' } })
  const found = await IntakeModel.find({
    _id: { $in: ids },
    organisationId: actor.organisationId,
  }).lean()
  if (found.length < ids.length) throw new RuleBroken({ intakeIds: { key: 'forms.notThere' } })
  const used = found.find(({ status }) => status !== 'received')
  if (used) {
    const values = { number: used.number }
    throw new RuleBroken({ intakeIds: { key: 'processing.rules.intakeUsed', values } })
  }
  if (new Set(found.map(({ form }) => form)).size > 1)
    throw new RuleBroken({ intakeIds: { key: 'processing.rules.twoForms' } })
  if (found[0]!.form === 'cherry-dry' && told.process !== 'natural')
    throw new RuleBroken({ process: { key: 'processing.rules.driedIsNatural' } })
  return found
}
