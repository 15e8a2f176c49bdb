import { Types } from 'mongoose'
import { LotEdgeModel } from '../../../models/lot-edge.ts'
import { LotModel, type Lot } from '../../../models/lot.ts'
import type { Actor } from '../../actor.ts'
import { now, today } from '../../clock.ts'
import { yearOf } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import { assertVersion, isId } from '../../find-visible.ts'
import { nextNumber } from '../../numbers.ts'
import { lotsVisibleTo } from '../../scopes.ts'
import { stays, takeOut, type LotMass } from '../lot-mass.ts'
import type { LotPart } from '../../../models/lot.ts'
import { createLot, saveLot, statusAfter } from './lot-save.ts'
import { passportCode } from './passport-code.ts'

/** A part that goes off into a lot of its own; whole grams. */
export interface PartTold {
  massG: number
  place: string | null
}

/**
 * Splits a lot: each part becomes a lot, what is not named stays. Mass, origins and dry mass add up
 * to what they were, to the gram.
 * @returns the lot that was split
 * @throws {RuleBroken} when the parts are more than there is
 */
export async function splitLot(
  actor: Actor,
  lotId: string,
  version: number,
  parts: PartTold[],
): Promise<Lot> {
  const lot = await ownLot(actor, lotId, 'lotId')
  assertVersion('lot', lot, version)
  const status = statusAfter(lot, 'split')
  assertParts(lot, parts)
  let rest: LotMass<LotPart> = lot
  const children: Lot[] = []
  for (const part of parts) {
    const { taken, left } = takeOut(rest, part.massG)
    rest = left
    children.push(childOf(lot, taken, part, await nextNumber(`LT-${yearOf(today())}`)))
  }
  const lotIds = children.map(({ _id }) => _id)
  const after = await saveLot(
    actor,
    lot,
    { status, ...stays(rest, lot.bags) },
    { kind: 'split', lotIds },
  )
  for (const child of children) await createLot(actor, child, [lot._id])
  await LotEdgeModel.insertMany(
    children.map(({ _id, massG }) => ({
      fromKind: 'lot',
      fromId: lot._id,
      toId: _id,
      massG,
    })),
  )
  return after
}

/** A lot that a field names; the same words whether it is absent or somebody else's. */
export async function ownLot(actor: Actor, id: string, field: string): Promise<Lot> {
  const filter = { $and: [{ _id: id }, lotsVisibleTo(actor)] }
  const lot = isId(id) ? await LotModel.findOne(filter).lean() : null
  if (!lot) throw new RuleBroken({ [field]: { key: 'forms.notThere' } })
  return lot
}

function assertParts(lot: Lot, parts: PartTold[]): void {
  let left = lot.massG
  parts.forEach(({ massG }, index) => {
    const field = `parts[${index}][massKg]`
    if (massG <= 0) throw new RuleBroken({ [field]: { key: 'processing.rules.noMass' } })
    if (massG > left) {
      const values = { leftKg: left / 1000 }
      throw new RuleBroken({ [field]: { key: 'processing.rules.notSoMuch', values } })
    }
    left -= massG
  })
}

function childOf(lot: Lot, mass: LotMass<LotPart>, part: PartTold, number: string): Lot {
  return {
    ...lot,
    ...mass,
    _id: new Types.ObjectId(),
    number,
    place: part.place ?? lot.place,
    bags: [],
    samples: [],
    isBeforeQuality: false,
    passportCode: lot.status === 'ready' ? passportCode() : null,
    reason: null,
    answers: [],
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
}
