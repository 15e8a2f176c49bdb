import { Types } from 'mongoose'
import { ConsentModel, type Consent } from '../../../models/consent.ts'
import { FarmerModel, type Farmer } from '../../../models/farmer.ts'
import { UserModel } from '../../../models/user.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { announce } from '../../events.ts'
import { tell } from '../../messages.ts'
import { attachPhoto } from '../../photos.ts'
import { consentTexts, type ConsentDecision, type ConsentPurpose } from '../consent.ts'
import { consentFaults, type ConsentMethod } from '../consent-rules.ts'
import { nameFor } from '../name.ts'
import { readFarmer } from './read.ts'

/** A decision of a farmer, as he or somebody on his behalf tells it. */
export interface ConsentDecided {
  purpose: ConsentPurpose
  decision: ConsentDecision
  method: ConsentMethod
}

/** Whether the actor is this farmer himself. */
export function isOwnRecord(actor: Actor, farmerId: Types.ObjectId | string): boolean {
  return actor.role === 'farmer' && actor.farmerId === String(farmerId)
}

/**
 * Records a decision with the version of the text it was made about. It holds from this moment on:
 * what others may see is asked of the farmer's record each time, and later areas are told.
 * @throws {WrongState} {RuleBroken} when the method is not open to the actor or the paper is missing
 */
export async function recordConsent(
  actor: Actor,
  farmerId: string,
  decided: ConsentDecided,
  evidenceId: string | null,
): Promise<void> {
  const farmer = await readFarmer(actor, farmerId)
  if (farmer.status !== 'active') throw new WrongState(`farmer.${farmer.status}`, 'consents')
  const isOwn = isOwnRecord(actor, farmer._id)
  const { purpose, decision, method } = decided
  const faults = consentFaults({ method, isOwn, hasEvidence: evidenceId !== null })
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
  const consent: Consent = {
    _id: new Types.ObjectId(),
    farmerId: farmer._id,
    ...decided,
    evidenceId: evidenceId ? new Types.ObjectId(evidenceId) : null,
    textVersion: consentTexts[purpose].version,
    decidedAt: now(),
    recordedBy: new Types.ObjectId(actor.userId),
    recordedByName: actor.fullName,
  }
  await ConsentModel.create([consent])
  await FarmerModel.updateOne({ _id: farmer._id }, { $set: { [`consents.${purpose}`]: decision } })
  if (evidenceId)
    await attachPhoto(evidenceId, { farmerId: farmer._id, kind: 'consent', id: consent._id })
  await recordAudit(actor, {
    act: 'consent.record',
    record: {
      kind: 'farmer',
      id: farmer._id.toHexString(),
      number: farmer.number,
      version: farmer.version,
    },
    before: { [purpose]: farmer.consents[purpose] ?? null },
    after: { [purpose]: decision, method, textVersion: consent.textVersion },
  })
  const event = decision === 'given' ? 'consentGiven' : 'consentWithdrawn'
  await announce(event, { actor, farmerId: farmer._id, purpose })
  if (!isOwn) await tellFarmer(actor, farmer, decision)
}

// what was done in a farmer's name he hears of
async function tellFarmer(actor: Actor, farmer: Farmer, decision: ConsentDecision): Promise<void> {
  const users = await UserModel.find({ farmerId: farmer._id }, { _id: 1 }).lean()
  await tell(
    users.map(({ _id }) => _id),
    {
      key: `messages.consent.${decision}`,
      values: { who: actor.fullName },
      href: `/farmers/${farmer._id.toHexString()}/consents`,
    },
  )
}

/** Every decision of a farmer, newest first, as this reader may see it. */
export async function consentsOf(actor: Actor, farmerId: Types.ObjectId) {
  const decisions: Consent[] = await ConsentModel.find({ farmerId }).lean()
  const inOrder = decisions.sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime())
  const seesPapers = actor.role !== 'province-admin'
  return inOrder.map(({ evidenceId, ...consent }) => ({
    id: consent._id.toHexString(),
    purpose: consent.purpose,
    decision: consent.decision,
    method: consent.method,
    textVersion: consent.textVersion,
    decidedAt: consent.decidedAt,
    recordedByName: nameFor(actor, consent.recordedByName),
    photos: evidenceId && seesPapers ? [{ href: `/photos/${evidenceId.toHexString()}` }] : [],
  }))
}
