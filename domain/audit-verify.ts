import { inTransaction } from '../database/transaction.ts'
import { AuditEventModel, type AuditEvent } from '../models/audit-event.ts'
import { AuditHeadModel, type AuditHead } from '../models/audit-head.ts'
import { AuditSealModel, type AuditSeal } from '../models/audit-seal.ts'
import { faultsOfChain, nameOf, type ChainEnd, type ChainEvent } from './audit-chain.ts'
import { chainStart, hashOfEvent } from './audit.ts'
import { hashOfSeal, lastSealNumber } from './audit-seal.ts'

/** What a walk over the whole trail found. */
export interface AuditReport {
  records: number
  events: number
  seals: number
  /** The hash of the last seal; kept elsewhere it shows that seals were cut off. */
  lastSeal: string | null
  faults: number
}

/** Chains that are held in memory at once. */
const batchSize = 100

/**
 * Walks every chain and every seal and says what is broken, one sentence each. Nothing is held but
 * a batch of chains; the service may go on working meanwhile.
 */
export async function verifyAudit(say: (sentence: string) => void): Promise<AuditReport> {
  const report: AuditReport = { records: 0, events: 0, seals: 0, lastSeal: null, faults: 0 }
  const complain = (sentence: string) => {
    report.faults++
    say(sentence)
  }
  await verifyChains(report, complain)
  await findHeadless(complain)
  await verifySeals(report, complain)
  return report
}

async function verifyChains(report: AuditReport, complain: (sentence: string) => void) {
  for await (const heads of inBatches(AuditHeadModel.find().lean().cursor())) {
    const chains = await chainsOf(heads.map(({ _id }) => _id))
    for (const head of heads) {
      const events = chains.get(head._id) ?? []
      report.records++
      report.events += events.length
      if (faultsOfChain(endOf(head), events).length === 0) continue
      // an act may have come between the two reads: looked at once more, both at one moment
      for (const sentence of await faultsAtOneMoment(head._id)) complain(sentence)
    }
  }
}

async function faultsAtOneMoment(recordId: string): Promise<string[]> {
  return inTransaction(async () => {
    const head = await AuditHeadModel.findById(recordId).lean()
    const events = (await chainsOf([recordId])).get(recordId) ?? []
    return head ? faultsOfChain(endOf(head), events) : []
  })
}

/** The events of some records, each checked against its own hash and kept without its content. */
async function chainsOf(recordIds: string[]): Promise<Map<string, ChainEvent[]>> {
  const chains = new Map<string, ChainEvent[]>()
  const events = AuditEventModel.find({ recordId: { $in: recordIds } }, { _id: 0 })
    .lean()
    .cursor()
  for await (const event of events) {
    const chain = chains.get(event.recordId) ?? []
    chains.set(event.recordId, chain)
    chain.push(chainEvent(event))
  }
  for (const chain of chains.values()) chain.sort((a, b) => a.seq - b.seq)
  return chains
}

function chainEvent({ hash, ...said }: Omit<AuditEvent, '_id'>): ChainEvent {
  const { seq, previousHash, act, recordKind, recordId, recordNumber } = said
  const isTrue = hashOfEvent(said) === hash
  return { seq, hash, previousHash, act, recordKind, recordId, recordNumber, isTrue }
}

function endOf({ _id, seq, hash }: AuditHead): ChainEnd {
  return { recordId: _id, seq, hash }
}

/** Events of records that have no chain end: somebody removed it, or added events of his own. */
async function findHeadless(complain: (sentence: string) => void): Promise<void> {
  const fields = { recordId: 1, recordKind: 1, recordNumber: 1, seq: 1, _id: 0 } as const
  for await (const events of inBatches(AuditEventModel.find({}, fields).lean().cursor())) {
    const ids = [...new Set(events.map(({ recordId }) => recordId))]
    const heads = await AuditHeadModel.find({ _id: { $in: ids } }, { _id: 1 }).lean()
    const known = new Set(heads.map(({ _id }) => _id))
    for (const event of events) {
      if (known.has(event.recordId)) continue
      complain(`${nameOf(event)}: event ${event.seq} belongs to a chain whose end was removed.`)
    }
  }
}

async function verifySeals(report: AuditReport, complain: (sentence: string) => void) {
  const expected = await lastSealNumber()
  let previousHash = chainStart
  for (let number = 1; ; number++) {
    const seal = await AuditSealModel.findById(number).lean()
    if (!seal && number > expected) return
    if (!seal) {
      complain(`Seal ${number} was removed.`)
      const following = await AuditSealModel.findById(number + 1).lean()
      previousHash = following?.previousHash ?? previousHash
      continue
    }
    report.seals++
    report.lastSeal = seal.hash
    if (hashOfSeal(seal) !== seal.hash) complain(`Seal ${number} was changed.`)
    if (seal.previousHash !== previousHash) {
      complain(`Seal ${number} does not continue seal ${number - 1}.`)
    }
    await verifySealedHeads(seal, complain)
    previousHash = seal.hash
  }
}

async function verifySealedHeads(seal: AuditSeal, complain: (sentence: string) => void) {
  for (let from = 0; from < seal.heads.length; from += batchSize) {
    const heads = seal.heads.slice(from, from + batchSize)
    const events = await AuditEventModel.find(
      {
        recordId: { $in: heads.map(({ recordId }) => recordId) },
        seq: { $in: [...new Set(heads.map(({ seq }) => seq))] },
      },
      { recordId: 1, recordKind: 1, recordNumber: 1, seq: 1, hash: 1 },
    ).lean()
    const found = new Map(events.map((event) => [`${event.recordId} ${event.seq}`, event]))
    for (const { recordId, seq, hash } of heads) {
      const event = found.get(`${recordId} ${seq}`)
      if (!event) {
        complain(`record ${recordId}: event ${seq} was removed after seal ${seal._id}.`)
      } else if (event.hash !== hash) {
        complain(`${nameOf(event)}: event ${seq} was changed after seal ${seal._id}.`)
      }
    }
  }
}

async function* inBatches<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
