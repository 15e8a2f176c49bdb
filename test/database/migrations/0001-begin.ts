import type { Migrate } from '../../../database/migrate.ts'

export const run: Migrate = async (db) => {
  await db.collection('steps').insertOne({ step: 1 })
}
