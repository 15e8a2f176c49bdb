import { expect } from 'chai'
import { randomUUID } from 'node:crypto'
import { OtherContent } from '../../domain/errors.ts'
import { digestOf, once } from '../../domain/once.ts'
import { CounterModel } from '../../models/counter.ts'
import { SubmissionModel } from '../../models/submission.ts'
import { useDatabase } from '../support/database.ts'

const person = 'a'.repeat(24)

describe('doing an act once', () => {
  let requestId: string

  useDatabase()
  beforeEach(() => {
    requestId = randomUUID()
  })

  // an act that leaves a trace each time it is done
  async function act(): Promise<string> {
    await CounterModel.updateOne({ _id: 'act' }, { $inc: { last: 1 } }, { upsert: true })
    return '/harvests/1'
  }

  async function timesDone(): Promise<number> {
    return (await CounterModel.findById('act').lean())?.last ?? 0
  }

  it('does it and says where it led to', async () => {
    const result = await once(person, requestId, 'digest', act)

    expect(result).to.deep.equal({ location: '/harvests/1', isFirst: true })
    expect(await timesDone()).to.equal(1)
  })

  it('answers the first result when it is sent again', async () => {
    await once(person, requestId, 'digest', act)

    const again = await once(person, requestId, 'digest', async () => '/elsewhere')

    expect(again).to.deep.equal({ location: '/harvests/1', isFirst: false })
    expect(await timesDone()).to.equal(1)
  })

  it('does one of ten that arrive at once, and answers all of them alike', async () => {
    const ten = Array.from({ length: 10 }, () => once(person, requestId, 'digest', act))

    const results = await Promise.all(ten)

    expect(results.filter(({ isFirst }) => isFirst)).to.have.length(1)
    expect(new Set(results.map(({ location }) => location))).to.deep.equal(new Set(['/harvests/1']))
    expect(await timesDone()).to.equal(1)
  })

  it('refuses other content under the same id', async () => {
    await once(person, requestId, 'digest', act)

    const error: unknown = await once(person, requestId, 'other', act).catch((e: unknown) => e)

    expect(error).to.be.instanceOf(OtherContent)
    expect(await timesDone()).to.equal(1)
  })

  it('does one of two with other content that arrive at once', async () => {
    const both = ['one', 'two'].map((digest) => once(person, requestId, digest, act))

    const endings = await Promise.allSettled(both)

    const refused = endings.flatMap((end) =>
      end.status === 'rejected' ? [end.reason as unknown] : [],
    )
    expect(refused).to.have.length(1)
    expect(refused[0]).to.be.instanceOf(OtherContent)
    expect(await timesDone()).to.equal(1)
  })

  it('keeps the ids of each person apart', async () => {
    await once(person, requestId, 'digest', act)

    const other = await once('b'.repeat(24), requestId, 'other', act)

    expect(other.isFirst).to.equal(true)
    expect(await timesDone()).to.equal(2)
  })

  it('remembers nothing of an act that failed, so that it may be sent again', async () => {
    const failing = once(person, requestId, 'digest', async () => {
      await act()
      throw new Error('no')
    })
    const ending = await failing.catch((error: Error) => error.message)

    const again = await once(person, requestId, 'digest', act)

    expect(ending).to.equal('no')
    expect(again.isFirst).to.equal(true)
    expect(await timesDone()).to.equal(1)
    expect(await SubmissionModel.countDocuments()).to.equal(1)
  })

  it('looks at what was typed, whatever the order, and not at what changes from try to try', () => {
    const digest = digestOf('/harvests', { weightKg: '185', note: 'a', _csrf: 'x', version: '1' })

    const again = digestOf('/harvests', { note: 'a', weightKg: '185', _csrf: 'y', version: '2' })
    const otherWeight = digestOf('/harvests', { note: 'a', weightKg: '186' })
    const otherAddress = digestOf('/farmers', { weightKg: '185', note: 'a' })

    expect(again).to.equal(digest)
    expect(otherWeight).not.to.equal(digest)
    expect(otherAddress).not.to.equal(digest)
  })
})
