import { expect } from 'chai'
import mongoose from 'mongoose'
import { inTransaction } from '../../database/transaction.ts'
import { lastSeal, sealAudit } from '../../domain/audit-seal.ts'
import { verifyAudit } from '../../domain/audit-verify.ts'
import { hashOfEvent, recordAudit } from '../../domain/audit.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { AuditHeadModel } from '../../models/audit-head.ts'
import { AuditSealModel } from '../../models/audit-seal.ts'
import { useDatabase } from '../support/database.ts'

const person = {
  userId: 'a'.repeat(24),
  fullName: 'Sumarni',
  role: 'farmer',
  organisationId: 'b'.repeat(24),
} as const

describe('the walk over the audit trail', () => {
  useDatabase()
  const events = () => mongoose.connection.collection('auditEvents')
  const heads = () => mongoose.connection.collection('auditHeads')
  const seals = () => mongoose.connection.collection('auditSeals')

  async function act(number: string, act: string, weightKg: number) {
    await inTransaction(() =>
      recordAudit(person, {
        act,
        record: { kind: 'harvest', id: `id-of-${number}`, number, version: 1 },
        after: { weightKg },
      }),
    )
  }

  async function verify() {
    const said: string[] = []
    const report = await verifyAudit((sentence) => said.push(sentence))
    return { said, ...report }
  }

  beforeEach(async () => {
    for (const number of ['PN-1', 'PN-2', 'PN-3']) {
      await act(number, 'harvest.register', 100)
      await act(number, 'harvest.correct', 120)
      await act(number, 'harvest.confirm', 120)
    }
    await sealAudit()
  })

  it('finds a whole trail whole and counts it', async () => {
    const report = await verify()

    expect(report).to.deep.include({ said: [], faults: 0, records: 3, events: 9, seals: 1 })
    expect(report.lastSeal).to.equal((await lastSeal())!.hash)
  })

  it('stays whole when acts and seals go on', async () => {
    await act('PN-2', 'harvest.dispute', 120)
    await act('PN-4', 'harvest.register', 50)
    expect(await sealAudit()).to.equal(2)
    expect(await sealAudit()).to.equal(0)

    const report = await verify()

    expect(report).to.deep.include({ said: [], records: 4, events: 11, seals: 2 })
  })

  it('does not complain about acts that are done while it walks', async () => {
    const acting = (async () => {
      for (let n = 0; n < 30; n++) await act(`PN-${(n % 3) + 1}`, 'harvest.look', n)
    })()

    const reports = [await verify(), await verify(), await verify()]
    await acting

    expect(reports.flatMap(({ said }) => said)).to.deep.equal([])
  })

  it('names an event that was changed', async () => {
    await events().updateOne(
      { recordNumber: 'PN-2', seq: 2 },
      { $set: { 'changes.0.after': 900, personName: 'Slamet' } },
    )

    expect((await verify()).said).to.deep.equal([
      'harvest PN-2: event 2 (harvest.correct) was changed.',
    ])
  })

  it('names an event that was removed', async () => {
    await events().deleteOne({ recordNumber: 'PN-1', seq: 2 })

    expect((await verify()).said).to.deep.equal(['harvest PN-1: event 2 was removed.'])
  })

  it('names an event that was inserted at the end', async () => {
    const last = await AuditEventModel.findOne({ recordNumber: 'PN-3', seq: 3 }, { _id: 0 }).lean()
    const { hash, ...said } = last!
    const forged = { ...said, seq: 4, act: 'harvest.void', previousHash: hash }
    await events().insertOne({ ...forged, hash: hashOfEvent(forged) })

    expect((await verify()).said).to.deep.equal([
      'harvest PN-3: event 4 (harvest.void) was inserted.',
    ])
  })

  it('names an event that was replaced by one with a true hash of its own', async () => {
    const middle = await AuditEventModel.findOne({ recordNumber: 'PN-3', seq: 2 }).lean()
    const { hash: _, _id, ...said } = middle!
    const forged = { ...said, personName: 'Slamet' }
    await events().replaceOne({ _id }, { ...forged, hash: hashOfEvent(forged) })

    expect((await verify()).said).to.deep.equal([
      'harvest PN-3: event 3 (harvest.confirm) does not continue event 2; one of them was replaced or inserted.',
    ])
  })

  it('names a chain whose end was cut off', async () => {
    await events().deleteOne({ recordNumber: 'PN-1', seq: 3 })

    expect((await verify()).said).to.deep.equal([
      'harvest PN-1: the chain is cut, event 3 was removed.',
      'record id-of-PN-1: event 3 was removed after seal 1.',
    ])
  })

  it('sees by the seal that a chain was cut and its end set back', async () => {
    await events().deleteOne({ recordNumber: 'PN-1', seq: 3 })
    const second = await AuditEventModel.findOne({ recordNumber: 'PN-1', seq: 2 }).lean()
    await heads().updateOne(
      { _id: 'id-of-PN-1' as never },
      { $set: { seq: 2, hash: second!.hash } },
    )

    expect((await verify()).said).to.deep.equal([
      'record id-of-PN-1: event 3 was removed after seal 1.',
    ])
  })

  it('sees by the seal that a whole chain was written anew', async () => {
    const last = await AuditEventModel.findOne({ recordNumber: 'PN-2', seq: 3 }).lean()
    const { hash: _, _id, ...said } = last!
    const forged = { ...said, act: 'harvest.void' }
    const hash = hashOfEvent(forged)
    await events().replaceOne({ _id }, { ...forged, hash })
    await heads().updateOne({ _id: 'id-of-PN-2' as never }, { $set: { hash } })

    expect((await verify()).said).to.deep.equal(['harvest PN-2: event 3 was changed after seal 1.'])
  })

  it('names events whose chain has no end any more', async () => {
    await heads().deleteOne({ _id: 'id-of-PN-3' as never })

    expect((await verify()).said).to.have.length(3)
    expect((await verify()).said[0]).to.match(
      /^harvest PN-3: event \d belongs to a chain whose end was removed\.$/,
    )
  })

  it('names a seal that was changed, one that was removed, and one that was cut off', async () => {
    for (const number of ['PN-5', 'PN-6', 'PN-7']) {
      await act(number, 'harvest.register', 10)
      await sealAudit()
    }
    await seals().updateOne({ _id: 1 as never }, { $set: { sealedAt: new Date(0) } })
    await seals().deleteMany({ _id: { $in: [2, 4] as never[] } })

    expect((await verify()).said).to.deep.equal([
      'Seal 1 was changed.',
      'Seal 2 was removed.',
      'Seal 4 was removed.',
    ])
  })

  it('cannot be sealed anew without the keys', async () => {
    const seal = (await AuditSealModel.findById(1).lean())!
    const hash = hashOfEvent({ ...seal, hash: undefined } as never)
    await seals().updateOne({ _id: 1 as never }, { $set: { hash } })

    expect((await verify()).said).to.deep.equal(['Seal 1 was changed.'])
  })

  it('is sealed once by processes that seal at the same moment', async () => {
    for (let n = 0; n < 20; n++) await act(`PN-${n + 10}`, 'harvest.register', n)

    await Promise.all(Array.from({ length: 5 }, sealAudit))
    await sealAudit()

    expect((await verify()).said).to.deep.equal([])
    expect(await AuditHeadModel.countDocuments({ isSealed: false })).to.equal(0)
  })
})
