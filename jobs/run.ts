import { randomUUID } from 'node:crypto'
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda, type Job as DueJob } from 'agenda'
import mongoose from 'mongoose'
import { withRequestContext } from '../domain/request-context.ts'
import type { Job, JobLog } from './index.ts'

/** Running jobs, as the process that runs them sees them. */
export interface JobsRunning {
  /** Begins nothing new, and waits a while for what is under way. */
  stop(): Promise<void>
}

const collection = 'agendaJobs'
const lockMs = 5 * 60_000
const touchMs = 60_000
const goodbyeMs = 8000

/**
 * Runs jobs by the clock with Agenda, whose record of each job in the database lets only one of all
 * processes take a run. The lock of a process that died is free after five minutes; a job that
 * takes longer keeps its own fresh.
 */
export async function startJobs(
  jobs: readonly Job[],
  log: JobLog,
  lookEveryMs = 5000,
): Promise<JobsRunning> {
  const db = mongoose.connection.db!
  // two processes that start together must not both put a job down
  await db
    .collection(collection)
    .createIndex(
      { name: 1 },
      { name: 'oneOfAName', unique: true, partialFilterExpression: { type: 'single' } },
    )
  const agenda = new Agenda({
    // the driver of Mongoose and the one that Agenda names differ only in their private parts
    backend: new MongoBackend({ mongo: db as never, collection }),
    processEvery: lookEveryMs,
    defaultLockLifetime: lockMs,
    defaultConcurrency: 1,
  })
  agenda.on('error', (error) => log.error({ err: error }, 'jobs wait for the database'))
  await agenda.ready
  for (const job of jobs) agenda.define(job.name, (due) => runOnce(job, due, log))
  for (const job of jobs) await putDown(agenda, job)
  await agenda.start()
  return {
    async stop() {
      await agenda.drain(goodbyeMs).catch(() => undefined)
      await agenda.stop(false).catch(() => undefined)
    },
  }
}

/** Runs one job; an error is logged and the next time tries again. */
async function runOnce(job: Job, due: DueJob, log: JobLog): Promise<void> {
  const keepingFresh = setInterval(() => void due.touch().catch(() => undefined), touchMs)
  try {
    await withRequestContext({ requestId: `${job.name}-${randomUUID()}` }, () => job.run(log))
  } catch (error) {
    log.error({ job: job.name, err: error }, 'job failed')
    throw error
  } finally {
    clearInterval(keepingFresh)
  }
}

/** Writes down how often a job runs, unless that is known: its next time must not move. */
async function putDown(agenda: Agenda, job: Job, triesLeft = 5): Promise<void> {
  const { name, every } = job
  const known = await mongoose.connection
    .db!.collection(collection)
    .findOne({ name, type: 'single', repeatInterval: every })
  if (known) return
  try {
    await agenda.every(every, name, undefined, { timezone: 'Asia/Jakarta' })
  } catch (error) {
    // another process may have put the same down at the same moment: looked at again
    if (triesLeft === 0) throw error
    await putDown(agenda, job, triesLeft - 1)
  }
}
