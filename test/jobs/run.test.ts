import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { currentRequestId } from '../../domain/request-context.ts'
import { jobs, type Job, type JobLog } from '../../jobs/index.ts'
import { startJobs, type JobsRunning } from '../../jobs/run.ts'
import { useDatabase } from '../support/database.ts'

const silent: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('the jobs', () => {
  useDatabase()
  const processes: JobsRunning[] = []
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((each) => each.stop()))
  })

  async function start(list: Job[], log: JobLog = silent) {
    const started = await startJobs(list, log, 50)
    processes.push(started)
    return started
  }

  it('have names of their own, which stay', () => {
    const names = jobs.map(({ name }) => name)

    expect(new Set(names).size).to.equal(names.length)
    expect(names).to.include.members(['mail.send', 'audit.seal', 'photo.sweep', 'total.check'])
    expect(names.filter((name) => !/^[a-z-]+\.[a-z-]+$/.test(name))).to.deep.equal([])
  })

  it('run once however many processes there are', async () => {
    let runs = 0
    const job: Job = {
      name: 'test.count',
      every: '1 hour',
      run: async () => {
        runs++
        await sleep(100)
      },
    }

    await Promise.all([start([job]), start([job]), start([job]), start([job])])
    await sleep(700)

    expect(runs).to.equal(1)
    expect(await mongoose.connection.collection('agendaJobs').countDocuments({})).to.equal(1)
  })

  it('keep their times when another process starts', async () => {
    let runs = 0
    const job: Job = { name: 'test.hourly', every: '1 hour', run: async () => void runs++ }
    await start([job])
    await until(() => runs > 0)

    await start([job])
    await sleep(400)

    expect(runs).to.equal(1)
  })

  it('run again and again, also after an error, which is logged', async () => {
    const said: unknown[] = []
    let runs = 0
    const job: Job = {
      name: 'test.failing',
      every: '1 second',
      run: async () => {
        runs++
        throw new Error('not today')
      },
    }

    await start([job], { ...silent, error: (figures) => void said.push(figures['job']) })
    await until(() => runs >= 3)

    expect(said.slice(0, 2)).to.deep.equal(['test.failing', 'test.failing'])
  })

  it('have an id of their own for the audit trail', async () => {
    let id = ''
    await start([
      { name: 'test.id', every: '1 hour', run: async () => void (id = currentRequestId()) },
    ])

    await until(() => id !== '')

    expect(id).to.match(/^test\.id-[0-9a-f-]{36}$/)
  })

  it('are waited for when the service stops', async () => {
    let hasBegun = false
    let isDone = false
    const running = await start([
      {
        name: 'test.slow',
        every: '1 hour',
        run: async () => {
          hasBegun = true
          await sleep(400)
          isDone = true
        },
      },
    ])
    await until(() => hasBegun)

    await running.stop()

    expect(isDone).to.equal(true)
  })
})

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await sleep(20)
}
