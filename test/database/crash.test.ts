import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { verifyAudit } from '../../domain/audit-verify.ts'
import { totalsFromHarvests } from '../../domain/harvests/service/summary.ts'
import { HarvestModel } from '../../models/harvest.ts'
import { SeasonSummaryModel } from '../../models/season-summary.ts'
import { SubmissionModel } from '../../models/submission.ts'
import { setStage } from '../support/cast.ts'
import { Client } from '../support/client.ts'
import { databasePid, useDatabase } from '../support/database.ts'
import { harvestForm } from '../support/factories/harvest.ts'

const rounds = 2
const writers = 4

describe('the database killed under writes', () => {
  useDatabase()

  it('loses nothing that was acknowledged and doubles nothing that is sent again', async function () {
    this.timeout(60_000)
    const cast = await setStage()
    const clients: Client[] = []
    for (let n = 0; n < writers; n++) clients.push(await Client.as(n % 2 ? 'petani2' : 'petani'))
    for (const client of clients) await client.get('/')
    const acknowledged = new Map<string, string>()
    let resent = 0
    let weight = 100
    let isOver = false

    // one form after the other; without an answer, or told to wait, the same form is sent again
    async function write(client: Client, n: number): Promise<void> {
      const plot = cast[n % 2 ? 'petani2' : 'petani'].plots[n < 2 ? 0 : 1]
      while (!isOver) {
        const fields = {
          ...harvestForm(plot, { weightKg: String(weight++), confirm: 'high-yield' }),
        }
        const requestId = randomUUID()
        for (;;) {
          const answer = await client
            .post('/harvests', { ...fields, requestId })
            .catch(() => ({ status: 0, location: null, text: '' }))
          if (answer.status === 303 && answer.location?.startsWith('/harvests/')) {
            acknowledged.set(requestId, answer.location)
            break
          }
          expect([0, 303, 503], answer.text.slice(0, 2000)).to.include(answer.status)
          resent++
          await sleep(150)
        }
      }
    }

    const writing = Promise.all(clients.map(write))
    for (let round = 0; round < rounds; round++) {
      const before = acknowledged.size
      while (acknowledged.size < before + 12) await sleep(20)
      process.kill(databasePid(), 'SIGKILL')
      const killed = acknowledged.size
      while (acknowledged.size < killed + 8) await sleep(20)
    }
    isOver = true
    await writing

    const kept = new Set((await HarvestModel.find().lean()).map(({ _id }) => String(_id)))
    const told = [...acknowledged.values()].map((location) => location.slice('/harvests/'.length))
    expect(told.filter((id) => !kept.has(id))).to.deep.equal([])
    expect(kept.size).to.equal(acknowledged.size)
    expect(new Set(told).size).to.equal(acknowledged.size)
    expect(await SubmissionModel.countDocuments({})).to.equal(acknowledged.size)
    expect(resent).to.be.greaterThan(0)
    const faults: string[] = []
    const report = await verifyAudit((sentence) => faults.push(sentence))
    expect(faults).to.deep.equal([])
    expect(report.events).to.be.at.least(acknowledged.size)
    for (const [id, total] of await totalsFromHarvests()) {
      expect(await SeasonSummaryModel.findById(id).lean()).to.deep.include(total)
    }
  })
})
