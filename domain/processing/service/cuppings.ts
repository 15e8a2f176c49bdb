import { randomInt } from 'node:crypto'
import { Types } from 'mongoose'
import { CuppingModel, type Cupping, type CuppingSample } from '../../../models/cupping.ts'
import { LotModel, type Lot } from '../../../models/lot.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit, recordLook } from '../../audit.ts'
import { now } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { findVisible } from '../../find-visible.ts'
import { tell } from '../../messages.ts'
import { listPage } from '../../paging.ts'
import { lotsBeforeQuality } from '../../scopes.ts'
import type { CuppingForm } from '../cupping-score.ts'
export type { Cupping } from '../../../models/cupping.ts'

/** Most lots on one table and most tongues around it; more than these nobody tastes in a day (U). */
const mostLots = 20
const mostCuppers = 12

export interface CuppingTold {
  heldOn: string
  formVersion: CuppingForm
  lotIds: string[]
  cupperIds: string[]
}

/**
 * Opens a session: each lot gets a blind code in random order, each cupper is told.
 * @throws {RuleBroken} when a lot is not before the quality officers or a cupper is none
 */
export async function holdCupping(actor: Actor, told: CuppingTold): Promise<Cupping> {
  const lots = await lotsOf(told.lotIds)
  const cuppers = await cuppersOf(actor, told.cupperIds)
  const cupping: Cupping = {
    _id: new Types.ObjectId(),
    status: 'open',
    season: yearOf(told.heldOn),
    heldOn: told.heldOn,
    formVersion: told.formVersion,
    samples: blindSamples(lots),
    cupperIds: cuppers,
    openedBy: new Types.ObjectId(actor.userId),
    openedByName: actor.fullName,
    closedAt: null,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await CuppingModel.create([cupping])
  await recordAudit(actor, {
    act: 'cupping.hold',
    record: recordOf(cupping),
    after: { heldOn: told.heldOn, lots: lots.map(({ number }) => number), cuppers: told.cupperIds },
  })
  await tell(
    cuppers.filter((id) => String(id) !== actor.userId),
    {
      key: 'messages.cuppingOpened',
      values: { samples: lots.length },
      href: `/cuppings/${String(cupping._id)}`,
    },
  )
  return cupping
}

async function lotsOf(lotIds: string[]): Promise<Lot[]> {
  const ids = [...new Set(lotIds)]
  if (ids.length === 0) throw new RuleBroken({ lotIds: { key: 'forms.missing' } })
  if (ids.length > mostLots) {
    throw new RuleBroken({ lotIds: { key: 'rules.quality.tooManyLots', values: { mostLots } } })
  }
  const lots = await LotModel.find({ $and: [{ _id: { $in: ids } }, lotsBeforeQuality()] }).lean()
  if (lots.length < ids.length) throw new RuleBroken({ lotIds: { key: 'forms.notThere' } })
  return lots
}

async function cuppersOf(actor: Actor, cupperIds: string[]): Promise<Types.ObjectId[]> {
  const ids = [...new Set(cupperIds)]
  if (ids.length === 0) throw new RuleBroken({ cupperIds: { key: 'forms.missing' } })
  if (ids.length > mostCuppers) {
    const values = { mostCuppers }
    throw new RuleBroken({ cupperIds: { key: 'rules.quality.tooManyCuppers', values } })
  }
  const known = await cuppersToChoose(actor)
  if (ids.some((id) => !known.some((cupper) => cupper.id === id))) {
    throw new RuleBroken({ cupperIds: { key: 'forms.notThere' } })
  }
  return ids.map((id) => new Types.ObjectId(id))
}

/** The quality officers of the actor's institute who still serve. */
export async function cuppersToChoose(actor: Actor): Promise<{ id: string; fullName: string }[]> {
  const users = await UserModel.find({
    organisationId: actor.organisationId,
    role: 'quality-officer',
    endsOn: null,
  }).lean()
  return users
    .map(({ _id, fullName }) => ({ id: String(_id), fullName }))
    .sort((a, b) => a.fullName.localeCompare(b.fullName))
}

// the order of the codes must not tell the order of the lots
function blindSamples(lots: Lot[]): CuppingSample[] {
  const codes = new Set<string>()
  while (codes.size < lots.length) codes.add(String(randomInt(100, 1000)))
  const samples = [...codes].map((sampleCode, index) => {
    const lot = lots[index]!
    return { sampleCode, lotId: lot._id, lotNumber: lot.number, finalScore: null, spread: null }
  })
  return samples.toSorted((a, b) => a.sampleCode.localeCompare(b.sampleCode))
}

/** @throws {NotFound} */
export async function readCupping(actor: Actor, id: string): Promise<Cupping> {
  const cupping = await findVisible<Cupping>(CuppingModel, id, {})
  await recordLook(actor, recordOf(cupping))
  return cupping
}

/** One page of the sessions of a season, newest first. */
export async function listCuppings(season: number, after: string | null) {
  return listPage<Cupping>((filter) => CuppingModel.find(filter), { season }, 'heldOn', after)
}

/** Every session of a season, from one unsorted cursor, for files. */
export function streamCuppings(season: number) {
  return CuppingModel.find({ season }).lean().cursor()
}

/** The session as the audit trail names it. */
export function recordOf(cupping: Pick<Cupping, '_id' | 'version'>) {
  return {
    kind: 'cupping',
    id: cupping._id.toHexString(),
    number: null,
    version: cupping.version,
  }
}
