import { SeedlingRequestModel, type SeedlingRequest } from '../../../models/seedling-request.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { assertNext, assertVersion, findVisible } from '../../find-visible.ts'
import { seedlingsVisibleTo } from '../../scopes.ts'
import { next } from '../../status-table.ts'
import { requestTransitions, type RequestEvent } from '../status.ts'

/** A request in sight of the actor. */
export async function findRequest(actor: Actor, id: string | undefined): Promise<SeedlingRequest> {
  return findVisible<SeedlingRequest>(SeedlingRequestModel, id, seedlingsVisibleTo(actor))
}

/** Its address. */
export function hrefOf({ _id }: Pick<SeedlingRequest, '_id'>): string {
  return `/seedling-requests/${String(_id)}`
}

/**
 * A request that a person would move, read anew inside the transaction.
 * @throws {StaleVersion} {WrongState} when somebody was faster
 */
export async function requestToMove(
  actor: Actor,
  id: string,
  version: number,
  event: RequestEvent,
): Promise<SeedlingRequest> {
  const request = await findRequest(actor, id)
  assertVersion('seedling-request', request, version)
  assertNext(
    next(requestTransitions, request.status, event),
    `seedlingRequest.${request.status}`,
    event,
  )
  return request
}

/** Saves a request after an act: next status, version, journey and trail. */
export async function saveRequest(
  actor: Actor,
  before: SeedlingRequest,
  event: RequestEvent,
  changes: Partial<SeedlingRequest> = {},
  note: string | null = null,
): Promise<SeedlingRequest> {
  const status = next(requestTransitions, before.status, event)!
  const step = { act: event, at: now(), byName: actor.fullName, note }
  const after: SeedlingRequest = {
    ...before,
    ...changes,
    status: changes.status ?? status,
    version: before.version + 1,
    updatedAt: now(),
    journey: [...before.journey, step],
  }
  const { _id, ...fields } = after
  await SeedlingRequestModel.updateOne({ _id, version: before.version }, { $set: fields })
  await auditRequest(actor, event, before, after, note)
  return after
}

/** Writes the trail of an act on a request. */
export async function auditRequest(
  actor: Actor,
  act: string,
  before: SeedlingRequest | null,
  after: SeedlingRequest,
  note: string | null,
): Promise<void> {
  await recordAudit(actor, {
    act: `seedling-request.${act}`,
    record: {
      kind: 'seedling-request',
      id: String(after._id),
      number: after.number,
      version: after.version,
    },
    ...(before ? { before: auditedRequest(before) } : {}),
    after: auditedRequest(after),
    note,
  })
}

/** What the trail says of a request. */
export function auditedRequest({ status, lines, isAltitudeOverridden }: SeedlingRequest) {
  const sum = (
    name:
      | 'quantity'
      | 'verifiedQuantity'
      | 'allocatedQuantity'
      | 'receivedQuantity'
      | 'plantedQuantity',
  ) => lines.reduce((total, line) => total + (line[name] ?? 0), 0)
  return {
    status,
    quantity: sum('quantity'),
    verifiedQuantity: sum('verifiedQuantity'),
    allocatedQuantity: sum('allocatedQuantity'),
    receivedQuantity: sum('receivedQuantity'),
    plantedQuantity: sum('plantedQuantity'),
    isAltitudeOverridden,
  }
}
