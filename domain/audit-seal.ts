import { AuditHeadModel } from '../models/audit-head.ts'
import { AuditSealModel, type AuditSeal } from '../models/audit-seal.ts'
import { CounterModel } from '../models/counter.ts'
import { chainStart } from './audit.ts'
import { canonical } from './canonical.ts'
import { now } from './clock.ts'
import { hashField } from './field-crypto.ts'
import { isDuplicateOf } from './once.ts'

/** Chain ends in one seal at most; a document stays far below the 16 MB that it may have. */
const headsInSeal = 1000
const counter = 'audit-seal'

/**
 * Seals the ends of all chains that moved since they were last sealed. No writer waits: a seal is
 * written first, then each end that still stands is marked; one that moved meanwhile stays for the
 * next seal. A job that dies in between seals some ends twice, which does no harm.
 * @returns how many ends were sealed; 0 also when another process was faster
 */
export async function sealAudit(): Promise<number> {
  let sealed = 0
  for (;;) {
    const heads = await AuditHeadModel.find({ isSealed: false }).limit(headsInSeal).lean()
    if (heads.length === 0) return sealed
    const previous = await lastSeal()
    const seal = sealOf(previous, heads, now())
    try {
      await AuditSealModel.create([seal])
    } catch (error) {
      if (isDuplicateOf(error, 'auditSeals')) return sealed
      throw error
    }
    await CounterModel.updateOne({ _id: counter }, { $max: { last: seal._id } }, { upsert: true })
    await AuditHeadModel.bulkWrite(
      heads.map(({ _id, seq }) => ({
        updateOne: { filter: { _id, seq }, update: { $set: { isSealed: true } } },
      })),
      { ordered: false },
    )
    sealed += heads.length
  }
}

/** The seal that was written last, or null before the first one. */
export async function lastSeal(): Promise<AuditSeal | null> {
  const number = await lastSealNumber()
  let last = number > 0 ? await AuditSealModel.findById(number).lean() : null
  // a seal may have been written by a process that died before it counted it
  for (let n = number + 1; ; n++) {
    const further = await AuditSealModel.findById(n).lean()
    if (!further) return last
    last = further
  }
}

/** How many seals there must be. */
export async function lastSealNumber(): Promise<number> {
  return (await CounterModel.findById(counter).lean())?.last ?? 0
}

function sealOf(
  previous: AuditSeal | null,
  heads: { _id: string; seq: number; hash: string }[],
  sealedAt: Date,
): AuditSeal {
  const sorted = heads
    .map(({ _id, seq, hash }) => ({ recordId: _id, seq, hash }))
    .sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
  const seal = {
    _id: (previous?._id ?? 0) + 1,
    sealedAt,
    heads: sorted,
    previousHash: previous?.hash ?? chainStart,
  }
  return { ...seal, hash: hashOfSeal(seal) }
}

/** Keyed hash over the sorted chain ends and the seal before. */
export function hashOfSeal({ _id, sealedAt, heads, previousHash }: Omit<AuditSeal, 'hash'>) {
  return hashField(`audit-seal:${canonical({ _id, sealedAt, heads, previousHash })}`)
}
