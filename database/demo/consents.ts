import { consentTexts, type ConsentPurpose } from '../../domain/farmers/consent.ts'
import type { Farmer } from '../../models/farmer.ts'
import type { DemoPerson } from './audit.ts'

/** Asked at the kitchen table, a quarter of an hour after the registration. */
export function consentedAt(farmer: Farmer): Date {
  return new Date(farmer.createdAt.getTime() + 15 * 60_000)
}

/** The decisions of a farmer, as the officer wrote them down. */
export function consentsOf(farmer: Farmer, officer: DemoPerson) {
  return (Object.keys(farmer.consents) as ConsentPurpose[]).map((purpose) => ({
    farmerId: farmer._id,
    purpose,
    decision: 'given' as const,
    method: 'signature' as const,
    textVersion: consentTexts[purpose].version,
    decidedAt: consentedAt(farmer),
    recordedBy: officer.userId as unknown as Farmer['_id'],
    recordedByName: officer.fullName,
  }))
}
