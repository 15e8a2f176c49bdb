import type { Migrate } from '../migrate.ts'

/** Chain ends from before there were seals: the sealing job takes those that say they are not sealed. */
export const run: Migrate = async (db) => {
  await db
    .collection('auditHeads')
    .updateMany({ isSealed: { $exists: false } }, { $set: { isSealed: false } })
}
