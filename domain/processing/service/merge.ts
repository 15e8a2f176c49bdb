import { Types } from 'mongoose'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import type { Lot, LotPart } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { RuleBroken } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import { sharedCertifications } from '../certification.ts'
import { pourTogether, stays, takeOut } from '../lot-mass.ts'
import { createLot, saveLot, statusAfter } from './lot-save.ts'
import { blank } from './make.ts'
import { originsOf } from './origins.ts'
import { ownLot } from './split.ts'

/** What a lot gives into a new one; whole grams. */
export interface ParentTold {
  lotId: string
  massG: number
  version: number | null
}

/**
 * Pours coffee of several lots of one form and process into a new lot.
 * @throws {RuleBroken} when lots do not go together or have not so much
 */
export async function mergeLots(
  actor: Actor,
  told: { parents: ParentTold[]; name: string | null },
  number: string,
): Promise<Lot> {
  const parents = await parentsOf(actor, told.parents)
  assertAlike(parents.map(({ lot }) => lot))
  const poured = parents.map(({ lot, massG }) => ({
    lot,
    ...takeOut<LotPart>(lot, massG),
  }))
  const child = await childOf(
    poured.map(({ lot, taken }) => ({ ...taken, lot })),
    told.name,
    number,
  )
  for (const { lot, left } of poured) {
    const changes = { status: statusAfter(lot, 'merge'), ...stays(left, lot.bags) }
    await saveLot(actor, lot, changes, { kind: 'gave', lotIds: [child._id] })
  }
  await createLot(
    actor,
    child,
    parents.map(({ lot }) => lot._id),
  )
  await LotEdgeModel.insertMany(
    poured.map(({ lot, taken }) => ({
      fromKind: 'lot',
      fromId: lot._id,
      toId: child._id,
      massG: taken.massG,
    })),
  )
  return child
}

async function parentsOf(actor: Actor, told: ParentTold[]) {
  const parents: { lot: Lot; massG: number }[] = []
  for (const [index, { lotId, massG, version }] of told.entries()) {
    const field = `parents[${index}][lotId]`
    const lot = await ownLot(actor, lotId, field)
    if (parents.some((each) => each.lot._id.equals(lot._id)))
      throw new RuleBroken({ [field]: { key: 'processing.rules.twice' } })
    if (version !== null) assertVersion('lot', lot, version)
    statusAfter(lot, 'merge')
    const massField = `parents[${index}][massKg]`
    if (massG <= 0) throw new RuleBroken({ [massField]: { key: 'processing.rules.noMass' } })
    if (massG > lot.massG) {
      const values = { leftKg: lot.massG / 1000 }
      throw new RuleBroken({ [massField]: { key: 'processing.rules.notSoMuch', values } })
    }
    parents.push({ lot, massG })
  }
  return parents
}

function assertAlike(lots: Lot[]): void {
  for (const [index, lot] of lots.entries()) {
    const field = `parents[${index}][lotId]`
    const first = lots[0]!
    if (lot.form !== first.form)
      throw new RuleBroken({ [field]: { key: 'processing.rules.otherForm' } })
    if (lot.process !== first.process)
      throw new RuleBroken({ [field]: { key: 'processing.rules.otherProcess' } })
    if (lot.season !== first.season)
      throw new RuleBroken({ [field]: { key: 'processing.rules.otherSeason' } })
  }
}

async function childOf(
  poured: (ReturnType<typeof takeOut<LotPart>>['taken'] & { lot: Lot })[],
  name: string | null,
  number: string,
): Promise<Lot> {
  const lots = poured.map(({ lot }) => lot)
  const first = lots[0]!
  const mix = pourTogether(poured.map((each) => ({ ...each, moistureBp: each.lot.moistureBp })))
  const times = (pick: (lot: Lot) => Date) => lots.map((lot) => pick(lot).getTime())
  const latest = lots.toSorted(
    (a, b) => (b.lastStepAt?.getTime() ?? 0) - (a.lastStepAt?.getTime() ?? 0),
  )[0]!
  return {
    _id: new Types.ObjectId(),
    number,
    organisationId: first.organisationId,
    process: first.process,
    season: first.season,
    ...blank(),
    name,
    form: first.form,
    status: lots.every(({ status }) => status === 'open') ? 'open' : 'in-process',
    place: lots.every(({ place }) => place === first.place) ? first.place : null,
    ...mix,
    certifications: sharedCertifications(lots),
    lastStep: latest.lastStep,
    lastStepAt: latest.lastStepAt,
    receivedFrom: new Date(Math.min(...times((lot) => lot.receivedFrom))),
    receivedTo: new Date(Math.max(...times((lot) => lot.receivedTo))),
    ...(await originsOf(mix.composition)),
  }
}
