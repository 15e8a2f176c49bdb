import { Types } from 'mongoose'
import { LoanSchemeModel, type LoanScheme } from '../../../models/loan-scheme.ts'
import { LoanSchemeVersionModel } from '../../../models/loan-scheme-version.ts'
import { OrganisationModel } from '../../../models/organisation.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { now } from '../../clock.ts'
import { NotFound, RuleBroken } from '../../errors.ts'
import { assertVersion } from '../../find-visible.ts'
import type { Rupiah } from '../../money.ts'
import { ratePctText } from '../rate.ts'
import { schemeFaults, type SchemeTerms } from '../scheme.ts'
import { write } from './pot.ts'
import { termsOf } from './schemes.ts'

/** What the form of a scheme says: its terms, its pot, and why. */
export interface SchemeTold {
  terms: SchemeTerms
  potRupiah: Rupiah
  reason: string | null
}

/**
 * Opens a scheme of a bank.
 * @throws {RuleBroken} when the code is taken, the bank is none, or the terms are not sound
 */
export async function openScheme(
  actor: Actor,
  code: string,
  bankId: string,
  { terms, potRupiah, reason }: SchemeTold,
): Promise<void> {
  const bank = await OrganisationModel.exists({ _id: bankId, kind: 'bank' })
  const isTaken = await LoanSchemeModel.exists({ code })
  refuse({
    ...schemeFaults(terms, potRupiah),
    ...(bank ? {} : { bankId: { key: 'forms.notThere' } }),
    ...(isTaken ? { code: { key: 'schemes.faults.codeTaken' } } : {}),
  })
  const scheme: LoanScheme = {
    _id: new Types.ObjectId(),
    code,
    bankId: new Types.ObjectId(bankId),
    ...terms,
    potRupiah,
    potLeftRupiah: potRupiah,
    version: 1,
    createdAt: now(),
    updatedAt: now(),
  }
  await LoanSchemeModel.create([scheme])
  await keepVersion(actor, scheme, reason)
  await write(actor, code, 'opened', potRupiah, potRupiah, null)
  await recordChange(actor, 'scheme.open', null, scheme, reason)
}

/**
 * Changes a scheme: its terms become a new version, and applications that were sent keep theirs.
 * The pot can be made smaller only as far as no approval holds its money.
 * @throws {StaleVersion} when somebody else changed it
 * @throws {RuleBroken} when the terms are not sound or the pot holds more than that
 */
export async function editScheme(
  actor: Actor,
  code: string,
  version: number,
  { terms, potRupiah, reason }: SchemeTold,
): Promise<void> {
  const before = await LoanSchemeModel.findOne({ code }).lean()
  if (!before) throw new NotFound()
  assertVersion('loan-scheme', before, version)
  const held = before.potRupiah - before.potLeftRupiah
  const isTooSmall = potRupiah < held
  refuse({
    ...schemeFaults(terms, potRupiah),
    ...(isTooSmall ? { potRupiah: { key: 'schemes.faults.potHeld', values: { held } } } : {}),
  })
  const change = potRupiah - before.potRupiah
  const after = await LoanSchemeModel.findOneAndUpdate(
    { code, version, potLeftRupiah: { $gte: -change } },
    {
      $set: { ...terms, potRupiah, updatedAt: now() },
      $inc: { potLeftRupiah: change, version: 1 },
    },
    { returnDocument: 'after' },
  ).lean()
  if (!after) throw new Error('the scheme moved inside its own transaction')
  await keepVersion(actor, after, reason)
  if (change !== 0) await write(actor, code, 'changed', change, after.potLeftRupiah, null)
  await recordChange(actor, 'scheme.edit', before, after, reason)
}

async function keepVersion(actor: Actor, scheme: LoanScheme, reason: string | null) {
  await LoanSchemeVersionModel.create([
    {
      schemeCode: scheme.code,
      bankId: scheme.bankId,
      version: scheme.version,
      ...termsOf(scheme),
      madeAt: now(),
      madeByName: actor.fullName,
      reason,
    },
  ])
}

async function recordChange(
  actor: Actor,
  act: string,
  before: LoanScheme | null,
  after: LoanScheme,
  note: string | null,
): Promise<void> {
  const { _id, code, version } = after
  await recordAudit(actor, {
    act,
    record: { kind: 'loan-scheme', id: _id.toHexString(), number: code, version },
    before: before ? audited(before) : {},
    after: audited(after),
    note,
  })
}

function audited(scheme: LoanScheme): Record<string, unknown> {
  const { ratePpm, ...terms } = termsOf(scheme)
  return { ...terms, ratePct: ratePctText(ratePpm), potRupiah: scheme.potRupiah }
}

function refuse(faults: ConstructorParameters<typeof RuleBroken>[0]): void {
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}
