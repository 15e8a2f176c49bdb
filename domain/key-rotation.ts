import type { Model } from 'mongoose'
import { inTransaction } from '../database/transaction.ts'
import { FarmerModel } from '../models/farmer.ts'
import { UserModel } from '../models/user.ts'
import { recordAudit } from './audit.ts'
import { currentKeyVersion, decryptField, encryptField, isOldCipher } from './field-crypto.ts'

/** Where encrypted fields lie. An area that encrypts a field adds it here. */
export const encryptedFields: { kind: string; model: Model<never>; fields: string[] }[] = [
  { kind: 'farmer', model: FarmerModel as never, fields: ['nikCipher', 'phoneCipher'] },
  { kind: 'user', model: UserModel as never, fields: ['phoneCipher'] },
]

type Ciphers = Record<string, string | null> & { _id: unknown }

/** Records in one transaction. */
const batchSize = 50

/**
 * Encrypts anew, with the current key, every field that an older key encrypted. People go on working
 * meanwhile: a field that somebody changes is left to him. Broken off, it goes on where it was.
 * @returns how many fields were encrypted anew
 * @throws when a key that is still needed is no longer in `FIELD_KEYS`
 */
export async function rotateKeys(
  say: (kind: string, records: number, fields: number) => void | Promise<void>,
): Promise<number> {
  let total = 0
  for (const { kind, model, fields } of encryptedFields) {
    let records = 0
    let rotated = 0
    let batch: Ciphers[] = []
    const flush = async () => {
      rotated += await rotateBatch(model, fields, batch)
      batch = []
      await say(kind, records, rotated)
    }
    const projection = Object.fromEntries(fields.map((field) => [field, 1]))
    const all = model.find({}, projection).lean().cursor()
    for await (const record of all as unknown as AsyncIterable<Ciphers>) {
      records++
      if (oldFields(record, fields).length > 0) batch.push(record)
      if (batch.length >= batchSize) await flush()
    }
    await flush()
    total += rotated
  }
  if (total > 0) await noteRotation(total)
  return total
}

function oldFields(record: Ciphers, fields: string[]): [string, string][] {
  return fields
    .map((field) => [field, record[field] ?? null] as const)
    .filter((pair): pair is [string, string] => pair[1] !== null && isOldCipher(pair[1]))
}

async function rotateBatch(model: Model<never>, fields: string[], batch: Ciphers[]) {
  if (batch.length === 0) return 0
  return inTransaction(async () => {
    let rotated = 0
    for (const record of batch) {
      for (const [field, old] of oldFields(record, fields)) {
        // equality on the old text: whoever changed the field meanwhile used the current key
        const { modifiedCount } = await model.updateOne(
          { _id: record._id, [field]: old } as never,
          { $set: { [field]: encryptField(decryptField(old)) } } as never,
          { timestamps: false },
        )
        rotated += modifiedCount
      }
    }
    return rotated
  })
}

async function noteRotation(fields: number): Promise<void> {
  await inTransaction(() =>
    recordAudit(null, {
      act: 'key.rotate',
      record: { kind: 'key', id: 'key:fields', number: null, version: null },
      after: { version: currentKeyVersion(), fields },
    }),
  )
}
