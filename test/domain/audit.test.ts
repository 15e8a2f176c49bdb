import { expect } from 'chai'
import { inTransaction } from '../../database/transaction.ts'
import { chainStart, hashOfEvent, recordAudit } from '../../domain/audit.ts'
import { changesSince } from '../../domain/changes.ts'
import type { AuditNote } from '../../domain/audit.ts'
import type { Role } from '../../domain/permissions.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { AuditHeadModel } from '../../models/audit-head.ts'
import { useDatabase } from '../support/database.ts'

const recordId = 'a'.repeat(24)
const petani = person('Sumarni', 'farmer', '1')
const ketua = person('Slamet Riyadi', 'group-leader', '2')
const penyuluh = person('Hadi Prayitno', 'extension-officer', '3')

function person(fullName: string, role: Role, digit: string) {
  return { userId: digit.repeat(24), fullName, role, organisationId: 'f'.repeat(24) }
}

describe('the audit trail', () => {
  useDatabase()

  function note(act: string, given: Partial<AuditNote> = {}): AuditNote {
    return { act, record: { kind: 'harvest', id: recordId, number: null, version: 1 }, ...given }
  }

  async function chain(id = recordId) {
    const events = await AuditEventModel.find({ recordId: id }).lean()
    return events.sort((a, b) => a.seq - b.seq)
  }

  it('says who did what to which record, and keeps only what changed', async () => {
    const before = { weightKg: 100, form: 'cherry-red' }
    const after = { weightKg: 120, form: 'cherry-red', redPct: 95 }

    await inTransaction(() =>
      recordAudit(ketua, note('harvest.correct', { before, after, note: 'salah timbang' })),
    )

    const [event] = await chain()
    expect(event).to.deep.include({
      personId: ketua.userId,
      personName: ketua.fullName,
      role: 'group-leader',
      organisationId: ketua.organisationId,
      act: 'harvest.correct',
      recordId,
      note: 'salah timbang',
      seq: 1,
      previousHash: chainStart,
    })
    expect(event!.changes).to.deep.equal([
      { field: 'weightKg', before: 100, after: 120 },
      { field: 'redPct', before: null, after: 95 },
    ])
  })

  it('chains the events of a record by their hashes, each record for itself', async () => {
    const other = { kind: 'plot', id: 'b'.repeat(24), number: null, version: 1 }

    await inTransaction(() => recordAudit(petani, note('harvest.register')))
    await inTransaction(() => recordAudit(penyuluh, note('plot.edit', { record: other })))
    await inTransaction(() => recordAudit(ketua, note('harvest.confirm')))

    const [first, second] = await chain()
    const [stranger] = await chain(other.id)
    const head = await AuditHeadModel.findById(recordId).lean()
    expect(second).to.deep.include({ seq: 2, previousHash: first!.hash })
    expect(stranger).to.deep.include({ seq: 1, previousHash: chainStart })
    expect(head).to.deep.include({ seq: 2, hash: second!.hash })
  })

  it('reads back from the database as it was hashed, whatever the values', async () => {
    const after = {
      day: '2026-08-01',
      at: new Date(),
      none: null,
      price: 12.5,
      nested: { b: 1, a: [2] },
    }

    await inTransaction(() => recordAudit(null, note('harvest.register', { after })))

    const [{ _id, hash, ...event }] = (await chain()) as [Awaited<ReturnType<typeof chain>>[0]]
    expect(hash).to.equal(hashOfEvent(event))
    expect(_id).to.exist
  })

  for (const [what, change] of [
    ['an act', { act: 'harvest.void' }],
    ['a person', { personName: 'Orang lain' }],
    ['a figure', { 'changes.0.after': 999 }],
    ['a moment', { at: new Date('2020-01-01T00:00:00Z') }],
  ] as const) {
    it(`shows that ${what} was tampered with`, async () => {
      const after = { weightKg: 120 }
      await inTransaction(() => recordAudit(petani, note('harvest.register', { after })))

      await AuditEventModel.collection.updateOne({ recordId }, { $set: { ...change } })

      const [{ _id, hash, ...event }] = (await chain()) as [Awaited<ReturnType<typeof chain>>[0]]
      expect(hash).not.to.equal(hashOfEvent(event))
      expect(_id).to.exist
    })
  }

  it('refuses to change or remove an event', async () => {
    await inTransaction(() => recordAudit(petani, note('harvest.register')))

    const refusals = await Promise.allSettled([
      AuditEventModel.updateOne({ recordId }, { $set: { act: 'x' } }),
      AuditEventModel.deleteMany({ recordId }),
    ])

    expect(refusals.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected'])
    expect((await chain())[0]!.act).to.equal('harvest.register')
  })

  it('leaves no gap when many act on one record at once', async () => {
    const acts = Array.from({ length: 8 }, (_, index) => `harvest.act${index}`)

    await Promise.all(acts.map((act) => inTransaction(() => recordAudit(ketua, note(act)))))

    const events = await chain()
    expect(events.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8])
    expect(events.map(({ act }) => act)).to.have.members(acts)
    events.reduce((before, event) => {
      expect(event.previousHash).to.equal(before)
      return event.hash
    }, chainStart)
  })

  it('falls with the act whose transaction fails', async () => {
    const failing = inTransaction(async () => {
      await recordAudit(petani, note('harvest.register'))
      throw new Error('the act failed')
    })

    const ending = await failing.catch((error: Error) => error.message)

    expect(ending).to.equal('the act failed')
    expect(await chain()).to.deep.equal([])
    expect(await AuditHeadModel.findById(recordId)).to.equal(null)
  })

  it('tells what others changed since a version, and does not name the reader', async () => {
    const version = (count: number) => ({
      kind: 'harvest',
      id: recordId,
      number: null,
      version: count,
    })
    const change = { before: { weightKg: 100 }, after: { weightKg: 120 } }
    await inTransaction(() => recordAudit(petani, note('harvest.register')))
    await inTransaction(() =>
      recordAudit(ketua, note('harvest.correct', { record: version(2), ...change })),
    )

    const forPetani = await changesSince(recordId, 1, petani)
    const forKetua = await changesSince(recordId, 1, ketua)
    const sinceNow = await changesSince(recordId, 2, petani)

    expect(forPetani).to.have.length(1)
    expect(forPetani[0]).to.include({
      who: 'Slamet Riyadi',
      field: 'weightKg',
      before: 100,
      after: 120,
    })
    expect(forKetua[0]).to.include({ who: '' })
    expect(sinceNow).to.deep.equal([])
  })
})
