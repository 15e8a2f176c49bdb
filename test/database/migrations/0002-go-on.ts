import type { Migrate } from '../../../database/migrate.ts'

/** Fails as long as somebody wants it to. */
export const run: Migrate = async (db) => {
  if (await db.collection('trouble').findOne({})) throw new Error('there is trouble')
  await db.collection('steps').insertOne({ step: 2 })
}
