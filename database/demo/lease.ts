import { setTimeout as sleep } from 'node:timers/promises'
import { CounterModel } from '../../models/counter.ts'

const begun = 'demo-begun'
const done = 'demo-loaded'
const leaseMs = 5000
const renewMs = 1000

// Machine time on purpose: a lease is no business day.
const machineNow = () => Date.now()

/** Whether the demo data was loaded to its end once. */
export async function isDemoLoaded(): Promise<boolean> {
  return (await CounterModel.exists({ _id: done })) !== null
}

/** Whether a load was begun here once, to its end or not. */
export async function wasDemoBegun(): Promise<boolean> {
  return (await CounterModel.exists({ _id: begun })) !== null
}

/**
 * Takes the right to load and keeps it while `load` runs, so that two processes that start on one
 * database do not load over each other. Waits for another that is loading; one that broke off
 * stops renewing and is followed after five seconds (`isResumed`: its leavings are there). Does
 * nothing when the other finished.
 */
export async function withDemoLease(load: (isResumed: boolean) => Promise<void>): Promise<void> {
  let lease = await takeLease()
  while (lease === 'held') {
    await sleep(250)
    if (await isDemoLoaded()) return
    lease = await takeLease()
  }
  if (await isDemoLoaded()) return
  const renewing = setInterval(() => {
    CounterModel.updateOne({ _id: begun }, { $set: { last: machineNow() } }).catch(() => undefined)
  }, renewMs)
  try {
    await load(lease === 'resumed')
    await CounterModel.create([{ _id: done, last: 1 }])
  } finally {
    clearInterval(renewing)
  }
}

async function takeLease(): Promise<'new' | 'resumed' | 'held'> {
  const last = machineNow()
  const isStale = { _id: begun, last: { $lt: last - leaseMs } }
  const taken = await CounterModel.updateOne(isStale, { $set: { last } })
  if (taken.modifiedCount === 1) return 'resumed'
  if (await wasDemoBegun()) return 'held'
  try {
    await CounterModel.create([{ _id: begun, last }])
    return 'new'
  } catch {
    return 'held' // another process was faster, or the database will say so at the next try
  }
}

/** The lease stays when everything else is cleared: it tells that the load is not finished. */
export const demoLease = begun
