import type { Types } from 'mongoose'
import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { isId } from '../../find-visible.ts'
import { can } from '../../permissions.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { auditedRequest, hrefOf } from './request-save.ts'

const isLive = ({ status }: SeedlingRequest) => status !== 'rejected' && status !== 'cancelled'

/** The farmer's requests in sight that a loan can cite, the latest first. */
export async function citableRequests(actor: Actor, farmerId: string) {
  const found: SeedlingRequest[] = await SeedlingRequestModel.find({
    $and: [{ farmerId }, seedlingsVisibleTo(actor)],
  }).lean()
  const latest = found.filter(isLive).sort((a, b) => b.number.localeCompare(a.number))
  return latest.map((request) => citedOf(actor, request))
}

/** One of them, by its id; null where there is none such, or it is out of sight. */
export async function citableRequest(actor: Actor, farmerId: Types.ObjectId, id: string) {
  if (!isId(id)) return null
  const request = await SeedlingRequestModel.findOne({
    $and: [{ _id: id, farmerId }, seedlingsVisibleTo(actor)],
  }).lean<SeedlingRequest>()
  return request && isLive(request) ? request : null
}

/** What a loan tells of the request that it cites, whatever has become of it; plants. */
export async function citedRequest(actor: Actor, id: Types.ObjectId | null) {
  const request = id && (await SeedlingRequestModel.findById(id).lean<SeedlingRequest>())
  return request ? citedOf(actor, request) : null
}
export type CitedRequest = NonNullable<Awaited<ReturnType<typeof citedRequest>>>

function citedOf(actor: Actor, request: SeedlingRequest) {
  const { status, quantity, verifiedQuantity, receivedQuantity, plantedQuantity } =
    auditedRequest(request)
  return {
    id: String(request._id),
    number: request.number,
    requestedOn: request.requestedOn,
    status,
    quantity,
    verifiedQuantity,
    receivedQuantity,
    plantedQuantity,
    // a bank reads the figures, but has no way into the requests themselves
    href: can(actor, 'seedling-request.view') ? hrefOf(request) : null,
  }
}
