import { setTimeout as sleep } from 'node:timers/promises'
import type { Migrate } from '../../../database/migrate.ts'

export const run: Migrate = async (db) => {
  await sleep(150)
  await db.collection('steps').insertOne({ step: 10 })
}
