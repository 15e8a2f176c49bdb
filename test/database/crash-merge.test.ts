import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { demoId } from '../../database/demo/id.ts'
import { AuditEventModel } from '../../models/audit-event.ts'
import { LotEdgeModel } from '../../models/lot-edge.ts'
import { LotEntryModel } from '../../models/lot-entry.ts'
import { LotModel, type Lot } from '../../models/lot.ts'
import { setStage, type Cast } from '../support/cast.ts'
import { Client, type Answer, type Fields } from '../support/client.ts'
import { databasePid, useDatabase } from '../support/database.ts'
import { makeLot } from '../support/factories/lot-record.ts'

/** Where in a merge the database is killed, as parts of the time that an undisturbed one takes. */
const moments = [0.85, 0.6, 0.35, 0.1, 0.5]
const childName = 'Tuangan'

describe('the database killed in the middle of a merge', () => {
  useDatabase()
  let cast: Cast
  let uph: Client
  beforeEach(async () => {
    cast = await setStage()
    uph = await Client.as('uph')
  })

  it('leaves all of the merge or nothing, and merges once when the form is sent again', async function () {
    this.timeout(120_000)
    // the first one compiles and caches
    await timeOf(await twoLots())
    let usualMs = await timeOf(await twoLots())
    let broken = 0

    for (const moment of moments) {
      const parents = await twoLots()
      const form = { ...mergeForm(parents), requestId: randomUUID() }
      let isAnswered = false

      const answering = send(form).finally(() => (isAnswered = true))
      await sleep(usualMs * moment)
      process.kill(databasePid(), 'SIGKILL')
      if (!isAnswered) broken++
      // a merge is done sooner than the first one told, once the machine is less busy
      else usualMs /= 2
      let answer = await answering
      await whenBack(() => stateAfter(parents))
      while (answer.status !== 303) {
        expect([0, 503], answer.text.slice(0, 2000)).to.include(answer.status)
        await sleep(100)
        answer = await send(form)
      }

      expect(await stateAfter(parents), `killed at ${moment}`).to.equal('all')
    }

    expect(broken, 'kills that fell into a merge').to.be.greaterThan(1)
  })

  async function twoLots(): Promise<Lot[]> {
    const organisationId = demoId('organisation:uph')
    const [first, second] = [cast.petani, cast.petani2].map(({ plots }) => plots[0])
    return [await makeLot(first!, { organisationId }), await makeLot(second!, { organisationId })]
  }

  function mergeForm(parents: Lot[]): Fields {
    const rows = parents.flatMap(({ _id }, index) => [
      [`parents[${index}][lotId]`, String(_id)],
      [`parents[${index}][massKg]`, '50,001'],
    ])
    return { name: childName, ...Object.fromEntries(rows) } as Fields
  }

  async function timeOf(parents: Lot[]): Promise<number> {
    const begun = performance.now()
    expect((await send(mergeForm(parents))).status).to.equal(303)
    return performance.now() - begun
  }

  async function send(form: Fields): Promise<Answer> {
    return uph
      .post('/lots/merge', form)
      .catch(() => ({ status: 0, location: null, text: '', record: {} }))
  }

  /** What the merge has left of itself: every part of it, or none; anything between is an error. */
  async function stateAfter(parents: Lot[]): Promise<'all' | 'nothing'> {
    const ids = parents.map(({ _id }) => _id)
    const edges = await LotEdgeModel.find({ fromId: { $in: ids } }).lean()
    const children = await LotModel.find({
      name: childName,
      farmerIds: parents[0]!.farmerIds[0],
    }).lean()
    const own = children.filter(({ _id }) => edges.some(({ toId }) => toId.equals(_id)))
    const gave = await LotEntryModel.find({ lotId: { $in: ids }, kind: 'gave' }).lean()
    const trail = await AuditEventModel.find({
      act: { $in: ['lot.gave', 'lot.make'] },
      recordId: { $in: [...ids, ...own.map(({ _id }) => _id)].map(String) },
    }).lean()
    const now = await LotModel.find({ _id: { $in: ids } }).lean()
    const gramsOf = (lots: Lot[]) => lots.reduce((sum, { massG }) => sum + massG, 0)
    expect(gramsOf([...now, ...own])).to.equal(gramsOf(parents))
    for (const lot of [...now, ...own])
      expect(gramsOf(lot.composition as never)).to.equal(lot.massG)
    const parts = [edges, gave, now.filter(({ version }) => version > 1)].map(
      ({ length }) => length,
    )
    const found = [...parts, trail.length, own.length].join()
    expect(['0,0,0,0,0', '2,2,2,3,1']).to.include(found)
    return own.length === 1 ? 'all' : 'nothing'
  }

  async function whenBack<T>(read: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await read()
      } catch (error) {
        if (tries > 50 || (error as Error).name === 'AssertionError') throw error
        await sleep(100)
      }
    }
  }
})
