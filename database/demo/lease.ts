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
 * stops renewing and is followed after five seconds. Does nothing when the other finished.
 */
export async function withDemoLease(load: () => Promise<void>): Promise<void> {
  while (!(await takeLease())) {
    await sleep(250)
    if (await isDemoLoaded()) return
  }
  if (await isDemoLoaded()) return
  const renewing = setInterval(() => {
    CounterModel.updateOne({ _id: begun }, { $set: { last: machineNow() } }).catch(() => undefined)
  }, renewMs)
  try {
    await load()
    await CounterModel.create([{ _id: done, last: 1 }])
  } finally {
    clearInterval(renewing)
  }
}

async function takeLease(): Promise<boolean> {
  const last = machineNow()
  const isStale = { _id: begun, last: { $lt: last - leaseMs } }
  const taken = await CounterModel.updateOne(isStale, { $set: { last } })
  if (taken.modifiedCount === 1) return true
  if (await wasDemoBegun()) return false
  try {
    await CounterModel.create([{ _id: begun, last }])
    return true
  } catch {
    return false // another process was faster, or the database will say so at the next try
  }
}

/** The lease stays when everything else is cleared: it tells that the load is not finished. */
export const demoLease = begun
