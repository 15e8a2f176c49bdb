import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { recordLook } from '../../audit.ts'
import { today } from '../../clock.ts'
import { nameFor } from '../../farmers/name.ts'
import { findVisible } from '../../find-visible.ts'
import { farmersVisibleTo, seedlingsVisibleTo } from '../../scopes.ts'
import type { RequestStatus } from '../status.ts'
import { adviceFor } from './norms.ts'
import { readOrigins } from './trace.ts'

const over: RequestStatus[] = ['rejected', 'cancelled', 'completed']

/**
 * A farmer's seedlings: what is on its way, what stands, from which certified lot, and what to do
 * this month.
 * @throws {NotFound} for a farmer out of sight
 */
export async function readSeedlingsOf(actor: Actor, farmerId: string | undefined) {
  const farmer = await findVisible<Farmer>(FarmerModel, farmerId, farmersVisibleTo(actor))
  const id = String(farmer._id)
  const { number, version } = farmer
  await recordLook(actor, { kind: 'farmer', id, number, version })
  const [requests, origins, advice] = await Promise.all([
    SeedlingRequestModel.find({
      $and: [{ farmerId: farmer._id }, seedlingsVisibleTo(actor)],
    }).lean() as Promise<SeedlingRequest[]>,
    readOrigins(actor, { farmerId: id }),
    adviceFor(today().slice(5, 7), actor.language),
  ])
  return {
    farmer: { id, number, version, fullName: nameFor(actor, farmer.fullName) },
    onTheWay: requests
      .filter(({ status }) => !over.includes(status))
      .sort((a, b) => (a.number < b.number ? 1 : -1)),
    origins,
    advice,
  }
}
