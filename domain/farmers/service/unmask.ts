import type { Farmer } from '../../../models/farmer.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { RuleBroken, WrongState } from '../../errors.ts'
import { decryptField } from '../../field-crypto.ts'
import { readFarmer } from './read.ts'

/** What is shown masked and may be asked for with a reason. */
export const maskedFields = ['nik', 'phone'] as const
export type MaskedField = (typeof maskedFields)[number]

/**
 * Records (in the transaction of the act) that somebody asks for a masked number, and why; the number itself is read by
 * `unmaskedValue` once, when the page shows it.
 * @throws {RuleBroken} when there is no such number
 */
export async function unmask(
  actor: Actor,
  farmer: Farmer,
  field: MaskedField,
  reason: string,
): Promise<void> {
  if (farmer.status !== 'active') throw new WrongState(`farmer.${farmer.status}`, 'unmask')
  if (cipherOf(farmer, field) === null)
    throw new RuleBroken({ field: { key: 'farmers.rules.nothingMasked' } })
  await recordAudit(actor, {
    act: 'farmer.unmask',
    record: {
      kind: 'farmer',
      id: farmer._id.toHexString(),
      number: farmer.number,
      version: farmer.version,
    },
    after: { unmasked: field },
    note: reason,
  })
}

/** The number in clear, for the page that shows it once to whoever has just unmasked it. */
export async function unmaskedValue(
  actor: Actor,
  id: string,
  field: MaskedField,
): Promise<string | null> {
  const cipher = cipherOf(await readFarmer(actor, id), field)
  return cipher === null ? null : decryptField(cipher)
}

function cipherOf(farmer: Farmer, field: MaskedField): string | null {
  return field === 'nik' ? farmer.nikCipher : farmer.phoneCipher
}
