import { AsyncLocalStorage } from 'node:async_hooks'
import mongoose from 'mongoose'

// Mongoose hands the session of a transaction to every query made inside it, so that no service
// can forget to pass it on.
mongoose.set('transactionAsyncLocalStorage', true)

const running = new AsyncLocalStorage<true>()

/**
 * Runs all writes of one act in one transaction and retries it when another writer was faster.
 * Called inside a transaction it joins that one. `act` may run more than once: it must touch
 * nothing but the database.
 */
export async function inTransaction<T>(act: () => Promise<T>): Promise<T> {
  if (running.getStore()) return act()
  let result: T | undefined
  await mongoose.connection.transaction(
    async () => {
      result = await running.run(true, act)
    },
    { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
  )
  return result as T
}
