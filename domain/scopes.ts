import type { Actor } from './actor.ts'

/** A query that lets nothing through: bounded by `_id`, so it costs nothing. */
const nothing = { _id: null }

/**
 * Which farmers a person may see. Every read of a service starts from one of these scopes, so that
 * what is out of sight is simply not found. Each is one equality, so that an index bounds it.
 */
export function farmersVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'farmer') return { _id: actor.farmerId }
  return registryScope(actor)
}

/** Plots: as their farmers. */
export function plotsVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'farmer') return { farmerId: actor.farmerId }
  return registryScope(actor)
}

/** Harvests: as their farmers. */
export function harvestsVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'farmer') return { farmerId: actor.farmerId }
  return registryScope(actor)
}

/** Farmer groups (organisations): a member sees the own one, the office those of its area. */
export function groupsVisibleTo(actor: Actor): Record<string, unknown> {
  const groups = { kind: 'farmer-group' }
  if (actor.role === 'farmer' || actor.role === 'group-leader')
    return { ...groups, _id: actor.organisationId }
  if (actor.role === 'extension-officer')
    return { ...groups, districtCode: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { ...groups, regencyCode: actor.regencyCode }
  if (actor.role === 'province-admin' || actor.role === 'auditor' || actor.role === 'administrator')
    return groups
  return nothing
}

/** Organisations a person manages: the administrator all, a regency its own groups and units. */
export function organisationsManagedBy(actor: Actor): Record<string, unknown> {
  if (actor.role === 'administrator') return {}
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  return nothing
}

/** Accounts a person manages or may give a new link to. */
export function usersManagedBy(actor: Actor): Record<string, unknown> {
  if (actor.role === 'administrator') return {}
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  return nothing
}

/**
 * The beginnings of the village codes in which a person registers farmers and plots: an officer's
 * districts, a regency; none for whoever registers nobody.
 */
export function placesOf(actor: Actor): string[] {
  if (actor.role === 'extension-officer') return actor.districtCodes
  if (actor.role === 'regency-admin' && actor.regencyCode) return [actor.regencyCode]
  return []
}

/** Seed lots: the institute and the province all, a nursery and an office those that were sent there. */
export function seedLotsVisibleTo(actor: Actor): Record<string, unknown> {
  if (['seed-officer', 'province-admin', 'auditor'].includes(actor.role)) return {}
  if (actor.role === 'nursery-keeper') return { nurseryIds: actor.organisationId }
  return ofOwnRegency(actor, { regencyCodes: actor.regencyCode })
}

/** Nursery batches and what was allocated from them: the keeper his own, the office its regency's. */
export function batchesVisibleTo(actor: Actor): Record<string, unknown> {
  if (['seed-officer', 'province-admin', 'auditor'].includes(actor.role)) return {}
  if (actor.role === 'nursery-keeper') return { nurseryId: actor.organisationId }
  return ofOwnRegency(actor, { regencyCode: actor.regencyCode })
}

/** Requests, allocations, receipts, plantings and counts: as their farmers; the institute follows its plants. */
export function seedlingsVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'seed-officer') return {}
  if (actor.role === 'nursery-keeper') return { nurseryId: actor.organisationId }
  return harvestsVisibleTo(actor)
}

function ofOwnRegency(actor: Actor, own: Record<string, unknown>): Record<string, unknown> {
  return actor.role === 'regency-admin' || actor.role === 'extension-officer' ? own : nothing
}

/** Weigh slips: a unit its own, others as their farmers. */
export function intakesVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'farmer') return { farmerId: actor.farmerId }
  if (actor.role === 'processor') return { organisationId: actor.organisationId }
  return registryScope(actor)
}

/** Lots: a unit its own, quality officers what was sent to them, others where their farmers' coffee is. */
export function lotsVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'processor') return { organisationId: actor.organisationId }
  if (actor.role === 'quality-officer') return { isBeforeQuality: true }
  if (actor.role === 'farmer') return { farmerIds: actor.farmerId }
  if (actor.role === 'group-leader') return { groupIds: actor.organisationId }
  if (actor.role === 'extension-officer') return { districtCodes: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { regencyCodes: actor.regencyCode }
  if (actor.role === 'province-admin' || actor.role === 'auditor') return {}
  return nothing
}

/** Equipment and store readings: a unit its own, the offices above it theirs. */
export function unitRecordsVisibleTo(actor: Actor): Record<string, unknown> {
  if (actor.role === 'processor') return { organisationId: actor.organisationId }
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  if (actor.role === 'province-admin' || actor.role === 'auditor') return {}
  return nothing
}

function registryScope(actor: Actor): Record<string, unknown> {
  if (actor.role === 'group-leader') return { groupId: actor.organisationId }
  if (actor.role === 'extension-officer') return { districtCode: { $in: actor.districtCodes } }
  if (actor.role === 'regency-admin') return { regencyCode: actor.regencyCode }
  if (actor.role === 'province-admin' || actor.role === 'auditor') return {}
  return nothing
}
